"""References and captions in the sample's paper after its sections were moved: each that shows another number than it leads to is told."""

import shutil
from pathlib import Path

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.fields import fields
from boardpaper.assembly.ooxml import find_all, name, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.tests.measuring import measure
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def test_a_section_moved_leaves_its_references_behind(ingested: Path, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    body = package.document[0]
    headings = [found for found in find_all(body, "w:p[w:pPr/w:pStyle/@w:val='Heading1']") if text_of(found).strip()]
    first, second, third = (body.index(heading) for heading in headings[1:4])
    moved = list(body)[second:third]  # the section on providers before the one on the team
    for place, element in enumerate(moved):
        body.insert(first + place, element)
    path.write_bytes(package.data())
    wanted = [found for found in fields(package.document) if found.kind == "SEQ"]
    out_of_order = sum(found.text != str(number) for label in ("Table", "Figure") for number, found in enumerate(_of(wanted, label), start=1))
    told = [finding.rule.code for finding in check(workspace, catalogue, path, pages=False).findings]
    assert (told.count("caption_number"), out_of_order > 2) == (out_of_order, True)


def _of(found: list, label: str) -> list:
    return [field for field in found if label in field.code.split()]


def test_a_reference_to_a_section_that_has_another_number_now(ingested: Path, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    package = Package(path.read_bytes(), path.name)
    heading = next(
        found for found in find_all(package.document, "//w:body/w:p[w:pPr/w:pStyle/@w:val='Heading1']") if text_of(found) == "Primary Care"
    )
    for mark in find_all(heading, "w:pPr/w:pStyle"):
        mark.set(name("w:val"), "Normal")
    path.write_bytes(package.data())
    found = [finding.found.says for finding in check(workspace, catalogue, path, pages=False).findings if finding.rule.code == "reference_stale"]
    assert "the reference says '5', and '4' stands where it leads" in found
