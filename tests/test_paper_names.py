"""A paper's file is named after its title, and one with a long title has no half word at its end, which could be another year."""

import pytest

from boardpaper.assembly.output import slug

LONG = "Keeping people safe: annual report of the safeguarding team, April 2018 to March "


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Annual Report 2018/19", "annual-report-2018-19"),
        (f"{LONG}2019", "keeping-people-safe-annual-report-of-the-safeguarding-team-april-2018-to-march"),
        ("x" * 90, "x" * 80),
        ("Ysbyty Môn, Ärztehaus Šumava", "ysbyty-mon-arztehaus-sumava"),
        ("?", "paper"),
    ],
)
def test_name_of_a_title(title: str, name: str) -> None:
    assert slug(title) == name
