"""The careful reader, which takes over where the quick one cannot go on, gives the same values: each workbook is read both ways."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

import boardpaper
from boardpaper.etl import reader
from boardpaper.etl.workbook import Sheet, Unreadable, Workbook

HERE = Path(__file__).parent
FILES = [*(HERE / "formats").glob("*.*"), *(Path(boardpaper.__file__).parent / "sample" / "returns").glob("*.*")]
READ = sorted(path for path in FILES if path.suffix in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))


def _read(path: Path) -> Workbook | str:
    try:
        return reader.read_file(path)
    except Unreadable as error:
        return error.code


def _told(read: Workbook | str) -> object:
    """Return all that was read by address, the same for 12 and 12.0, as that is how a value is read."""
    return read if isinstance(read, str) else [_sheet(sheet) for sheet in read.sheets]


def _sheet(sheet: Sheet) -> tuple:
    values = [(sheet.address(row, column), value) for row, cells in enumerate(sheet.rows) for column, value in enumerate(cells) if value != ""]
    typed = [(cell, type(float(value) if type(value) is int else value), value) for cell, value in values]
    errors = {sheet.address(*place): error for place, error in sheet.errors.items()}
    filled = {cell for cell, _ in values}
    percent = {cell: decimals for place, decimals in sheet.percent.items() if (cell := sheet.address(*place)) in filled}
    merged = [sheet.address(*merge[:2]) for merge in sheet.merged if sheet.address(*merge[:2]) in filled]
    return sheet.name, sheet.hidden, sheet.days_from_1904, typed, errors, sorted(map(str, sheet.uncached)), percent, merged


def _both_ways(path: Path, patch: pytest.MonkeyPatch) -> tuple[object, object]:
    quick = _told(_read(path))
    with patch.context() as only:
        only.setattr(reader, "_read_quickly", lambda data: None)
        return quick, _told(_read(path))


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_the_same_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, careful = _both_ways(path, monkeypatch)
    assert careful == quick


def test_each_type_of_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book()
    book.epoch = datetime(1904, 1, 1)
    values = [True, False, date(2019, 3, 31), datetime(2019, 3, 31, 14, 30), time(9, 15), timedelta(hours=30), 12.0, -3, 1e-9, 1.5e300, "#N/A"]
    texts = [" spaced ", "two\nlines", "one_x000D_two", "<&>", CellRichText("rich ", TextBlock(InlineFont(b=True), "text")), "12.0", "=1+1"]
    for value in [*values, *texts]:
        book.active.append([value])
    book.save(tmp_path / "a.xlsx")
    quick, careful = _both_ways(tmp_path / "a.xlsx", monkeypatch)
    assert careful == quick and len(quick[0][3]) == len(values) + len(texts) - 2  # type: ignore[index]


CODES = st.text(st.sampled_from('dmyhsDMYHSaApP/[]"\\_*;0#-:.% @$eE'), min_size=1, max_size=8)
NUMBERS = st.one_of(st.floats(-1e5, 3e6), st.integers(-5, 2_958_470), st.floats(0, 2))


@settings(max_examples=60, deadline=None)
@example([('"*"D', 0.0), ('"_"yyyy', 43555.0), ('"\\\\"d', 1.5), ("[[]D", 0.0), ("[h[h]", 1.5)], False)
@given(st.lists(st.tuples(CODES, NUMBERS), min_size=1, max_size=30), st.booleans())
def test_a_number_in_any_format(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, float]], from_1904: bool) -> None:
    path = tmp_path_factory.mktemp("formats") / "a.xlsx"
    book = Book()
    if from_1904:
        book.epoch = datetime(1904, 1, 1)
    for row, (code, number) in enumerate(cells, start=1):
        book.active.cell(row, 1, number).number_format = code
    book.save(path)
    with pytest.MonkeyPatch.context() as patch:
        quick, careful = _both_ways(path, patch)
    assert careful == quick
