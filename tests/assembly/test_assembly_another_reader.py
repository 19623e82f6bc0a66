"""python-docx, which shares no code with what makes the paper, reads in it what a person sees."""

from datetime import datetime

import pytest
from docx import Document
from docx.document import Document as Read
from docx.shared import Mm

from boardpaper.assembly.paper import assemble
from boardpaper.assembly.promises import promises
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.fixture
def read(workspace: Workspace, catalogue: Catalogue) -> Read:
    return Document(str(assemble(workspace, catalogue).path))


def test_headings_are_headings_of_their_level(read: Read) -> None:
    found = [(paragraph.style.name, paragraph.text) for paragraph in read.paragraphs if paragraph.style and "eading" in str(paragraph.style.name)]
    assert found == [
        ("Heading Unnumbered", "Executive Summary"),
        ("Heading Unnumbered", "Contents"),
        ("Heading 1", "Introduction"),
        ("Heading 1", "Children"),
        ("Heading 2", "Numbers"),
        ("Heading 2", "Posts"),
        ("Heading Unnumbered", "Compliance Checklist"),
        ("Appendix Heading", "Notes of a visit"),
    ]


def test_checklist_is_one_table_whose_spare_cells_are_the_last_rule(read: Read) -> None:
    rows = [[cell.text for cell in row.cells] for row in read.tables[-1].rows]
    house_style = ["All text single space Arial 12. Headings Arial Bold 12 or above, no underlining", "Y"]
    assert rows == [
        ["Documentation", "Answer", "Statutory and Local Policy Requirement", "Answer"],
        *(
            [*left, promise.asks, "N/A"]
            for left, promise in zip(
                [
                    ["Cover sheet completed", "Y"],
                    ["Page numbers", "Y"],
                    ["Paragraph numbers in place", "Y"],
                    ["2 Page Executive summary in place (Docs 6 pages or more in length)", "N"],
                    *[house_style] * 3,
                ],
                promises().values(),
                strict=True,
            )
        ),
    ]


def test_page_and_properties(read: Read) -> None:
    (section,) = read.sections
    day = datetime(2019, 3, 31)
    about = read.core_properties
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1)), section.different_first_page_header_footer) == (210, 297, True)
    assert [(stamp.date() if stamp else None) for stamp in (about.created, about.modified)] == [day.date()] * 2
    assert (about.title, about.author, about.language) == ("Annual Report 2018/19", "Hillshire Commissioning Group", "en-GB")


def test_every_style_that_is_used_is_arial_12_or_a_larger_heading(read: Read) -> None:
    sizes = {str(style.name): style.font.size.pt for style in read.styles if getattr(style, "font", None) is not None and style.font.size}
    used = {str(paragraph.style.name) for paragraph in read.paragraphs if paragraph.style}
    assert {name for name in used if sizes.get(name, 12) != 12} == {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading Unnumbered",
        "Appendix Heading",
    }
    assert {style.font.name for style in read.styles if getattr(style, "font", None) is not None and style.font.name} == {"Arial"}
