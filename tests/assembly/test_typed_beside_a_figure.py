"""A digit, a sign or a unit that touches a figure makes another number of it; a figure that nobody sees is gone."""

from zipfile import ZipFile

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
BEFORE, AFTER = '<w:t xml:space="preserve">There are </w:t>', '<w:t xml:space="preserve"> children.</w:t>'


def _codes(workspace: Workspace, catalogue: Catalogue, *edits: tuple[str, str]) -> list[str]:
    for path in workspace.narrative.glob("0*"):
        path.unlink()
    (workspace.narrative / "01-children.md").write_text("# Children\n\nThere are {{ children.snapshot }} children.\n", encoding="utf-8")
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
    return [finding.rule.code for finding in found if finding.rule.code.startswith("figure_")]


_BEFORE, _BEHIND = ("There are 1", "There are -", "There are 1,"), ("0", ",000", ".5", "%", " million", "k", "M", "bn", " Thousand", " per cent")
TOUCHING = [*((before, "") for before in _BEFORE), *(("There are ", after) for after in _BEHIND)]
APART = [
    ("There are ", ""),
    ("There are (", ")"),
    ("In 2018/19, ", ", or 4 more"),
    ("There are £", ". 5 more came"),
    ("Children: ", " (2 more)"),
    ("There are ", " kind"),
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
