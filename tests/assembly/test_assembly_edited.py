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
