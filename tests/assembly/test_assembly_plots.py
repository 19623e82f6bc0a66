"""A chart of numbers in a paper: found by its key, with its workbook inside, its doubts counted, its lineage beside the paper."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from msgspec.structs import replace
from openpyxl import load_workbook
from pypdf import PdfReader

from boardpaper.assembly.explain import explain
from boardpaper.assembly.ooxml import Element, find_all, parse, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import pdf_of, soffice
from boardpaper.errors import NarrativeError, NotFinalError
from boardpaper.warehouse.figures.model import NOT_MEASURED, Catalogue, Cell, Doubt, Figure, Plot, Series
from boardpaper.workspace import Workspace

YEAR = (date(2018, 4, 1), date(2019, 3, 31))
CELL = Cell("a.xlsx", "Sheet1", "B4", "XA1", "2018-04-01", "2019-03-31", "met", 12, "given", None)
QUERY = Doubt("queried", "a.xlsx: queried (unanswered) at Sheet1 B4")
ALT = "Stacked bar chart: Ratings, 2018/19. Met: North 12; not measured: South. Not met: North 5, South 1,234."


@pytest.fixture
def plotted(workspace: Workspace, catalogue: Catalogue) -> Catalogue:
    """The catalogue with a chart of ratings, which the narrative asks for twice."""
    points = {"north.met": (12, "12"), "south.met": (None, NOT_MEASURED), "north.not_met": (5, "5"), "south.not_met": (1234, "1,234")}
    figures = {key: Figure(key, key, "count", number, text, "r", *YEAR) for key, (number, text) in points.items()}
    figures["north.met"] = replace(figures["north.met"], cells=(CELL,), doubts=(QUERY,))
    figures["training.percent"] = replace(catalogue.figures["training.percent"], doubts=())
    series = (Series("Met", "met", ("north.met", "south.met")), Series("Not met", "not_met", ("north.not_met", "south.not_met")))
    plot = Plot("ratings", "Ratings, {{ report.period }}", "stacked_bar", "count", "", "Standards", ("North", "South"), series)
    text = "# Ratings\n\n{{ chart: ratings }}\n\nAnd again:\n\n{{ chart: ratings }}\n"
    (workspace.narrative / "03-ratings.md").write_text(text, encoding="utf-8")
    return replace(catalogue, figures=catalogue.figures | figures, charts=catalogue.charts | {"ratings": plot})


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.usefixtures("no_ruler")
def test_control_holds_drawing_and_caption(workspace: Workspace, plotted: Catalogue, part: Callable[..., Element]) -> None:
    root = part(assemble(workspace, plotted).path)
    controls = find_all(root, "//w:body/w:sdt[w:sdtPr/w:tag/@w:val='chart: ratings']")
    assert [value(control, "w:sdtPr/w:alias") for control in controls] == ["chart: ratings"] * 2
    assert [text_of(control) for control in controls] == [f"Figure {number}: Ratings, 2018/19 (a gap: not measured)" for number in (2, 3)]
    named = [(drawn.get("name"), drawn.get("descr")) for control in controls for drawn in find_all(control, ".//wp:docPr")]
    assert named == [("chart: ratings", ALT)] * 2
    identities = [drawn.get("id") for drawn in find_all(root, "//wp:docPr")]
    assert len(set(identities)) == len(identities)
    assert len({value(control, "w:id") for control in find_all(root, "//w:sdtPr")}) == len(find_all(root, "//w:sdtPr"))


@pytest.mark.usefixtures("no_ruler")
def test_tables_and_posts_are_found_by_their_keys_too(workspace: Workspace, plotted: Catalogue, part: Callable[..., Element]) -> None:
    root = part(assemble(workspace, plotted).path)
    (table,) = find_all(root, "//w:body/w:sdt[w:sdtPr/w:tag/@w:val='table: children']/w:sdtContent/*")
    assert table.tag.endswith("}tbl")
    (posts,) = find_all(root, "//w:p/w:sdt[w:sdtPr/w:tag/@w:val='chart: team']/w:sdtContent/w:r")
    assert [drawn.get("name") for drawn in find_all(posts, ".//wp:docPr")] == ["chart: team"]


@pytest.mark.usefixtures("no_ruler")
def test_each_relation_leads_to_a_part_of_its_kind(workspace: Workspace, plotted: Catalogue) -> None:
    parts = _parts(assemble(workspace, plotted).path)
    kinds = dict(re.findall(r'PartName="/([^"]+)" ContentType="([^"]+)"', parts["[Content_Types].xml"].decode()))
    for number in (1, 2):
        part, book = f"word/charts/chart{number}.xml", f"word/embeddings/chart{number}.xlsx"
        assert kinds[part] == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        assert kinds[book] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        (to_book,) = parse(parts[f"word/charts/_rels/chart{number}.xml.rels"])
        assert (to_book.get("Target"), to_book.get("Type", "").rpartition("/")[2]) == (f"../embeddings/chart{number}.xlsx", "package")
        assert f'<c:externalData r:id="{to_book.get("Id")}"><c:autoUpdate val="0"/>'.encode() in parts[part]
        relations = {item.get("Target"): item.get("Id") for item in parse(parts["word/_rels/document.xml.rels"])}
        assert f'r:id="{relations[f"charts/chart{number}.xml"]}"'.encode() in parts["word/document.xml"]


@pytest.mark.usefixtures("no_ruler")
def test_bytes_are_the_same_each_time(workspace: Workspace, plotted: Catalogue) -> None:
    first = assemble(workspace, plotted).path.read_bytes()
    assert assemble(workspace, plotted).path.read_bytes() == first


@pytest.mark.usefixtures("no_ruler")
def test_lineage_tells_of_each_point(workspace: Workspace, plotted: Catalogue) -> None:
    path = assemble(workspace, plotted).path
    (chart,) = json.loads(path.with_suffix(".figures.json").read_text(encoding="utf-8"))["charts"].values()
    doubt = {"kind": "queried", "says": QUERY.says}
    assert {key: chart[key] for key in ("title", "kind", "doubts")} == {"title": "Ratings, 2018/19", "kind": "stacked_bar", "doubts": [doubt]}
    assert [one["name"] for one in chart["series"]] == ["Met", "Not met"]
    told = [(point["category"], point["key"], point["value"], point["text"]) for one in chart["series"] for point in one["points"]]
    assert told == [
        ("North", "north.met", 12, "12"),
        ("South", "south.met", None, "not measured"),
        ("North", "north.not_met", 5, "5"),
        ("South", "south.not_met", 1234, "1,234"),
    ]
    first = chart["series"][0]["points"][0]
    assert (first["doubts"], first["cells"]) == ([doubt], [CELL.as_record()])


@pytest.mark.usefixtures("no_ruler")
def test_a_doubt_of_a_point_keeps_the_paper_a_draft(workspace: Workspace, plotted: Catalogue) -> None:
    assert assemble(workspace, plotted).doubts == (("chart: ratings", QUERY),)
    with pytest.raises(NotFinalError, match=re.escape("queried (unanswered) at Sheet1 B4\n    behind chart: ratings")):
        assemble(workspace, plotted, final=True)
    settled = replace(plotted.figures["north.met"], doubts=())
    assert assemble(workspace, replace(plotted, figures=plotted.figures | {"north.met": settled}), final=True).is_final


@pytest.mark.usefixtures("no_ruler")
def test_what_a_figure_does_not_show_is_nowhere_in_the_package(workspace: Workspace, plotted: Catalogue) -> None:
    hidden = replace(plotted.figures["south.not_met"], value=None, text="withheld")
    path = assemble(workspace, replace(plotted, figures=plotted.figures | {"south.not_met": hidden})).path
    whole = _parts(path)
    whole |= {f"{name}!{inner}": data for name, part in whole.items() if name.endswith(".xlsx") for inner, data in _inner(part).items()}
    assert [name for name, data in whole.items() if b"1234" in data or b"1,234" in data] == []
    assert [name for name, data in whole.items() if b"withheld" in data] == ["word/document.xml"]


def _inner(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.usefixtures("no_ruler")
def test_no_more_is_drawn_than_is_printed(workspace: Workspace, plotted: Catalogue) -> None:
    figures = {key: replace(plotted.figures[key], unit="percent", value=0.123456789, text="12.3%") for key in ("north.met", "north.not_met")}
    path = assemble(workspace, replace(plotted, figures=plotted.figures | figures)).path
    parts = _parts(path)
    sheet = _inner(parts["word/embeddings/chart1.xlsx"])["xl/worksheets/sheet1.xml"]
    assert (b"0.123<" in sheet, b"0.1234" in sheet, b"0.1234" in parts["word/charts/chart1.xml"]) == (True, False, False)


@pytest.mark.usefixtures("no_ruler")
def test_a_chart_of_nothing_says_so(workspace: Workspace, plotted: Catalogue, part: Callable[..., Element]) -> None:
    nothing = {key: replace(plotted.figures[key], value=None, text=NOT_MEASURED) for key in ("north.met", "north.not_met", "south.not_met")}
    path = assemble(workspace, replace(plotted, figures=plotted.figures | nothing)).path
    controls = find_all(part(path), "//w:sdt[w:sdtPr/w:tag/@w:val='chart: ratings']")
    assert [text_of(control) for control in controls] == [f"Not measured.Figure {number}: Ratings, 2018/19" for number in (2, 3)]
    assert [name for name in _parts(path) if "chart" in name] == []


@pytest.mark.usefixtures("no_ruler")
def test_a_chart_whose_every_number_is_hidden_says_that(workspace: Workspace, plotted: Catalogue, part: Callable[..., Element]) -> None:
    keys = ("north.met", "north.not_met", "south.met", "south.not_met")
    hidden = {key: replace(plotted.figures[key], value=None, text="fewer than 5", is_hidden=True) for key in keys}
    path = assemble(workspace, replace(plotted, figures=plotted.figures | hidden)).path
    controls = find_all(part(path), "//w:sdt[w:sdtPr/w:tag/@w:val='chart: ratings']")
    assert [text_of(control) for control in controls] == [f"Withheld.Figure {number}: Ratings, 2018/19" for number in (2, 3)]


@pytest.mark.usefixtures("no_ruler")
def test_an_unknown_key_in_its_words_is_told(workspace: Workspace, plotted: Catalogue) -> None:
    chart = plotted.charts["ratings"]
    assert isinstance(chart, Plot)
    wrong = replace(chart, categories=("North", "{{ report.perod }}"))
    with pytest.raises(NarrativeError, match=re.escape("the chart 'ratings': 'report.perod' (nearest: report.period")):
        assemble(workspace, replace(plotted, charts=plotted.charts | {"ratings": wrong}))


def test_it_is_explained(workspace: Workspace, plotted: Catalogue) -> None:
    found = explain(workspace, plotted)
    assert found.offers["tables and charts"]["chart: ratings"] == "Ratings, 2018/19 (stacked bar chart, series: 2, categories: 2)"


@pytest.mark.usefixtures("no_ruler")
def test_it_stands_where_the_template_asks_for_it(
    workspace: Workspace, plotted: Catalogue, part: Callable[..., Element], edited_template: Callable[..., None]
) -> None:
    place = '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:pageBreakBefore/></w:pPr><w:r><w:t>{{ chart: ratings }}</w:t></w:r></w:p>'
    edited_template("<w:sectPr", place + "<w:sectPr")
    control = find_all(part(assemble(workspace, plotted).path), "//w:body/w:sdt[w:sdtPr/w:tag/@w:val='chart: ratings']")[-1]
    assert len(find_all(control, "w:sdtContent/w:p[1]/w:pPr/w:pageBreakBefore")) == 1


@pytest.mark.usefixtures("no_ruler")
def test_other_readers_open_paper_and_workbook(workspace: Workspace, plotted: Catalogue) -> None:
    path = assemble(workspace, plotted).path
    package = Document(str(path)).part.package
    books = [part.blob for part in package.iter_parts() if str(part.partname).endswith(".xlsx")]
    assert len(books) == 2
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(books[0])).active]  # type: ignore[union-attr]
    assert rows == [[None, "Met", "Not met"], ["North", 12, 5], ["South", None, 1234]]


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_it(workspace: Workspace, plotted: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.assembly.paper.soffice", lambda: None)
    pdf = pdf_of(str(soffice()), assemble(workspace, plotted).path.read_bytes())
    assert pdf is not None
    shown = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for words in ("North", "South", "Met", "Not met", "Standards", "1,234", "Figure 2: Ratings, 2018/19 (a gap: not measured)", "Table 1: Children"):
        assert words in shown, words
    assert "SEQ" not in shown
