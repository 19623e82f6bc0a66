"""A blank that LibreOffice saves as .ods or .xls is what it was: held as not filled in, or read value by value as it was filled in."""

import shutil
from pathlib import Path

import pytest

from boardpaper.blanks.make import draw_blank
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

LAYOUTS = load_layouts()
KINDS = ("ods", "xls")


@pytest.fixture(scope="module", params=KINDS)
def empty(request: pytest.FixtureRequest, blank_of, recalculated) -> tuple[str, Path]:
    return request.param, recalculated({f"{name}.xlsx": draw_blank(blank_of(layout)) for name, layout in LAYOUTS.items()}, request.param)


@pytest.fixture(scope="module", params=KINDS)
def saved(request: pytest.FixtureRequest, filler, blank_of, recalculated) -> tuple[str, Path, dict]:
    books = {name: filler(layout, 5, formulas=True).fill(blank_of(layout)) for name, layout in LAYOUTS.items()}
    return request.param, recalculated({f"{name}.xlsx": book.bytes() for name, book in books.items()}, request.param), books


def test_as_it_went_out(empty_workspace: Path, empty: tuple[str, Path], blank_of) -> None:
    kind, folder = empty
    for name in LAYOUTS:
        shutil.copyfile(folder / f"{name}.{kind}", empty_workspace / "returns" / f"{name}.{kind}")
    expected = {
        f"{name}.{kind}": ("held", "no_answers" if layout.form else "no_records" if blank_of(layout).prepared else "no_rows")
        for name, layout in LAYOUTS.items()
    }
    assert {one.filename: (one.status, one.reason.partition(":")[0]) for one in ingest(Workspace(empty_workspace)).outcomes} == expected


def test_filled_in_rightly(empty_workspace: Path, saved: tuple[str, Path, dict]) -> None:
    kind, folder, books = saved
    for name in LAYOUTS:
        shutil.copyfile(folder / f"{name}.{kind}", empty_workspace / "returns" / f"{name}.{kind}")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        facts = connection.execute("SELECT filename, cell, field, value, state FROM fact WHERE sheet = 'Return'").fetchall()
        assert [tuple(row) for row in connection.execute("SELECT sheet, cell, code, found FROM issue")] == []
    assert {tuple(row[:3]): (_rounded(row[3]), row[4]) for row in facts} == {
        (f"{name}.{kind}", cell, field): (_rounded(value), state)
        for name, book in books.items()
        for cell, (field, value, state) in book.facts.items()
    }


def _rounded(value: object) -> object:
    """LibreOffice saves 15 digits of a number."""
    return round(value, 12) if isinstance(value, float) else value
