"""A column of those who are not ("Not trained") is no column of those who are, even where the return has none of its own."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _read(folder: Path, text: str) -> tuple[list[tuple], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell, value FROM fact ORDER BY cell").fetchall()
        issues = connection.execute("SELECT cell, severity, code, found FROM issue").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in issues]


@pytest.mark.parametrize(
    "heading",
    [
        "Non-compliant",
        "% non compliant",
        "Not trained",
        "Staff not in date",
        "Required but not completed",
        "Training outstanding",
        "Compliance lapsed",
    ],
)
def test_it_is_told_and_not_read(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Headcount,{heading}\nSafeguarding Adults,2,10,1\n"
    assert _read(empty_workspace, text) == (
        [("subject", "A5", "safeguarding_adults"), ("level", "B5", "2"), ("required", "C5", 10)],
        [("D4", "info", "unmapped_heading", heading)],
    )


def test_a_known_heading_may_deny(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nPractice code,Practice,Was not brought policy in use?,Lead GP?\nP1,Practice 1,Y,N\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts[2], facts[3], issues) == (("was_not_brought_policy", "C5", "yes"), ("lead_gp", "D5", "no"), [])


def test_a_question_that_denies_is_no_question_of_the_form(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nNotified,12\nCompleted,7\nNot allocated,2\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, issues) == ([("notified", "B4", 12), ("completed", "B5", 7)], [("A6", "info", "unmapped_question", "Not allocated")])


def test_a_title_that_denies_names_no_figure(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nNumber not trained by month\nSubject,Apr-18,May-18\nMCA,9,8\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, [issue[2] for issue in issues]) == ([], ["which_figure"])


@pytest.mark.parametrize("heading", ["Variance to target", "% change", "Shortfall in compliance", "Compliance gap"])
def test_a_difference_is_no_figure(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Headcount,{heading}\nSafeguarding Adults,2,10,1%\n"
    facts, issues = _read(empty_workspace, text)
    assert ([fact[0] for fact in facts], issues) == (["subject", "level", "required"], [("D4", "info", "unmapped_heading", heading)])


def test_a_percentage_of_a_count_is_neither_the_count_nor_another_percentage(empty_workspace: Path) -> None:
    text = "Organisation,NHS Stockport CCG\nQuarter,Q4 2018/19\n\nConference,Reports requested,% returned on time\nInitial,100,30\n"
    assert _read(empty_workspace, text) == (
        [("conference_type", "A5", "initial"), ("requested", "B5", 100)],
        [("C4", "info", "unmapped_heading", "% returned on time")],
    )


def test_a_question_for_a_percentage_is_none_for_a_count(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nPrevent lead,Yes\nPolicy,Yes\nPercentage of staff WRAP trained,83\n"
    facts, issues = _read(empty_workspace, text)
    assert ([fact[0] for fact in facts], issues) == (
        ["lead_in_post", "policy_in_place"],
        [("A6", "info", "unmapped_question", "Percentage of staff WRAP trained")],
    )
