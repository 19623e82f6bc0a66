"""What a draft or a private paper says on every page was taken off by hand: the check tells, until the paper is no draft any more."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import find_all, name, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import NOT_MEASURED, Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
REASON = 'part_2_reason = "Two cases could be known."\n'
Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def told(workspace: Workspace, catalogue: Catalogue) -> Told:
    """Return what the check says of the marks of a paper from whose parts a word was taken."""

    def tell(word: str, *parts: str, private: bool = False, status: str = "") -> list[tuple[str, str]]:
        settings = workspace.settings_path.read_text(encoding="utf-8").replace(REASON, "")
        workspace.settings_path.write_text(settings.replace("presented_by", f"{REASON}presented_by"), encoding="utf-8")
        again = Workspace(workspace.root)
        path = assemble(again, catalogue, private=private).path
        package = Package(path.read_bytes(), path.name)
        for part in parts:
            for paragraph in find_all(package.tree(part), "//w:p"):
                if word in text_of(paragraph):
                    for piece in paragraph.iter(name("w:t")):
                        piece.text = (piece.text or "").replace(word, "")
        if status:
            package.parts["docProps/core.xml"] = package.parts["docProps/core.xml"].replace(b"Draft", status.encode())
        path.write_bytes(package.data())
        found = [(each.rule.code, each.found.says) for each in check(again, catalogue, path, pages=False).findings]
        return [each for each in found if each[0].endswith(("_mark_gone", "final_too_early"))]

    return tell


HEADS = ("word/header1.xml", "word/header2.xml")
MAIN = "word/document.xml"


def test_a_draft_says_so_wherever_it_did(told: Told) -> None:
    assert told("DRAFT") == []
    assert told("DRAFT", MAIN) == [("draft_mark_gone", "'DRAFT' was taken off its front sheet")]
    assert told("DRAFT", HEADS[0]) == [("draft_mark_gone", "'DRAFT' was taken off the head of its pages")]


def test_one_that_was_made_final_by_hand_is_no_draft(told: Told, catalogue: Catalogue) -> None:
    catalogue.figures["training.percent"] = replace(catalogue.figures["training.percent"], doubts=())
    assert told("DRAFT", MAIN, *HEADS, status="Final") == []


def test_one_that_was_made_final_by_hand_while_a_question_is_open(told: Told) -> None:
    way = [("final_too_early", "One return is queried. behind training.percent")]
    assert told("DRAFT", MAIN, *HEADS, status="Final") == way


@pytest.mark.parametrize("status", ["Ready", " "])
def test_one_of_another_status_is_a_draft_as_it_was_made(told: Told, status: str) -> None:
    gone = [("draft_mark_gone", f"'DRAFT' was taken off {place}") for place in ("its front sheet", "the head of its pages")]
    assert told("DRAFT", MAIN, *HEADS, status=status) == gone


def test_what_is_not_measured_keeps_a_paper_from_being_final(told: Told, catalogue: Catalogue) -> None:
    gone = replace(catalogue.figures["training.percent"], value=None, text=NOT_MEASURED, doubts=())
    catalogue.figures["training.percent"] = gone
    (found,) = told("DRAFT", MAIN, *HEADS, status="Final")
    assert found[0] == "final_too_early" and found[1].startswith("Not measured, with nothing else in its place: training.percent.")


def test_a_private_paper_says_so_whatever_its_status(told: Told, catalogue: Catalogue) -> None:
    catalogue.figures["training.percent"] = replace(catalogue.figures["training.percent"], doubts=())
    gone = [("private_mark_gone", f"'Private: Part 2' was taken off {place}") for place in ("its front sheet", "the head of its pages")]
    assert told("Private: Part 2", MAIN, *HEADS, private=True, status="Final") == gone
