"""What Markdown can say and a paper cannot is told with file and line, in a reader's words, and is never printed as it was typed."""

import re
from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
HTML = "holds HTML, {}, which a paper has no form for; write it in words or in Markdown, and delete what is a comment."
STRUCK = "holds struck out words, ~~old~~, which a paper has no form for; delete them, or the ~~ around them."
NO_FORM = "has no form in a board paper; write it as a paragraph, a list or a table."
BRACES = "with a brace written as \\{ or by its code; write braces as they are, or one alone."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Some ~~old~~ words.", f"the paragraph {STRUCK}"),
        ("- an item with **~~old~~** words", f"the paragraph {STRUCK}"),
        (
            "- [ ] to do",
            "the paragraph begins with '[ ]', a box to tick, which a paper has no form for; write in words what is done and what is not.",
        ),
        ("A <b>bold</b> word.", f"the paragraph {HTML.format('<b>')}"),
        ("A<br>line.", f"the paragraph {HTML.format('<br>')}"),
        ("A <!-- note --> word.", f"the paragraph {HTML.format('<!-- note -->')}"),
        ("<div>\nA block\n</div>", f"the HTML {NO_FORM}"),
        ("<!-- a note to myself -->", f"the HTML {NO_FORM}"),
        ("---", f"the line across the page {NO_FORM}"),
        ("~~~\nx\n~~~", f"the block of code {NO_FORM}"),
        ("    set in", f"the text set in by four spaces, which Markdown takes for code, {NO_FORM}"),
        (
            "See [the report](https://example.org/{{report.period}}/x).",
            "the paragraph links to 'https://example.org/{{report.period}}/x', in which no figure is filled in; write the address out.",
        ),
        (
            "See [the report](https://example.org/{{ report.period }}/x).",
            "the paragraph holds '[the report](https://example.org/{{ report.period }}/x)', which is no link, as an address has no blanks in it; "
            "write the address out, without {{ }}.",
        ),
        (
            "[x](javascript:alert)",
            "the paragraph holds '[x](javascript:alert)', which is no link, as no reader could follow it; "
            "link to an address that begins with https://, or write its words alone.",
        ),
        (
            "[x](our plan.pdf)",
            "the paragraph holds '[x](our plan.pdf)', which is no link, as an address has no blanks in it; "
            "put it between < and >, or give the file a name without blanks.",
        ),
        (r"Write \{{ training.percent }} here.", f"the paragraph holds {{{{ training.percent }}}} {BRACES}"),
        (r"Write \{\{ anything \}\} here.", f"the paragraph holds {{{{ anything }}}} {BRACES}"),
        ("Write &#123;&#123; anything }} here.", f"the paragraph holds {{{{ anything }}}} {BRACES}"),
    ],
)
def test_told_with_file_and_line(workspace: Workspace, catalogue: Catalogue, text: str, message: str) -> None:
    (workspace.narrative / "03-c.md").write_text(f"# C\n\n{text}\n", encoding="utf-8")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert list(dict.fromkeys(str(caught.value).split("\n"))) == [
        f"narrative/03-c.md, line 3: {message}",
        *([f"narrative/03-c.md, line 3: {message.replace('<b>', '</b>')}"] if "<b>" in message else []),
    ]


def test_signs_that_are_no_html(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    words = "Ages < 5 and > 17, R&D, 1 ~ 2, a~b, {one} brace, `<b>` as code."
    (workspace.narrative / "03-c.md").write_text(f"# C\n\n{words}\n", encoding="utf-8")
    assert words.replace("`", "") in texts(part(assemble(workspace, catalogue).path))


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("table: childern", "{{ table: children }}"),
        ("tabel: children", "{{ table: children }}"),
        ("table: team", "{{ chart: team }}"),
        ("chart : teem", "{{ chart: team }}"),
    ],
)
def test_misspelt_place_of_a_table_or_a_chart(workspace: Workspace, catalogue: Catalogue, key: str, near: str) -> None:
    (workspace.narrative / "03-c.md").write_text(f"# C\n\n{{{{ {key} }}}}\n", encoding="utf-8")
    told = re.escape(f"narrative/03-c.md, line 3: {key!r} (nearest: {near}).")
    with pytest.raises(NarrativeError, match=told):
        assemble(workspace, catalogue)
