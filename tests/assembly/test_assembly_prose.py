"""Markdown becomes Word's own headings, lists, tables, links and emphasis."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

TEXT = """# Third

A & B < C, **bold {{ children.snapshot }}** and *soft* {{
children.previous }}.

- One
    - Inner

      Inner again
1. First
2. Second

Between

1. First again

> Quoted

## Under

### Deep

| Name | Count |
| ---- | ----: |
| **A** | {{ children.snapshot }} |
"""


def _section(root: Element) -> list[Element]:
    paragraphs = find_all(root, "//w:body//w:p")
    begin = next(
        number for number, paragraph in enumerate(paragraphs) if text_of(paragraph) == "Third" and value(paragraph, "w:pPr/w:pStyle") == "Heading1"
    )
    end = next(number for number, paragraph in enumerate(paragraphs) if number > begin and value(paragraph, "w:pPr/w:pStyle") == "HeadingUnnumbered")
    return [paragraph for paragraph in paragraphs[begin:end] if text_of(paragraph)]


def test_each_form_has_its_style(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    (workspace.narrative / "03-third.md").write_text(TEXT, encoding="utf-8")
    section = _section(part(assemble(workspace, catalogue).path))
    shown = [(value(paragraph, "w:pPr/w:pStyle"), text_of(paragraph)) for paragraph in section]
    assert shown == [
        ("Heading1", "Third"),
        ("Normal", "A & B < C, bold 355 and soft 363."),
        ("ListBullet", "One"),
        ("ListBullet2", "Inner"),
        ("ListBullet2", "Inner again"),
        ("ListNumber", "First"),
        ("ListNumber", "Second"),
        ("Normal", "Between"),
        ("ListNumber", "First again"),
        ("Quote", "Quoted"),
        ("Heading2", "Under"),
        ("Heading3", "Deep"),
        ("TableHeading", "Name"),
        ("TableHeading", "Count"),
        ("TableText", "A"),
        ("TableText", "355"),
    ]
    lists = [value(paragraph, "w:pPr/w:numPr/w:numId") for paragraph in section]
    assert lists[5] == lists[6] != lists[8]
    assert [text_of(run) for run in find_all(section[1], ".//w:r[w:rPr/w:b]")] == ["bold ", "355"]


def test_links_are_links_without_underline(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\nSee [the report](https://example.org/r?a=1&b=2).\n", encoding="utf-8")
    path = assemble(workspace, catalogue).path
    links = find_all(part(path), "//w:hyperlink[@r:id]")
    relations = {item.get("Id"): (item.get("Target"), item.get("TargetMode")) for item in part(path, "word/_rels/document.xml.rels")}
    identity = links[0].get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    assert [text_of(link) for link in links] == ["the report"]
    assert relations[identity] == ("https://example.org/r?a=1&b=2", "External")
    assert value(find_all(part(path, "word/styles.xml"), "//w:style[@w:styleId='Hyperlink']")[0], "w:rPr/w:u") == "none"


def test_every_paragraph_is_numbered_where_the_settings_ask_for_it(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace("[front_sheet]", 'paragraph_numbers = "every"\n[front_sheet]'), encoding="utf-8")
    root = part(assemble(workspace, catalogue).path)
    assert [text_of(found) for found in find_all(root, "//w:p[w:pPr/w:pStyle/@w:val='NumberedParagraph']")] == ["Of staff, 87.79% are trained."]


def test_picture_is_embedded_with_its_words(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (200).to_bytes(4) + (100).to_bytes(4)
    (workspace.narrative / "map.png").write_bytes(head + b"\x08\x02\x00\x00\x00" + b"IEND\xaeB`\x82")
    (workspace.narrative / "03-third.md").write_text("# Third\n\n![A map of the area](map.png)\n", encoding="utf-8")
    root = part(assemble(workspace, catalogue).path)
    inline = find_all(root, "//wp:inline[.//pic:pic]")[0]
    size, words = find_all(inline, "wp:extent | wp:docPr")
    assert (size.get("cx"), size.get("cy"), words.get("descr")) == ("1905000", "952500", "A map of the area")


def test_a_numbered_list_begins_where_its_writer_begins_it(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\n3. Three\n4. Four\n", encoding="utf-8")
    path = assemble(workspace, catalogue).path
    three, four = (value(line, "w:pPr/w:numPr/w:numId") for line in _section(part(path))[1:])
    starts = find_all(part(path, "word/numbering.xml"), f"//w:num[@w:numId='{three}']/w:lvlOverride/w:startOverride")
    assert (three == four, [value(start, ".") for start in starts]) == (True, ["3", "1", "1"])
