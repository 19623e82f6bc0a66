"""A fault that follows from another is not told beside it: mend the first, and the other is gone."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.errors import BoardpaperError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
REFERS = "# Third\n\nSee {{ ref: Children }}, {{ ref: table: children }} and {{ ref: The map }}.\n"


def _told(workspace: Workspace, catalogue: Catalogue) -> list[str]:
    with pytest.raises(BoardpaperError) as caught:
        assemble(workspace, catalogue)
    return str(caught.value).split("\n")


def test_template_without_the_sections(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[[str, str], None]) -> None:
    (workspace.narrative / "03-third.md").write_text(REFERS, encoding="utf-8")
    edited_template("{{ sections }}", "Sections")
    (told,) = _told(workspace, catalogue)
    assert told.startswith("template.docx has no place {{ sections }}")


def test_section_that_cannot_be_read(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "02-children.md").unlink()
    (workspace.narrative / "02-children.docx").write_bytes(b"PK")
    (workspace.narrative / "03-third.md").write_text(REFERS, encoding="utf-8")
    assert _told(workspace, catalogue) == [
        "narrative/02-children.docx is damaged, or no Word document; open it in Word and save it as 'Word Document (.docx)'."
    ]


def test_heading_and_picture_that_have_a_fault(workspace: Workspace, catalogue: Catalogue) -> None:
    headings = "# Third\n## A\n### B\n#### Too deep\n\n"
    text = headings + '![A map](map.png "The map")\n\nSee {{ ref: Too deep }} and {{ ref: The map }}, and {{ ref: Nowhere }}.\n'
    (workspace.narrative / "03-third.md").write_text(text, encoding="utf-8")
    assert _told(workspace, catalogue) == [
        "narrative/03-third.md, line 4: the heading is deeper than level 3; use ##, or ### at most.",
        "narrative/03-third.md, line 6: the paragraph names the picture map.png, which is not there; put the file beside the narrative, "
        "or mend its name.",
        "narrative/03-third.md, line 8: the reference to 'Nowhere' leads to no heading, table or chart.",
    ]
