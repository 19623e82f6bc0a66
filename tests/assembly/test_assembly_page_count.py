"""The footers show the measured number of pages to a reader that does not count, and Word is asked nothing."""

from collections.abc import Callable

import pytest

from boardpaper.assembly import paper as whole
from boardpaper.assembly import ruler
from boardpaper.assembly.fields import results
from boardpaper.assembly.ooxml import Element, find_all, parse, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.ruler import Layout
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

HEADINGS = ("Contents", "1. Introduction", "2. Children", "2.1 Numbers", "2.2 Posts", "Compliance Checklist", "Appendix 1 Notes of a visit")


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ruler that finds 12 pages."""
    monkeypatch.setattr(whole, "soffice", lambda: "soffice")
    monkeypatch.setattr(ruler, "pdf_of", lambda *_, **__: b"%PDF")
    monkeypatch.setattr(ruler, "layout_of", lambda _: Layout(12, tuple((heading, 3) for heading in HEADINGS)))


def test_footers_show_the_measured_count(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(workspace, catalogue).path
    stories = [part(path, f"word/{story}.xml") for story in ("footer1", "footer2", "document", "settings")]
    assert [text_of(story) for story in stories[:2]] == ["Version 1.0Page 2 of 12", "Version 1.0Page 1 of 12"]
    assert [find_all(story, "//*[@w:dirty] | //w:updateFields") for story in stories] == [[]] * 4


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


@pytest.mark.parametrize(
    "runs",
    [
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        f"{BEGIN}<w:r><w:instrText> NUM</w:instrText></w:r><w:r><w:instrText>PAGES \\* MERGEFORMAT </w:instrText></w:r>{SEPARATE}"
        f"<w:r><w:t>1</w:t></w:r><w:r><w:t>4</w:t></w:r>{END}",
    ],
)
def test_field_is_found_however_word_writes_it(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None], part: Callable[..., Element], runs: str
) -> None:
    edited_template('<w:r><w:t xml:space="preserve">Version number: ', f'{runs}<w:r><w:t xml:space="preserve">Version number: ')
    root = part(assemble(workspace, catalogue).path)
    paragraph = next(found for found in find_all(root, "//w:p") if text_of(found).endswith("Version number: 1.0"))
    assert text_of(paragraph) == "12Version number: 1.0"


def test_only_the_text_of_the_field_asked_for_is_its_result() -> None:
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    text = "<w:r><w:t>{}</w:t></w:r>".format
    inner = BEGIN + code("NUMPAGES") + SEPARATE + text("9") + END
    outer = BEGIN + code("IF ") + inner + code(" > 5 ") + SEPARATE + text("long") + END
    root = parse(f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{text("a")}{outer}{text("b")}</w:p>'.encode())
    assert [[piece.text for piece in shown] for shown in results(root, "NUMPAGES")] == [["9"]]
