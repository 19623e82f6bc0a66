"""A paper that people have edited is kept beside the new one; one that is as it was made is made anew in its place."""

import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def test_as_it_was_made(workspace: Workspace, catalogue: Catalogue) -> None:
    first = assemble(workspace, catalogue)
    again = assemble(workspace, catalogue)
    assert [path.name for path in workspace.papers.glob("*.docx")] == [first.path.name]
    assert not any("edited" in note for note in again.notes)


def test_edited_since(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue).path
    made = path.read_bytes()
    for number in (1, 2):
        path.write_bytes(made + bytes(number))
        kept = f"{path.stem} (edited {number}).docx"
        assert assemble(workspace, catalogue).notes[0] == f"The paper that was there had been edited since it was made: it is kept as {kept}."
        assert (path.with_name(kept).read_bytes(), path.read_bytes()) == (made + bytes(number), made)


def test_a_pdf_of_an_earlier_paper_does_not_stand_beside_a_new_one(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue).path
    path.with_suffix(".pdf").write_bytes(b"%PDF of before")
    notes = assemble(workspace, catalogue).notes
    kept = path.with_name(f"{path.stem} (earlier 1).pdf")
    assert (path.with_suffix(".pdf").exists(), kept.read_bytes()) == (False, b"%PDF of before")
    assert f"The PDF that was there is of an earlier paper: it is kept as {kept.name}." in notes
