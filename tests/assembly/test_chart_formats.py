"""A chart whose numbers are right and whose number format shows others is told, left by a refresh, and put right where it is overruled."""

import shutil
from pathlib import Path

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.made import chart_in
from boardpaper.assembly.ooxml import control_key, find_all
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.plots.drawingml import CHART
from boardpaper.assembly.refresh.run import refresh
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
KEY = "chart: looked_after_children"
TITLE = f"Looked after children at the end of each quarter ({KEY})"
Sample = tuple[Workspace, Catalogue, Path]


@pytest.fixture
def sample(ingested: Path, tmp_path: Path) -> Sample:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    return workspace, catalogue, assemble(workspace, catalogue, workspace.papers / "paper.docx").path


def _format(path: Path, tag: str, code: str) -> None:
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == KEY]
    for holder in package.tree(chart_in(package, control)).iter(f"{{{CHART}}}{tag}"):
        for held in holder.iter(f"{{{CHART}}}numFmt"):
            held.set("formatCode", code)
    path.write_bytes(package.data())


def _told(sample: Sample) -> list[str]:
    workspace, catalogue, path = sample
    return [each.found.says for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code.startswith(("chart_", "block_"))]


@pytest.mark.parametrize(
    ("tag", "code"),
    [("dLbls", '"9"#,##0'), ("dLbls", "\\9#,##0"), ("dLbls", "#,##0,"), ("valAx", '"1"0'), ("dLbls", '0" thousand"'), ("dLbls", "0\\k")],
)
def test_a_format_that_shows_another_number(sample: Sample, tag: str, code: str) -> None:
    workspace, catalogue, path = sample
    _format(path, tag, code)
    typed = f"a number format shows other numbers than it holds: {code!r}"
    assert _told(sample) == [f"{TITLE}: {typed}"]
    assert refresh(workspace, catalogue, path, pages=False).copy is None
    refresh(workspace, catalogue, path, pages=False, overrule=True)
    assert _told(sample) == []


@pytest.mark.parametrize("code", ["#,##0.0", '0" children"', "[Red][>400]0;0", "General"])
def test_a_format_of_an_authors_own(sample: Sample, code: str) -> None:
    _format(sample[2], "dLbls", code)
    assert _told(sample) == []


def test_a_title_that_was_typed_into_the_drawing(sample: Sample) -> None:
    _, _, path = sample
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == KEY]
    (title,) = [found for found in find_all(package.tree(chart_in(package, control)), "//a:t") if found.text == "Children"]
    title.text = "Children, of 500"
    path.write_bytes(package.data())
    assert _told(sample) == [f"{TITLE} is drawn with the title 'Children, of 500', which it was not made with"]
