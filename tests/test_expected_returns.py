"""A figure says which of the returns that it should rest on are not in: of the whole period that it adds up, or of its last part."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Figure
from boardpaper.warehouse.status import read_status
from boardpaper.workspace import Workspace

FORM = "Organisation,{}\nReporting period,{}\n\nPrevent lead,Prevent policy,Prevent referrals\nYes,Yes,3\n"
FIGURE = """
[[figure]]
key = "own.referrals"
title = "Referrals"
return = "prevent"
value = "sum(referrals)"
"""
YEAR = "period_start >= :period_start AND period_end <= min(:period_end, :as_at)"


def _measure(
    folder: Path, where: str, returns: list[tuple[str, str]], *, more: str = "", every: str = "quarter", as_at: str = "2019-03-31"
) -> Figure:
    settings = folder / "boardpaper.toml"
    text = settings.read_text(encoding="utf-8").replace("as_at = 2019-03-31", f"as_at = {as_at}")
    settings.write_text(f'{text}\nprevent = {{ from = ["XA1", "XA2"], every = "{every}", days = 14 }}\n', encoding="utf-8")
    for number, (who, period) in enumerate(returns):
        (folder / "returns" / f"{number}.csv").write_text(FORM.format(who, period))
    (folder / "figures").mkdir()
    (folder / "figures" / "own.toml").write_text(f'{FIGURE}where = "{where}"\n{more}', encoding="utf-8")
    workspace = Workspace(folder)
    assert ingest(workspace).all_in
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts()).figures["own.referrals"]


@pytest.mark.parametrize(
    ("where", "returns", "options", "expected", "doubts"),
    [
        (
            YEAR,
            [("XA1", "Q1 2018/19")],
            {},
            (8, 1),
            (
                "7 of 8 expected returns of the prevent duty are not in: XA1 Q2 2018/19, XA1 Q3 2018/19, XA1 Q4 2018/19, XA2 Q1 2018/19, "
                "XA2 Q2 2018/19, XA2 Q3 2018/19 and 1 more",
            ),
        ),
        (YEAR, [(who, f"Q{number} 2018/19") for who in ("XA1", "XA2") for number in (1, 2, 3, 4)], {}, (8, 8), ()),
        (
            YEAR,
            [("XA1", "Q1 2018/19"), ("XA1", "Q2 2018/19"), ("XA2", "Q1 2018/19")],
            {"as_at": "2018-10-31"},
            (4, 3),
            ("1 of 4 expected returns of the prevent duty are not in: XA2 Q2 2018/19",),
        ),
        (
            YEAR,
            [("XA1", "Q4 2018/19"), ("XA2", "March 2019")],
            {"more": 'latest = "provider"\n'},
            (2, 1),
            ("1 of 2 expected returns of the prevent duty are not in: XA2 Q4 2018/19",),
        ),
        (
            "period_end = :period_end",
            [("XA1", "Q4 2018/19")],
            {},
            (2, 1),
            ("1 of 2 expected returns of the prevent duty are not in: XA2 Q4 2018/19",),
        ),
        (
            "period_end = :previous_end",
            [("XA1", "Q4 2017/18")],
            {},
            (2, 1),
            ("1 of 2 expected returns of the prevent duty are not in: XA2 Q4 2017/18",),
        ),
        (
            "period_start = :period_start AND period_end = :period_end",
            [("XA1", "2018/19")],
            {"every": "month"},
            (24, 12),
            (
                "12 of 24 expected returns of the prevent duty are not in: XA2 April 2018, XA2 May 2018, XA2 June 2018, XA2 July 2018, "
                "XA2 August 2018, XA2 September 2018 and 6 more",
            ),
        ),
        (
            f"lead_in_post = 'yes' AND {YEAR}",
            [("XA1", "2018/19")],
            {"every": "year"},
            (2, 1),
            ("1 of 2 expected returns of the prevent duty are not in: XA2 2018/19",),
        ),
    ],
    ids=["one quarter of four", "all", "to the paper's date", "the latest alone", "at the end", "a year earlier", "a year for months", "a condition"],
)
def test_what_is_not_in(
    empty_workspace: Path, where: str, returns: list[tuple[str, str]], options: dict[str, str], expected: tuple[int, int], doubts: tuple[str, ...]
) -> None:
    figure = _measure(empty_workspace, where, returns, **options)
    assert (figure.expected, figure.received) == expected
    assert tuple(doubt.says for doubt in figure.doubts if doubt.kind == "not in") == doubts


def test_three_months_are_a_quarter_in_the_chase_list_too(empty_workspace: Path) -> None:
    _measure(empty_workspace, YEAR, [("XA1", f"{name} 2018") for name in ("April", "May", "June", "July")])
    workspace = Workspace(empty_workspace)
    with reader(workspace.warehouse) as connection:
        missing = read_status(connection, workspace.settings, "Q1 2018/19").missing
    assert [(late.provider, str(late.period)) for late in missing if late.return_name == "prevent"] == [
        ("Calder Vale Mental Health NHS Foundation Trust", "2018-04-01 to 2018-06-30")
    ]
