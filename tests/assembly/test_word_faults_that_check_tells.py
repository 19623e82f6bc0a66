"""What `check` would find in a contributor's file is told when the paper is assembled, with its place and its cure."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.document import Document as Read

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _p(text: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


TITLE = _p("Third", "Heading1")


def test_a_picture_that_is_cut_off_is_refused(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    def draw(document: Read) -> None:
        shape = document.add_picture(BytesIO(DOT))
        shape._inline.docPr.set("descr", "A dot")

    path = word(TITLE, edit=draw)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data[:-20] if name.startswith("word/media/") else data)
    with pytest.raises(NarrativeError) as told:
        assemble(workspace, catalogue)
    assert str(told.value).startswith("narrative/03-third.docx, under 'Third'")
    assert "image1.png, which is cut off before its end (take it anew from where it came); save it as .png or .jpg." in str(told.value)


def test_links_that_lead_nowhere_are_told_with_their_places(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    field = f'{marks[0]}<w:r><w:instrText> HYPERLINK \\l "gone" </w:instrText></w:r>{marks[1]}<w:r><w:t>There</w:t></w:r>{marks[2]}'
    mark = "<w:bookmarkStart w:id='1' w:name='good'/><w:bookmarkEnd w:id='1'/>"
    good = f"<w:p>{mark}<w:hyperlink w:anchor='good'><w:r><w:t>Good</w:t></w:r></w:hyperlink></w:p>"
    word(TITLE + good + f"<w:p><w:hyperlink w:anchor='away'><w:r><w:t>Here</w:t></w:r></w:hyperlink></w:p><w:p>{field}</w:p>")
    assert [note for note in assemble(workspace, catalogue).notes if "narrative/" in note] == [
        "narrative/03-third.docx, links to a place that is not in the file, now plain words: under 'Third', at 'Here'; under 'Third', at 'There'; "
        "make each link anew, or take it off."
    ]
