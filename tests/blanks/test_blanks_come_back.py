"""A blank filled in rightly is taken in without an issue, every value from its own cell, for every return."""

import shutil
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

LAYOUTS = load_layouts()


def _taken_in(folder: Path) -> tuple[list[tuple], dict[str, tuple], list[tuple]]:
    """Return the submissions, the facts by cell, and the issues of what lies in a workspace's returns."""
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        said = connection.execute("SELECT return, provider, period_start, period_end FROM submission").fetchall()
        facts = connection.execute("SELECT cell, field, value, state FROM fact WHERE sheet = 'Return'").fetchall()
        issues = connection.execute("SELECT sheet, cell, code, found FROM issue").fetchall()
    return [tuple(row) for row in said], {row["cell"]: (row["field"], row["value"], row["state"]) for row in facts}, [tuple(row) for row in issues]


@pytest.mark.parametrize("name", LAYOUTS)
def test_filled_in_rightly(empty_workspace: Path, filler, blank_of, name: str) -> None:
    filled = filler(LAYOUTS[name], 1).fill(blank_of(LAYOUTS[name]))
    (empty_workspace / "returns" / "back.xlsx").write_bytes(filled.bytes())
    said, facts, issues = _taken_in(empty_workspace)
    assert (said, issues) == ([(name, "XA4", "2018-04-01", "2019-03-31")], [])
    assert facts == filled.facts


@pytest.fixture(scope="module")
def saved(filler, blank_of, recalculated) -> tuple[Path, dict]:
    books = {name: filler(layout, 3, formulas=True).fill(blank_of(layout)) for name, layout in LAYOUTS.items()}
    return recalculated({f"{name}.xlsx": book.bytes() for name, book in books.items()}), books


@pytest.mark.parametrize("name", LAYOUTS)
def test_filled_in_and_saved_by_a_spreadsheet_program(empty_workspace: Path, saved: tuple[Path, dict], name: str) -> None:
    folder, books = saved
    shutil.copyfile(folder / f"{name}.xlsx", empty_workspace / "returns" / "back.xlsx")
    said, facts, issues = _taken_in(empty_workspace)
    assert (said, issues) == ([(name, "XA4", "2018-04-01", "2019-03-31")], [])
    assert {cell: (field, _rounded(value), state) for cell, (field, value, state) in facts.items()} == {
        cell: (field, _rounded(value), state) for cell, (field, value, state) in books[name].facts.items()
    }


def _rounded(value: object) -> object:
    """LibreOffice saves 15 digits of a number."""
    return round(value, 12) if isinstance(value, float) else value


@pytest.mark.parametrize("name", LAYOUTS)
def test_words_where_a_figure_belongs_are_asked_about(empty_workspace: Path, filler, blank_of, name: str) -> None:
    layout = LAYOUTS[name]
    filled = filler(layout, 4).fill(blank_of(layout))
    of_kind = [item.name for kind in ("count", "number", "rating", "date", "text") for item in layout.field if item.type == kind]
    cell = next(cell for name in of_kind for cell, (field, _, _) in filled.facts.items() if field == name)
    filled.book["Return"][cell] = "lots and lots"
    (empty_workspace / "returns" / "back.xlsx").write_bytes(filled.bytes())
    _, _, issues = _taken_in(empty_workspace)
    assert [(sheet, where, found) for sheet, where, _, found in issues][:1] == [("Return", cell, "lots and lots")]
