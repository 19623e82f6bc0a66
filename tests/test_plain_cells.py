"""A sheet whose cells are plainly written is read for its formats without parsing it; what is seen is the same."""

from pathlib import Path
from zipfile import ZipFile

import pytest

import boardpaper
from boardpaper.etl import second_look
from boardpaper.etl.workbook import Sheet

RETURNS = sorted((Path(boardpaper.__file__).parent / "sample" / "returns").glob("*.xls[xm]"))


def _seen(path: Path) -> list[tuple]:
    try:
        package = second_look.open_package(ZipFile(path))
    except Exception:  # the sample has files that are no packages; other tests hold them
        return []
    found = []
    for name in package.sheets:
        sheet = Sheet(name, [])
        second_look.look_again(package, sheet)
        found.append((name, sheet.percent, sheet.fills, sheet.errors, sheet.uncached, sheet.hidden_rows))
    return found


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.name)
def test_parsed_or_not(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = _seen(path)
    monkeypatch.setattr(second_look, "_plainly_written", lambda data: None)
    assert quick == _seen(path)


def test_some_of_them_are_plainly_written(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    plainly = second_look._plainly_written
    monkeypatch.setattr(second_look, "_plainly_written", lambda data: counted.append(plainly(data) is not None) or plainly(data))
    assert any(_seen(path) for path in RETURNS) and sum(counted)


@pytest.mark.parametrize("cell", ["<x:c r='A1' s='1'/>", "<c s='1' r='A1'/>", '<c r="A1" s="1" cm="1"/>', "<c/>"])
def test_an_odd_cell_asks_for_parsing(cell: str) -> None:
    assert second_look._plainly_written(f'<row><c r="B1" s="2"/>{cell}</row>'.encode()) is None
