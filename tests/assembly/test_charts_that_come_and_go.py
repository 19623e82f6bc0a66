"""A chart that comes into a paper by a refresh, or leaves it: every part is led to and there, and no number of a withdrawn return stays inside."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from msgspec.structs import replace

from boardpaper.assembly.ooxml import find_all
from boardpaper.assembly.package import CONTENT_TYPES, Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.soundness import faults
from boardpaper.warehouse.figures.model import Catalogue, Plot, Series
from boardpaper.workspace import Workspace

SECTION = "# Children\n\n{{ chart: first }}\n\n{{ chart: second }}\n\n{{ chart: third }}\n"
NAMES = ("first", "second", "third")


@pytest.fixture(autouse=True)
def no_ruler_for_the_refresh(no_ruler: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.assembly.refresh.following.soffice", lambda: None)


@pytest.fixture
def charted(workspace: Workspace, catalogue: Catalogue) -> Catalogue:
    (workspace.narrative / "02-children.md").write_text(SECTION, encoding="utf-8")
    figures, charts = dict(catalogue.figures), dict(catalogue.charts)
    for number, name in enumerate(NAMES, start=1):
        key = f"{name}.met"
        figures[key] = replace(catalogue.figures["children.snapshot"], key=key, value=7770 + number, text=f"{7770 + number:,}")
        charts[name] = Plot(name, name.capitalize(), "column", "count", "Provider", "Standards", ("North",), (Series("Met", "met", (key,)),))
    return replace(catalogue, figures=figures, charts=charts)


def _without(charted: Catalogue, *names: str, plus: int = 0) -> Catalogue:
    """Return a catalogue in which nothing is in for some charts; the numbers of the others are so much more."""
    figures = dict(charted.figures)
    for name in NAMES:
        figure = figures[f"{name}.met"]
        value = int(figure.value or 0) + plus
        figures[f"{name}.met"] = (
            replace(figure, value=None, text="not measured") if name in names else replace(figure, value=value, text=f"{value:,}")
        )
    return replace(charted, figures=figures)


def _loose(path: Path) -> list[str]:
    """Return what leads to a part that is not there, and the parts that nothing leads to."""
    package = Package(path.read_bytes(), path.name)
    named = {found.get("PartName", "").lstrip("/") for found in package.tree(CONTENT_TYPES) if found.get("PartName")}
    rels = [part for part in package.parts if part.endswith(".rels")]
    led = {package.target(package.source_of(part), item) for part in rels for item in package.tree(part) if item.get("TargetMode") != "External"}
    drawn = {part for part in package.parts if part.startswith(("word/charts/", "word/embeddings/")) and not part.endswith(".rels")}
    return sorted({*(named - package.parts.keys()), *(led - package.parts.keys()), *(drawn - led)})


@pytest.mark.parametrize("late", [("first",), ("second",), ("third",), ("first", "third"), NAMES])
def test_a_chart_comes_in_beside_others_made_anew(workspace: Workspace, charted: Catalogue, late: tuple[str, ...]) -> None:
    path = assemble(workspace, _without(charted, *late, plus=100), workspace.papers / "paper.docx").path
    refresh(workspace, charted, path)
    assert (_loose(path), faults(Package(path.read_bytes(), path.name))) == ([], [])
    assert len(find_all(Package(path.read_bytes(), path.name).document, "//w:drawing//*[local-name()='chart']")) == len(NAMES)
    Document(str(path))


@pytest.mark.parametrize("gone", [("first",), ("second", "third"), NAMES])
def test_the_numbers_of_a_chart_that_left_are_nowhere(workspace: Workspace, charted: Catalogue, gone: tuple[str, ...]) -> None:
    path = assemble(workspace, charted, workspace.papers / "paper.docx").path
    refresh(workspace, _without(charted, *gone, plus=100), path)
    assert (_loose(path), faults(Package(path.read_bytes(), path.name))) == ([], [])
    with ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert len([name for name in held if name.startswith("word/charts/chart")]) == len(NAMES) - len(gone)
    numbers = [each.encode() for name in gone for each in (str(charted.figures[f"{name}.met"].value), charted.figures[f"{name}.met"].text)]
    assert [name for name, data in held.items() if any(number in data for number in numbers)] == []


def test_there_and_back_again_leaves_no_part_behind(workspace: Workspace, charted: Catalogue) -> None:
    path = assemble(workspace, charted, workspace.papers / "paper.docx").path
    for _ in range(3):
        refresh(workspace, _without(charted, "second"), path)
        refresh(workspace, charted, path)
    with ZipFile(path) as archive:
        parts = archive.namelist()
    assert (_loose(path), len([name for name in parts if name.startswith("word/charts/chart")])) == ([], len(NAMES))


def test_an_edited_chart_leaves_no_part_of_the_fresh_one(workspace: Workspace, charted: Catalogue) -> None:
    path = assemble(workspace, _without(charted, "third"), workspace.papers / "paper.docx").path
    with ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, data in parts.items():
            archive.writestr(item, data.replace(b": First<", b": The first<"))
    refresh(workspace, _without(charted, plus=5), path)
    assert (_loose(path), faults(Package(path.read_bytes(), path.name))) == ([], [])
