"""A narrative that cannot be used: one sentence with file, line and cure, and nothing written."""

import re

import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("04-late.md", "# Late\n", "Narrative section 3 is missing: narrative/04-late.md comes next; add the file or number the rest again."),
        ("02-again.md", "# Again\n", "narrative/02-children.md is a second section 2: give each file a number of its own."),
        (
            "closing.md",
            "# Closing\n",
            "narrative/closing.md has no number: name it as 03-title.md, or appendix-1-title.md, so that its place is known.",
        ),
        ("03-c.md", "Text.\n", "narrative/03-c.md has no heading: begin it with the section's title, as '# Introduction'."),
        ("03-c.md", "# C\n\n# D\n", "narrative/03-c.md, line 3: the heading is a second title; use ## for a sub-heading, or begin a new file."),
        ("03-c.md", "# C\n\nOf {{ children\n", "narrative/03-c.md, line 3: a '{{' has no '}}' to close it; write {{ key }}."),
        ("03-c.md", "# C\n\nBell \x07\n", "narrative/03-c.md, line 3: the control character U+0007 cannot stand in a Word file; delete it."),
        (
            "03-c.md",
            "# C\n\n```\nx\n```\n",
            "narrative/03-c.md, line 3: the block of code has no form in a board paper; write it as a paragraph, a list or a table.",
        ),
        (
            "03-c.md",
            "# C\n\n![A map](map.png)\n",
            "narrative/03-c.md, line 3: the paragraph names the picture map.png, which is not there; "
            "put the file beside the narrative, or mend its name.",
        ),
        (
            "03-c.md",
            "# C\n\nSee {{ table: children }} here.\n",
            "narrative/03-c.md, line 3: the paragraph holds a table or a chart in the middle of text; "
            "put its place on a line of its own, with an empty line around it.",
        ),
        (
            "03-c.md",
            "# C\n\n| A |\n| - |\n| **{{ table: children }}** |\n",
            "narrative/03-c.md, line 5: the table holds a table or a chart in the middle of text; "
            "put its place on a line of its own, with an empty line around it.",
        ),
        (
            "03-c.md",
            "# C\n\n|   | A |\n| - | - |\n| 1 | 2 |\n",
            "narrative/03-c.md, line 3: the table has an empty heading cell; give every column a heading.",
        ),
    ],
)
def test_each_fault_is_one_sentence(workspace: Workspace, catalogue: Catalogue, name: str, text: str, message: str) -> None:
    (workspace.narrative / name).write_text(text, encoding="utf-8")
    with pytest.raises(NarrativeError, match=f"^{re.escape(message)}$"):
        assemble(workspace, catalogue)
    assert not workspace.papers.exists()


def test_files_of_other_forms_and_every_other_fault_come_at_once(workspace: Workspace, catalogue: Catalogue) -> None:
    for name in ("03-money.odt", "04-damaged.docx", "05-late.TXT", "~$03-money.docx", "Closing.doc", "map.png"):
        (workspace.narrative / name).write_bytes(b"PK")
    (workspace.narrative / "02-again.md").write_text("Text.\n", encoding="utf-8")
    (workspace.narrative / "06-latin.md").write_bytes(b"# Caf\xe9\n")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value).split("\n") == [
        "narrative/03-money.odt is a word processor's file, which cannot be taken: save it as narrative/03-money.docx.",
        "narrative/05-late.TXT is a text file, which cannot be taken: save it as narrative/05-late.md.",
        "narrative/Closing.doc is an old Word file, which cannot be taken: save it as narrative/Closing.docx.",
        "narrative/02-children.md is a second section 2: give each file a number of its own.",
        "narrative/02-again.md has no heading: begin it with the section's title, as '# Introduction'.",
        "narrative/04-damaged.docx is damaged, or no Word document; open it in Word and save it as 'Word Document (.docx)'.",
        "narrative/06-latin.md is not UTF-8 text (byte 5): save it again as UTF-8.",
    ]


def test_all_unknown_keys_come_at_once(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "03-c.md").write_text("# C\n\n{{ children.snapshoot }}\n\n{{ table: childern }} {{ zzz }}\n", encoding="utf-8")
    text = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(text.replace("{{ children.snapshot }}", "{{ children.now }}"), encoding="utf-8")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == (
        "4 keys are not on offer: boardpaper.toml, line 16: 'children.now' (nearest: children.snapshot, children.previous); "
        "narrative/03-c.md, line 3: 'children.snapshoot' (nearest: children.snapshot, children.previous); "
        "narrative/03-c.md, line 5: 'table: childern' (nearest: {{ table: children }}); narrative/03-c.md, line 5: 'zzz'. "
        "Write a key that 'boardpaper figures' lists; what a return names is there once it is in.\n"
        "narrative/03-c.md, line 5: the paragraph holds a table or a chart in the middle of text; "
        "put its place on a line of its own, with an empty line around it."
    )


def test_no_narrative_at_all(workspace: Workspace, catalogue: Catalogue) -> None:
    for path in workspace.narrative.iterdir():
        path.unlink()
    with pytest.raises(NarrativeError, match=r"write one Markdown file a section, 01-introduction\.md and so on\.$"):
        assemble(workspace, catalogue)
