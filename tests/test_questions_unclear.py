"""A question of a form that could be of two figures, or a figure asked twice: no answer is taken for another."""

from pathlib import Path

import pytest

from boardpaper.etl.headings import Headings
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,Q4 2018/19\n\nPrevent lead,Yes\nPolicy,Yes\n"


def _ingest(folder: Path, questions: str) -> tuple[dict[str, object], list[tuple]]:
    (folder / "returns" / "prevent.csv").write_text(HEAD + questions, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, value FROM fact WHERE field LIKE 'l3%'").fetchall()
        issues = connection.execute("SELECT cell, severity, code FROM issue ORDER BY cell").fetchall()
    return dict(map(tuple, facts)), [tuple(row) for row in issues]


def test_those_who_require_it_are_not_those_who_have_it(empty_workspace: Path) -> None:
    questions = "Number of staff requiring WRAP (Level 3),40\nNumber trained in WRAP (Level 3),38\n"
    assert _ingest(empty_workspace, questions) == ({"l3_required": 40, "l3_compliant": 38}, [])


def test_one_question_for_two_figures(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, "WRAP eligible and trained,40\n") == ({}, [("A6", "block", "question_unclear")])


def test_one_figure_asked_twice(empty_workspace: Path) -> None:
    questions = "WRAP trained on the wards,30\nWRAP trained in theatres,8\n"
    assert _ingest(empty_workspace, questions) == ({}, [("A6", "block", "question_unclear"), ("A7", "block", "question_unclear")])


def test_the_plain_question_wins(empty_workspace: Path) -> None:
    questions = "WRAP trained on the wards,30\nWRAP trained,38\n"
    assert _ingest(empty_workspace, questions) == ({"l3_compliant": 38}, [("A6", "info", "unmapped_question")])


def test_it_is_said_why(empty_workspace: Path) -> None:
    _ingest(empty_workspace, "WRAP eligible and trained,40\nPrevent referrals to the council,3\nPrevent referrals to the police,4\n")
    with reader(empty_workspace / "warehouse.db") as connection:
        said = connection.execute("SELECT cell, expected, cure FROM issue WHERE code = 'question_unclear' ORDER BY cell").fetchall()
    each = "Its answer was not used, as it may be of each: please give each figure a row of its own."
    twice = "It is asked at {} too, so neither answer was used: please leave one of them."
    assert [tuple(row) for row in said] == [
        ("A6", "a question of one figure: 'WRAP eligible' or 'WRAP trained'", each),
        ("A7", "'Prevent referrals' asked once", twice.format("A8")),
        ("A8", "'Prevent referrals' asked once", twice.format("A7")),
    ]


def test_one_figure_asked_twice_in_words_that_say_the_same(empty_workspace: Path) -> None:
    _ingest(empty_workspace, "Number of Channel panels in Stockport,3\nNumber of Channel panels elsewhere,4\n")
    with reader(empty_workspace / "warehouse.db") as connection:
        said = connection.execute("SELECT cell, expected FROM issue WHERE code = 'question_unclear' ORDER BY cell").fetchall()
    assert [tuple(row) for row in said] == [("A6", "'Channel panels held' asked once"), ("A7", "'Channel panels held' asked once")]


@pytest.mark.parametrize("before", ["Number of", "No. of", "Total number of", "How many"])
def test_to_say_that_it_is_a_number_makes_no_other_figure_of_a_question(before: str) -> None:
    layouts = load_layouts()
    headings = Headings(layouts)
    others = set()
    for layout in layouts.values():
        for item in (item for item in layout.field if item.type == "count"):
            for heading in item.headings:
                known = [(name, size) for (of, name), size, _ in headings.known(f"{before} {heading}") if of == layout.name]
                if known and item.name not in {name for name, size in known if size == known[0][1]}:
                    others.add((layout.name, heading))
    assert others == set()
