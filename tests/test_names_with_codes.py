"""A provider whose code stands beside its name in one cell."""

import pytest

from boardpaper.etl.providers import ProviderNames
from boardpaper.workspace import Provider

NAMES = ProviderNames([Provider("P88001", "Elm Tree Surgery", ("Elm Tree",), "commissioned"), Provider("XA4", "Moorside", (), "commissioned")])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Elm Tree Surgery (P88001)", "P88001"),
        ("Elm Tree [p88001]", "P88001"),
        ("Elm Tree Surgery - P88001", "P88001"),
        ("Elm Tree Surgery, P88001", "P88001"),
        ("The Elm Tree Surgery (P88001)", "P88001"),
        ("P88001 - Elm Tree Surgery", "P88001"),
        ("P88001: Elm Tree", "P88001"),
        ("XA4 - Elm Tree Surgery", None),
        ("P88001 - Oak Tree Surgery", None),
        ("Elm Tree Surgery (P88009)", None),
        ("Elm Tree Surgery (XA4)", None),
        ("Elm Tree Surgery (North)", None),
    ],
)
def test_the_two_together(text: str, code: str | None) -> None:
    assert NAMES.by_name(text) == code


@pytest.mark.parametrize(("text", "code"), [("M.U.C.", "XA4"), ("M.U.C", "XA4"), ("muc", "XA4"), ("M.U.K.", None)])
def test_initials_with_their_stops(text: str, code: str | None) -> None:
    assert ProviderNames([Provider("XA4", "Moorside", ("MUC",), "commissioned")]).by_name(text) == code
