"""Pictures by whatever name they have: with blanks or accents, or two that differ in capitals alone."""

from base64 import b64decode
from zipfile import ZipFile

import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (["our map.png"], "![a map](our%20map.png)"),
        (["our map.png"], "![a map](<our map.png>)"),
        (["Café.png"], "![a map](Café.png)"),
        (["100%.png"], "![a map](<100%.png>)"),
        (["m/a.png", "A.PNG"], "![one](m/a.png)\n\n![another](A.PNG)"),
    ],
)
def test_it_is_in_the_paper_under_a_name_of_its_own(workspace: Workspace, catalogue: Catalogue, files: list[str], text: str) -> None:
    for name in files:
        (workspace.narrative / name).parent.mkdir(exist_ok=True)
        (workspace.narrative / name).write_bytes(DOT)
    (workspace.narrative / "03-c.md").write_text(f"# C\n\n{text}\n", encoding="utf-8")
    with ZipFile(assemble(workspace, catalogue).path) as paper:
        made = [name.casefold() for name in paper.namelist() if name.startswith("word/media/") and paper.read(name) == DOT]
    assert len(set(made)) == len(made) == len(files)
