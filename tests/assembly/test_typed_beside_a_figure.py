"""A digit, a sign or a unit that touches a figure makes another number of it; a figure that nobody sees is gone."""

from zipfile import ZipFile

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
BEFORE, AFTER = '<w:t xml:space="preserve">There are </w:t>', '<w:t xml:space="preserve"> children.</w:t>'


def _told(
    workspace: Workspace, catalogue: Catalogue, *edits: tuple[str, str], text: str = "There are {{ children.snapshot }} children."
) -> list[tuple[str, str, str]]:
    """Return the rule, the place and the words of what is said of the figures of a text that was edited in Word."""
    for path in workspace.narrative.glob("0*"):
        path.unlink()
    (workspace.narrative / "01-children.md").write_text(f"# Children\n\n{text}\n", encoding="utf-8")
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    with ZipFile(path) as archive:
        parts = {item: archive.read(item).decode() for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, text in parts.items():
            for old, new in edits if item.filename == "word/document.xml" else ():
                assert old in text
                text = text.replace(old, new)
            archive.writestr(item, text)
    found = check(workspace, catalogue, path, pages=False).findings
    return [(each.rule.code, each.found.where, each.found.says) for each in found if each.rule.code.startswith(("figure_", "number_"))]


def _codes(workspace: Workspace, catalogue: Catalogue, *edits: tuple[str, str]) -> list[str]:
    return [code for code, _, _ in _told(workspace, catalogue, *edits) if code.startswith("figure_")]


_BEFORE = ("There are 1", "There are -", "There are 1,", "There are forty-two ", "There are a thousand and ")
_BEHIND = ("0", ",000", ".5", "%", " million", "k", "M", "bn", " Thousand", " per cent", " forty-two")
TOUCHING = [*((before, "") for before in _BEFORE), *(("There are ", after) for after in _BEHIND)]
APART = [
    ("There are ", ""),
    ("There are (", ")"),
    ("In 2018/19, ", ", or 4 more"),
    ("There are £", ". 5 more came"),
    ("Children: ", " (2 more)"),
    ("There are ", " kind"),
    ("There are ", " two-year-old"),
    ("One of the ", ", twenty of them"),
]


@pytest.mark.parametrize(("before", "after"), TOUCHING)
def test_what_touches_it_is_told(workspace: Workspace, catalogue: Catalogue, before: str, after: str) -> None:
    edits = ((BEFORE, BEFORE.replace("There are ", before)), (AFTER, AFTER.replace(" children.", f"{after} children.")))
    assert _codes(workspace, catalogue, *edits) == ["figure_beside"]


@pytest.mark.parametrize(("before", "after"), APART)
def test_what_stands_apart_is_not(workspace: Workspace, catalogue: Catalogue, before: str, after: str) -> None:
    edits = ((BEFORE, BEFORE.replace("There are ", before)), (AFTER, AFTER.replace(" children.", f"{after} children.")))
    assert _codes(workspace, catalogue, *edits) == []


def test_one_that_was_emptied_is_told_once(workspace: Workspace, catalogue: Catalogue) -> None:
    shown = '<w:r><w:t xml:space="preserve">355</w:t></w:r>'
    assert _codes(workspace, catalogue, (f"<w:sdtContent>{shown}</w:sdtContent></w:sdt><w:r>{AFTER}", f"<w:sdtContent/></w:sdt><w:r>{AFTER}")) == [
        "figure_by_hand"
    ]


def test_a_hidden_figure_is_gone(workspace: Workspace, catalogue: Catalogue) -> None:
    shown = '<w:r><w:t xml:space="preserve">355</w:t></w:r>'
    assert _codes(workspace, catalogue, (shown, shown.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"))) == ["figure_removed"]


def test_what_stood_beside_it_when_it_was_made_is_no_edit(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "It costs £{{ children.snapshot }}m, or {{ children.previous }} million. The two {{ children.previous }} are old."
    assert _told(workspace, catalogue, text=text) == []
    assert _told(workspace, catalogue, ("m, or ", "m, or, as we say, "), (" are old", " are now old"), text=text) == []
    assert _told(workspace, catalogue, ("m, or ", "bn, or "), text=text) == [
        ("figure_beside", "section 1 Children, paragraph 2", "the warehouse has '355', and with what was typed beside it the paper says '355bn'")
    ]


SHOWN = '<w:r><w:t xml:space="preserve">355</w:t></w:r>'


@pytest.mark.parametrize("typed", ["forty-two", "Three hundred and fifty-six", "356"])
def test_a_number_that_was_typed_in_its_place_is_told_there(workspace: Workspace, catalogue: Catalogue, typed: str) -> None:
    control = (SHOWN, SHOWN.replace("355", typed)), ('w:val="children.snapshot"', 'w:val="mine"')
    told = [each for each in _told(workspace, catalogue, *control) if each[0] != "number_by_hand"]
    says = f"{typed!r} is typed text where children.snapshot stood; the warehouse has '355'"
    assert told == [("figure_removed", where, says) for where in ("Executive Summary, paragraph 4", "section 1 Children, paragraph 2")]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("of which forty-two", ["'forty-two' is typed, and no figure of the paper says so"]),
        ("and a hundred and one more", ["'a hundred and one' is typed, and no figure of the paper says so"]),
        ("of which three hundred and fifty-five", []),
        ("in two or three homes", []),
    ],
)
def test_a_large_number_in_words_is_listed_as_one_in_figures_is(workspace: Workspace, catalogue: Catalogue, typed: str, says: list[str]) -> None:
    told = _told(workspace, catalogue, (AFTER, AFTER.replace(" children.", f" children, {typed}.")))
    assert told == [("number_by_hand", "section 1 Children, paragraph 2", each) for each in says]
