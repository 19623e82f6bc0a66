"""Charts made anew in the sample's paper: their parts and workbooks are today's, and references still lead to their captions."""

import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.soundness import faults
from boardpaper.cli_workspace import measure
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def test_a_chart_follows_its_figures_and_keeps_its_place(ingested: Path, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    key = "provider_audit.xa1.met"
    figure = catalogue.figures[key]
    later = replace(catalogue, figures=catalogue.figures | {key: replace(figure, value=13, text="13", brief="13")})
    done = refresh(workspace, later, path, pages=False)
    fresh = assemble(workspace, later, workspace.papers / "fresh.docx").path
    with ZipFile(path) as made, ZipFile(fresh) as wanted:
        assert {name for name in wanted.namelist() if made.read(name) != wanted.read(name)} == set()
    assert (done.blocks, faults(Package(path.read_bytes(), "paper.docx"))) == (("chart: audit_ratings",), [])
