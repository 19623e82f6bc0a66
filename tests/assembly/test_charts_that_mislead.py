"""A chart whose numbers are right and whose drawing makes others of them, by a hand in Word, is told with its place; another look is not."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.made import chart_in
from boardpaper.assembly.ooxml import Element, control_key, find_all
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.plots.drawingml import CHART, c
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

CHILDREN, AUDIT, MONTHS = "looked_after_children", "audit_ratings", "training_over_months"
"""A chart of columns, one of stacked bars, and one of lines with gaps in them."""
Sample: TypeAlias = tuple[Workspace, Catalogue, bytes]
Edit: TypeAlias = Callable[[Element], object]


@pytest.fixture(scope="module")
def sample(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    workspace = Workspace(shutil.copytree(ingested, tmp_path_factory.mktemp("charts") / "sample"))
    catalogue = measure(workspace)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("boardpaper.assembly.paper.soffice", lambda: None)
        yield workspace, catalogue, assemble(workspace, catalogue, workspace.papers / "paper.docx").path.read_bytes()


def _told(sample: Sample, chart: str, edit: Edit) -> list[tuple[str, str, str]]:
    """Return what the check says of a chart that was edited: the rule, where, and what is behind the chart's name."""
    workspace, catalogue, data = sample
    package = Package(data, "paper.docx")
    control = next(found for found in find_all(package.document, "//w:sdt") if control_key(found) == f"chart: {chart}")
    edit(package.tree(chart_in(package, control)))
    path = workspace.papers / "edited.docx"
    path.write_bytes(package.data())
    found = [each for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code.startswith(("chart_", "block_"))]
    return [(each.rule.code, each.found.where.split(" ")[1], each.found.says.partition(f"(chart: {chart}): ")[2]) for each in found]


def _set(path: str, value: str) -> Edit:
    return lambda part: [found.set("val", value) for found in part.iterfind(".//" + "/".join(f"{{{CHART}}}{tag}" for tag in path.split("/")))]


def _put(path: str, element: Element) -> Edit:
    def put(part: Element) -> None:
        holder = part.find(".//" + "/".join(f"{{{CHART}}}{tag}" for tag in path.split("/")))
        assert holder is not None
        holder.append(element)

    return put


def _take(path: str) -> Edit:
    def take(part: Element) -> None:
        for found in part.findall(".//" + "/".join(f"{{{CHART}}}{tag}" for tag in path.split("/"))):
            next(found.iterancestors()).remove(found)

    return take


def _rename(tag: str, other: str) -> Edit:
    return lambda part: [setattr(found, "tag", f"{{{CHART}}}{other}") for found in part.findall(f".//{{{CHART}}}{tag}")]


def _percent(part: Element) -> None:
    for found in part.iter(f"{{{CHART}}}numFmt"):
        found.set("formatCode", "0%")


MISLEADING = [
    (CHILDREN, _set("valAx/scaling/orientation", "maxMin"), "its scale runs backwards"),
    (CHILDREN, _set("catAx/scaling/orientation", "maxMin"), "its categories run backwards"),
    (CHILDREN, _put("valAx/scaling", c("logBase", val=10)), "its scale is logarithmic"),
    (CHILDREN, _set("valAx/scaling/min", "300"), "its bars begin at 300, not at 0"),
    (CHILDREN, _take("valAx/scaling/min"), "its bars begin at whatever number Word chooses, not at 0"),
    (CHILDREN, _put("valAx/scaling", c("max", val=400)), "its scale ends at 400, below 470"),
    (CHILDREN, _put("catAx", c("crossesAt", val=300)), "its bars and points stand on 300, not on 0"),
    (CHILDREN, _put("valAx", c("dispUnits", c("builtInUnit", val="hundreds"))), "its scale is in hundreds"),
    (CHILDREN, _put("plotArea", c("valAx", c("delete", val=0), c("scaling", c("min", val=0)))), "it has a second scale"),
    (CHILDREN, _set("barChart/grouping", "stacked"), "its bars are stacked on one another"),
    (CHILDREN, _set("barChart/grouping", "percentStacked"), "its bars are drawn as shares of a whole"),
    (CHILDREN, _rename("barChart", "pieChart"), "it is drawn as a pie chart, and was made as a bar chart"),
    (CHILDREN, _percent, "its numbers are shown as percentages"),
    (AUDIT, _set("barChart/grouping", "percentStacked"), "its bars are drawn as shares of a whole"),
    (AUDIT, _set("barChart/grouping", "clustered"), "its bars are set side by side"),
    (AUDIT, _put("valAx/scaling", c("max", val=20)), "its scale ends at 20, below 27"),
    (MONTHS, _set("valAx/scaling/min", "0.95"), "its scale begins at 0.95, above "),
    (MONTHS, _set("lineChart/grouping", "stacked"), "its lines are stacked on one another"),
    (MONTHS, _set("chart/dispBlanksAs", "zero"), "a number that is missing is drawn as 0"),
    (MONTHS, _set("chart/dispBlanksAs", "span"), "its lines run on over numbers that are missing"),
    (MONTHS, _rename("lineChart", "area3DChart"), "it is drawn as an area 3D chart, and was made as a line chart"),
]


@pytest.mark.parametrize(("chart", "edit", "says"), MISLEADING, ids=[f"{chart}: {says}" for chart, _, says in MISLEADING])
def test_a_drawing_that_makes_others_of_its_numbers(sample: Sample, chart: str, edit: Edit, says: str) -> None:
    section = {CHILDREN: "8", AUDIT: "3", MONTHS: "3"}[chart]
    ((code, where, told),) = _told(sample, chart, edit)
    assert (code, where, told[: len(says)]) == ("chart_drawn_otherwise", section, says)


@pytest.mark.parametrize(
    ("chart", "edit"),
    [
        (CHILDREN, _set("barChart/barDir", "bar")),
        (CHILDREN, _put("valAx/scaling", c("max", val=500))),
        (CHILDREN, _set("valAx/scaling/min", "-100")),
        (CHILDREN, _take("dLbls")),
        (CHILDREN, _set("gapWidth", "10")),
        (AUDIT, _set("catAx/scaling/orientation", "minMax")),
        (MONTHS, _take("valAx/scaling/min")),
        (MONTHS, _take("valAx/scaling/max")),
    ],
)
def test_a_look_of_an_authors_own_is_no_finding(sample: Sample, chart: str, edit: Edit) -> None:
    assert _told(sample, chart, edit) == []
