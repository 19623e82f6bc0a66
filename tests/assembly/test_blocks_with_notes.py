"""Comments and tracked changes inside a table that would have other rows: they stay, with the table, and that is said."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

LABEL = '<w:r><w:t xml:space="preserve">All</w:t></w:r>'
COMMENT = f'<w:commentRangeStart w:id="7"/>{LABEL}<w:commentRangeEnd w:id="7"/>'
DELETED = f'{LABEL}<w:del w:id="9" w:author="Jo" w:date="2020-01-01T00:00:00Z"><w:r><w:delText> of them</w:delText></w:r></w:del>'

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.mark.parametrize(("noted", "what"), [(COMMENT, "comments"), (DELETED, "tracked changes")])
def test_it_is_left_and_told_unless_overruled(workspace: Workspace, catalogue: Catalogue, noted: str, what: str) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, LABEL, noted)
    table = catalogue.tables["children"]
    later = replace(catalogue, tables={"children": replace(table, rows=(*table.rows, ("Others", "1", "4", "met")))})
    placed = "Children, 2018/19 (table: children) in section 2 Children"
    told = f"{placed} has other rows today, and holds {what}: it was left as it is (--overrule makes it anew)."
    done = refresh(workspace, later, path)
    assert (done.blocks, done.notes, noted in _document(path)) == ((), (told,), True)
    done = refresh(workspace, later, path, overrule=True)
    gone = f"{placed} was made anew: what was edited or noted in it is gone."
    assert (done.blocks, done.notes, noted in _document(path)) == (("table: children",), (gone,), False)


def test_a_figure_moves_under_a_comment(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    _edit(path, LABEL, COMMENT)
    figure = replace(catalogue.figures["children.snapshot"], text="356", value=356)
    done = refresh(workspace, replace(catalogue, figures=catalogue.figures | {figure.key: figure}), path)
    assert ([move.after for move in done.moved], done.notes, COMMENT in _document(path)) == (["356"], (), True)


def _document(path: Path) -> str:
    with ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def _edit(path: Path, old: str, new: str) -> None:
    with ZipFile(path) as archive:
        parts = {item: archive.read(item).decode() for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, text in parts.items():
            assert item.filename != "word/document.xml" or old in text
            archive.writestr(item, text.replace(old, new) if item.filename == "word/document.xml" else text)
