"""A private paper shows all, says so on every page, in its properties and in its name, and cannot be taken for the public one."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from boardpaper.assembly.explain import explain
from boardpaper.assembly.ledger import LEDGER
from boardpaper.assembly.ooxml import Element, find_all
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import soffice
from boardpaper.errors import BoardpaperError, SettingsError
from boardpaper.screen import show_explanation, show_paper
from boardpaper.warehouse.figures.model import Catalogue, People
from boardpaper.workspace import Workspace

REASON = "It describes cases in which people could be known"


@pytest.fixture
def private(workspace: Workspace) -> Workspace:
    """A workspace that gives a reason for part 2, and follows a policy in its public papers."""
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(f'{settings}part_2_reason = "{REASON}"\n[disclosure]\npublic = "under_5"\n', encoding="utf-8")
    return workspace


@pytest.fixture
def small(catalogue: Catalogue) -> Catalogue:
    """The catalogue, in which three children are left of one figure."""
    figure = replace(catalogue.figures["children.snapshot"], value=3, text="3")
    return replace(catalogue, figures={**catalogue.figures, figure.key: figure}, people={figure.key: People({("own",): 3})})


@pytest.mark.usefixtures("no_ruler")
def test_private_paper_is_marked_wherever_one_looks(
    private: Workspace, small: Catalogue, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    path = assemble(private, small, private=True).path
    assert path.name == "annual-report-2018-19-private.docx"
    assert texts(part(path))[:2] == [
        "DRAFT: this paper is not final, and its figures may change.",
        "Private: Part 2. This paper is for the private part of the meeting, and is not to be published or passed on.",
    ]
    headers = ["".join(part(path, f"word/{name}.xml").itertext()) for name in ("header1", "header2")]
    assert [header.startswith("DRAFT – Private: Part 2") for header in headers] == [True, True]
    core = {str(item.tag).rpartition("}")[2]: item.text for item in part(path, "docProps/core.xml")}
    assert (core["category"], core["contentStatus"]) == ("Private: Part 2", "Draft")


@pytest.mark.usefixtures("no_ruler")
def test_private_ledger_holds_values_and_cells_and_a_public_one_does_not(private: Workspace, small: Catalogue, part: Callable[..., Element]) -> None:
    def exact(path: Path) -> dict[str, tuple[str | None, list[dict[str, str]]]]:
        found = part(path, "customXml/item1.xml").iter(f"{{{LEDGER}}}exact")
        return {str(item.get("key")): (item.get("value"), [{str(k): str(v) for k, v in cell.attrib.items()} for cell in item]) for item in found}

    cell = {"filename": "a.xlsx", "sheet": "Sheet1", "cell": "B4", "state": "reported", "value": "355"}
    made = exact(assemble(private, small, private=True).path)
    assert made["children.snapshot"] == ("3", [cell])
    assert sorted(made) == sorted(small.figures)
    assert exact(assemble(private, small).path) == {}


@pytest.mark.usefixtures("no_ruler")
def test_front_sheet_gives_the_reason_in_the_private_paper_alone(
    private: Workspace, small: Catalogue, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    assert REASON in texts(part(assemble(private, small, private=True).path))
    public = texts(part(assemble(private, small).path))
    assert REASON not in public
    assert [text for text in public if text.startswith("Not applicable: this paper is public. Of people,")] != []


@pytest.mark.usefixtures("no_ruler")
def test_private_paper_needs_its_reason(workspace: Workspace, catalogue: Catalogue) -> None:
    with pytest.raises(SettingsError, match=r"under \[front_sheet\], such as part_2_reason = .*, or assemble the paper with --public"):
        assemble(workspace, catalogue, private=True)
    assert not workspace.papers.exists()


@pytest.mark.usefixtures("no_ruler")
@pytest.mark.parametrize(
    ("name", "is_private", "says"),
    [("annual-report-2018-19.docx", True, "is the public paper's name"), ("mine-private.docx", False, "is a private paper's name")],
)
def test_name_of_the_other_kind_of_paper_is_refused(private: Workspace, small: Catalogue, name: str, is_private: bool, says: str) -> None:
    with pytest.raises(BoardpaperError, match=says):
        assemble(private, small, private.papers / name, private=is_private)


@pytest.mark.usefixtures("no_ruler")
def test_screen_says_what_is_hidden_and_what_is_not(private: Workspace, small: Catalogue) -> None:
    hidden = "It follows the policy under_5 of boardpaper.toml: of people, counts from 1 to 4 are shown as fewer than 5; percentages of so few"
    public = show_paper(assemble(private, small))
    assert hidden in " ".join(public.split())
    assert "  1 figure without a number: children.snapshot" in public.split("\n")
    assert "not measured" not in public
    assert "It is for the private part of the meeting: nothing is hidden in it, and it is not to be published." in show_paper(
        assemble(private, small, private=True)
    )
    explained = show_explanation(explain(private, small))
    assert hidden in " ".join(explained.split())
    assert re.search(r"children\.snapshot +fewer than 5", explained)
    assert re.search(r"children\.snapshot +3", show_explanation(explain(private, small, private=True)))


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_every_page_of_the_pdf_says_private(private: Workspace, small: Catalogue) -> None:
    path = assemble(private, small, pdf=True, private=True).path
    pages = [page.extract_text() for page in PdfReader(BytesIO(path.with_suffix(".pdf").read_bytes())).pages]
    assert [("Private: Part 2" in page) for page in pages] == [True] * len(pages)


@pytest.mark.usefixtures("no_ruler")
def test_control_in_a_table_shows_the_shorter_text(private: Workspace, small: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(private, small).path
    cells = ["".join(cell.itertext()) for cell in find_all(part(path), "//w:tbl//w:tc")]
    assert "<5" in cells
    entry = next(item for item in part(path, "customXml/item1.xml") if item.get("key") == "children.snapshot")
    assert (entry.text, entry.get("brief")) == ("fewer than 5", "<5")
