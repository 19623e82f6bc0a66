"""Words for those who cannot see a chart that a save by LibreOffice lost are put back by a refresh, and nothing else in the paper changes by it."""

import shutil
from base64 import b64decode
from pathlib import Path

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, find_all
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _at_fault(workspace: Workspace, path: Path) -> list[str]:
    found = check(workspace, measure(workspace), path, pages=False).findings
    return [each.rule.code for each in found if each.rule.code in ("no_alt_text", "block_words", "chart_by_hand", "ledger_changed")]


def _words(root: Element) -> list[str]:
    return [drawn.get("descr", "") for drawn in find_all(root, "//wp:docPr")]


@pytest.mark.parametrize("empty", [{}, {"descr": ""}, {"descr": " "}])
def test_they_are_put_back(ingested: Path, tmp_path: Path, empty: dict[str, str]) -> None:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    path = assemble(workspace, measure(workspace), workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    as_made = _words(package.document)
    for drawn in find_all(package.document, "//wp:docPr"):
        drawn.attrib.pop("descr")
        drawn.attrib.update(empty)
    path.write_bytes(package.data())
    assert _at_fault(workspace, path) == ["no_alt_text"] * 5
    done = refresh(workspace, measure(workspace), path, pages=False)
    assert _words(Package(path.read_bytes(), path.name).document) == as_made
    assert ([" had lost its words for those " in note for note in done.notes], _at_fault(workspace, path)) == ([True] * 5, [])
    assert refresh(workspace, measure(workspace), path, pages=False).copy is None


def test_the_check_says_which_and_what_to_do(workspace: Workspace, catalogue: Catalogue) -> None:
    """A picture of an author's own has no key, and nothing to be put back."""
    (workspace.narrative / "pixel.png").write_bytes(DOT)
    (workspace.narrative / "03-third.md").write_text("# Third\n\n![A dot](pixel.png)\n", encoding="utf-8")
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    for drawn in find_all(package.document, "//wp:docPr"):
        drawn.set("descr", "")
    path.write_bytes(package.data())
    found = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "no_alt_text"]
    assert [(each.key, each.says) for each in found] == [
        ("chart: team", "Posts (chart: team) has lost its alt text, as in a save by LibreOffice: 'boardpaper refresh' puts it back"),
        ("", "a picture or chart has no alt text"),
    ]
