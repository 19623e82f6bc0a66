"""With the settings moved on a year and nothing returned for it, the sample's paper is made, and shows no figure of the year before."""

import zipfile
from pathlib import Path

import pytest

from boardpaper.assembly import paper as room
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

OLD = (">355<", ">363<", ">445<", ">470<", ">585<", ">700<", "87.79%", "88.55%", "96.3%", "34.1%", "61.5%", "Full assurance")


def test_no_figure_of_the_year_before(ingested: Path, sample_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "soffice", lambda: None)
    (sample_copy / "warehouse.db").write_bytes((ingested / "warehouse.db").read_bytes())
    settings = sample_copy / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('period = "2018/19"', 'period = "2019/20"'), encoding="utf-8")
    workspace = Workspace(sample_copy)
    with reader(workspace.warehouse) as connection:
        made = room.assemble(workspace, measure_all(connection, workspace, load_layouts()))
    with zipfile.ZipFile(made.path) as package:
        text = package.read("word/document.xml").decode("utf-8")
        assert [name for name in package.namelist() if "chart" in name or "embed" in name] == []
    assert [old for old in OLD if old in text] == []
    assert text.count("not measured") >= 50
    assert text.count("{{") == 0
    assert "leder.completed" in made.not_measured
    assert made.notes[0] == (
        "The paper's own date, 2019-03-31, is before its period, 2019-04-01 to 2020-03-31, begins, so that nothing is measured. "
        "Write the day up to which it counts as report.as_at in boardpaper.toml."
    )
