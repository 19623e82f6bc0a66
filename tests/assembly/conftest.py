"""A small workspace with a catalogue made by hand, so that the paper is tried without a warehouse."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Read
from docx.oxml import parse_xml
from msgspec.structs import replace

import boardpaper
from boardpaper.assembly import paper
from boardpaper.assembly.ooxml import NAMESPACES, Element, find_all, parse
from boardpaper.assembly.refresh import following
from boardpaper.warehouse.figures.model import Catalogue, Cell, Chart, Doubt, Figure, Node, Table
from boardpaper.workspace import Workspace

OTHER_NAMESPACES = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
"""What a contributor's file may hold and a paper never does."""
TEXTS = {
    "children.snapshot": "355",
    "children.previous": "363",
    "training.percent": "87.79%",
    "assurance.1.duty": "Staff are trained",
    "assurance.1.level": "Full assurance",
    "assurance.2.duty": "Policies are clear",
    "assurance.2.level": "Moderate assurance",
}
SETTINGS = """
[organisation]
code = "XZ1"
name = "Hillshire Commissioning Group"
short_name = "Hillshire"
strapline = "Care close to home."
address = ["1 High Street", "Hillton"]
contacts = [["Tel", "01632 960000"]]
[report]
title = "Annual Report 2018/19"
period = "2018/19"
as_at = 2019-03-31
first_published = "September 2019"
prepared_by = [["", "Head of Safeguarding"]]
[front_sheet]
summary = ["Children looked after: {{ children.snapshot }}"]
assurance_lead_in = "These are the duties:"
conflicts_of_interest = "None noted"
previously_discussed = "Quality Committee"
presented_by = "Head of Safeguarding"
meeting_date = 2020-02-05
agenda_item = "9"
"""
NARRATIVE = {
    "01-introduction.md": "# Introduction\n\nOf staff, {{ training.percent }} are trained.\n",
    "02-children.md": "# Children\n\n## Numbers\n\n{{ table: children }}\n\n## Posts\n\n{{ chart: team }}\n",
    "appendix-1-visit.md": "# Notes of a visit\n\n- One\n",
}


@pytest.fixture
def catalogue() -> Catalogue:
    cell = Cell("a.xlsx", "Sheet1", "B4", "XZ1", "2018-04-01", "2019-03-31", "value", 355, "reported", None)
    year = (date(2018, 4, 1), date(2019, 3, 31))
    figures = {key: Figure(key, key, "count", text, text, "r", *year, cells=(cell,)) for key, text in TEXTS.items()}
    figures["training.percent"] = replace(figures["training.percent"], doubts=(Doubt("queried", "One return is queried."),))
    rows = (("All", "{{ children.previous }}", "{{ children.snapshot }}", "met"),)
    table = Table(
        "children", "Children, {{ report.period }}", ("Group", "{{ report.previous_end_month }}", "Now", "Rating"), (False, True, True, False), rows
    )
    chart = Chart("team", "Posts", (Node("Executive Nurse", ""), Node("Head of Safeguarding", "Executive Nurse", "2 days a week")))
    return Catalogue(figures, {"children": table}, {"team": chart})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "boardpaper.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "narrative").mkdir()
    for name, text in NARRATIVE.items():
        (tmp_path / "narrative" / name).write_text(text, encoding="utf-8")
    return Workspace(tmp_path)


@pytest.fixture
def no_ruler(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice as if it were not installed: a paper is made, and refreshed, in a fraction of the time."""
    for room in (paper, following):
        monkeypatch.setattr(room, "soffice", lambda: None)


@pytest.fixture
def part() -> Callable[..., Element]:
    def read(path: Path, name: str = "word/document.xml") -> Element:
        with ZipFile(path) as archive:
            return parse(archive.read(name))

    return read


@pytest.fixture
def texts() -> Callable[[Element], list[str]]:
    """Return the text of each paragraph that has some."""

    def read(root: Element) -> list[str]:
        lines = ["".join(piece.text or "" for piece in find_all(paragraph, ".//w:t")) for paragraph in find_all(root, "//w:body//w:p")]
        return [line for line in lines if line.strip()]

    return read


@pytest.fixture
def word(workspace: Workspace) -> Callable[..., Path]:
    """Write a section as a Word file: python-docx's own empty document, with a body in Word's XML; `edit` may do more to it."""

    def write(body: str, title: str = "03-third.docx", edit: Callable[[Read], None] | None = None) -> Path:
        document = Document()
        spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (NAMESPACES | OTHER_NAMESPACES).items())
        for position, child in enumerate(parse_xml(f"<w:body {spaces}>{body}</w:body>")):
            document.element.body.insert(position, child)
        if edit:
            edit(document)
        path = workspace.narrative / title
        document.save(str(path))
        return path

    return write


@pytest.fixture
def edited_template(workspace: Workspace) -> Callable[[str, str], None]:
    """Give the workspace a copy of the template with one text in one of its parts replaced."""

    def edit(old: str, new: str, name: str = "word/document.xml") -> None:
        source = Path(boardpaper.__file__).parent / "docx_templates" / "board_paper.docx"
        with ZipFile(source) as archive, ZipFile(workspace.template, "w") as copy:
            for item in archive.namelist():
                data = archive.read(item).decode()
                assert item != name or old in data
                copy.writestr(item, data.replace(old, new) if item == name else data)

    return edit
