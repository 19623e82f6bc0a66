"""`{{ ref: ... }}` is a field of Word's own that leads to a heading, a table or a figure, and shows what stands there now."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.explain import explain
from boardpaper.assembly.fields import instructions
from boardpaper.assembly.ooxml import Element, find_all, name, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (20).to_bytes(4) + (10).to_bytes(4) + b"\x08\x02\x00\x00\x00IEND\xaeB`\x82"


def _write(workspace: Workspace, text: str) -> None:
    (workspace.narrative / "03-third.md").write_text(f"# Third\n\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "shown", "code"),
    [
        ("ref: Children", "section 2", "REF _Toc000004 \\r \\h"),
        ("Ref: children", "Section 2", "REF _Toc000004 \\r \\h"),
        ("ref: Posts", "section 2.2", "REF _Toc000006 \\r \\h"),
        ("ref: section 2.2", "section 2.2", "REF _Toc000006 \\r \\h"),
        ("ref: Notes of a visit", "Appendix 1", "REF _Toc000009 \\r \\h"),
        ("ref: appendix 1", "Appendix 1", "REF _Toc000009 \\r \\h"),
        ("ref: Compliance Checklist", "Compliance Checklist", "REF _Toc000008 \\h"),
        ("ref: table: children", "Table 1", "REF _RefTable1 \\h"),
        ("ref: chart: team", "Figure 1", "REF _RefFigure1 \\h"),
        ("ref: Figure: Posts", "Figure 1", "REF _RefFigure1 \\h"),
        ("ref: Our own", "Table 2", "REF _RefTable2 \\h"),
        ("ref: The dot", "Figure 2", "REF _RefFigure2 \\h"),
    ],
)
def test_reference_shows_what_it_leads_to(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], written: str, shown: str, code: str
) -> None:
    (workspace.narrative / "dot.png").write_bytes(PICTURE)
    _write(workspace, f"See **{{{{ {written} }}}}**.\n\nTable: Our own\n\n| A |\n| - |\n| 1 |\n\n![A dot](dot.png 'The dot')")
    root = part(assemble(workspace, catalogue).path)
    line = next(found for found in find_all(root, "//w:p") if text_of(found).startswith("See "))
    assert text_of(line) == f"See {shown}."
    assert [found.strip() for found in instructions(line)] == [code]
    bookmark = find_all(root, f"//w:bookmarkStart[@w:name='{code.split()[1]}']")
    assert len(bookmark) == 1
    if "\\r" not in code:
        end = find_all(root, f"//w:bookmarkEnd[@w:id='{bookmark[0].get(name('w:id'))}']")[0]
        between = [piece for piece in find_all(bookmark[0], "following::w:t") if piece in find_all(end, "preceding::w:t")]
        assert "".join(piece.text or "" for piece in between) == shown


def test_reference_may_stand_anywhere(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], edited_template: Callable[..., None]
) -> None:
    edited_template("Version number: {{ report.version }}", "Children are in {{ ref: Children }}")
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace("Children looked after:", "{{ Ref: Children }}:"), encoding="utf-8")
    _write(
        workspace, "## More than {{ ref: table: children }}\n\n| A |\n| - |\n| {{ ref: chart: team }} |\n\nText[^1].\n\n[^1]: In {{ ref: Posts }}."
    )
    path = assemble(workspace, catalogue).path
    texts = [text_of(found) for found in find_all(part(path), "//w:p")]
    for text in ("Children are in section 2", "Section 2: 355", "Figure 1"):
        assert text in texts
    assert texts.count("More than Table 1") == 2  # once in the contents
    assert [text_of(note) for note in find_all(part(path, "word/footnotes.xml"), "w:footnote[not(@w:type)]")] == [" In section 2.2."]


def test_wrong_references_come_at_once_with_the_nearest(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "02-children.md").write_text("# Children\n\n## Numbers\n\n## Numbers\n\n{{ table: children }}\n", encoding="utf-8")
    _write(workspace, "{{ ref: Childern }} {{ ref: table: child }} {{ ref: numbers }} {{ zzz }}")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    nowhere = "leads to no heading, table or chart"
    assert str(caught.value).split("\n") == [
        "One key is not on offer: narrative/03-third.md, line 3: 'zzz'. "
        "Write a key that 'boardpaper figures' lists; what a return names is there once it is in.",
        f"narrative/03-third.md, line 3: the reference to 'Childern' {nowhere} (nearest: children, table: children, children, 2018/19).",
        f"narrative/03-third.md, line 3: the reference to 'table: child' {nowhere} (nearest: table: children, table: children, 2018/19, children).",
        "narrative/03-third.md, line 3: the reference to 'numbers' could lead to 'section 2.1' or 'section 2.2': "
        "give one of them a title or a caption of its own.",
    ]


def test_explain_says_what_each_shows(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, "{{ ref: Children }} {{ Ref: table: children }} {{ ref: Nowhere }}")
    shown = [(use.key, text) for use, text in explain(workspace, catalogue).places if use.key.casefold().startswith("ref:")]
    assert shown == [("ref: Children", "section 2"), ("Ref: table: children", "Table 1"), ("ref: Nowhere", "leads nowhere")]


def test_a_link_to_a_place_in_the_paper_is_a_fault(workspace: Workspace, catalogue: Catalogue) -> None:
    _write(workspace, "See [there](#children).")
    with pytest.raises(
        NarrativeError, match=r"line 3: the paragraph links to '#children'; a place in the paper is referred to as {{ ref: its heading }}\.$"
    ):
        assemble(workspace, catalogue)
