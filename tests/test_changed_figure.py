"""A returned figure that changes stands everywhere in the paper, and the old one nowhere."""

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boardpaper.assembly import paper as room
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _texts(folder: Path) -> str:
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection:
        catalogue = measure_all(connection, workspace, load_layouts())
    paper = room.assemble(workspace, catalogue)
    with zipfile.ZipFile(paper.path) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    return "\n".join(parts) + paper.path.with_suffix(".figures.json").read_text(encoding="utf-8")


def test_the_new_figure_stands_everywhere_and_the_old_one_nowhere(sample_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "soffice", lambda: None)
    ingest(Workspace(sample_copy))
    before = _texts(sample_copy)
    for name, sheet, cell, value in (("LAC numbers Mar-19.xlsx", "Return", "B7", 356), ("CCG training March 2019.xlsx", "Training", "C8", "87.80%")):
        path = sample_copy / "returns" / name
        book = load_workbook(path)
        book[sheet][cell] = value
        book.save(path)
    ingest(Workspace(sample_copy))
    shutil.rmtree(sample_copy / "papers")
    after = _texts(sample_copy)
    assert (before.count(">355<"), before.count("87.79%")) == (after.count(">356<"), after.count("87.80%"))
    assert before.count(">355<") >= 2 and before.count("87.79%") >= 3
    assert (">355<" in after, "87.79%" in after) == (False, False)
