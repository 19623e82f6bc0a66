"""Markdown into Word: headings, paragraphs, lists, tables, links, pictures, emphasis, and the block places among them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from ..errors import NarrativeError
from .draft import KEY, Draft
from .flow import space
from .footnotes import add_note, definitions, story
from .markdown import line_of
from .narrative import BLOCK, Chapter, block_places
from .ooxml import NAMESPACES, Element, field, properties, w
from .pictures import picture
from .tables import Grid, table

SECTION_HEADINGS = ("heading 1", "heading 2", "heading 3")
APPENDIX_HEADINGS = ("Appendix Heading", "Appendix Heading 2", "Appendix Heading 3")
DEEPEST = 3
ALONE = "put its place on a line of its own, with an empty line around it"
_MARKS: dict[str, dict[str, object]] = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "superscript": {"raised": "superscript"},
    "subscript": {"raised": "subscript"},
}
"""What each kind of emphasis sets; Markdown has no raised or lowered letters, Word has."""
_WITHIN = {"inline", "link", *_MARKS, "td", "th", "tr", "thead", "tbody"}
"""What a message names by the paragraph, heading or table that it is in."""
Blocks = Callable[[str], list[Element]]


def compose(draft: Draft, chapter: Chapter, headings: tuple[str, ...], blocks: Blocks, paragraph_style: str = "Normal") -> list[Element]:
    """Return the Word blocks of a narrative file.

    `blocks` makes what a block place asks for. Raises NarrativeError, with file and line, for what a paper has no form for.
    """
    return _Composer(draft, chapter, headings, blocks, paragraph_style).all_of(chapter.tree.children)


class _Composer:
    def __init__(self, draft: Draft, chapter: Chapter, headings: tuple[str, ...], blocks: Blocks, paragraph_style: str) -> None:
        self.draft = draft
        self.chapter = chapter
        self.headings = headings
        self.blocks = blocks
        self.paragraph_style = paragraph_style
        self.titled = False
        self.notes = definitions(chapter.tree)
        self.story = draft.package.main

    def all_of(self, nodes: Iterable[SyntaxTreeNode]) -> list[Element]:
        return [element for node in nodes for element in self.block(node)]

    def block(self, node: SyntaxTreeNode) -> list[Element]:
        if node.type == "heading":
            return [self.heading(node)]
        if node.type == "paragraph":
            return self.paragraph(node, str(node.meta.get("style", self.paragraph_style)))
        if node.type in ("bullet_list", "ordered_list"):
            return self.items(node, 1)
        if node.type == "table":
            return self.grid(node)
        if node.type == "blockquote":
            return [element for child in node.children for element in self.quoted(child)]
        if node.type == "footnote_reference":
            return []  # it is set where the text refers to it
        raise self.fault(node, "has no form in a board paper; write it as a paragraph, a list or a table")

    def heading(self, node: SyntaxTreeNode) -> Element:
        level = int(node.tag[1:])
        if level > DEEPEST:
            raise self.fault(node, "is deeper than level 3; use ##, or ### at most")
        if (level == 1) == self.titled:
            raise self.fault(node, "is a second title; use ## for a sub-heading, or begin a new file" if self.titled else "comes before the title")
        self.titled = True
        made = self.draft.paragraph(self.headings[level - 1], "")
        made.extend(self.inline(node))
        return made

    def paragraph(self, node: SyntaxTreeNode, style: str, **settings: Element) -> list[Element]:
        content = node.children[0].content.strip()
        place = KEY.fullmatch(content)
        if place and BLOCK.match(place[1]):
            return self.blocks(place[1])
        if block_places(content):
            raise self.fault(node, f"holds a table or a chart in the middle of text; {ALONE}")
        pictures = [child for child in node.children[0].children if child.type == "image"]
        if pictures and len(node.children[0].children) == 1:
            return [self.image(pictures[0], node)]
        if pictures:
            raise self.fault(node, "holds a picture in the middle of text; put it on a line of its own, with an empty line around it")
        made = self.draft.paragraph(style, "", **settings)
        made.extend(self.inline(node))
        return [made]

    def quoted(self, node: SyntaxTreeNode) -> list[Element]:
        return self.paragraph(node, "Quote") if node.type == "paragraph" else self.block(node)

    def items(self, node: SyntaxTreeNode, depth: int) -> list[Element]:
        if depth > DEEPEST:
            raise self.fault(node, "is a list more than three deep; bring it up a level")
        style = ("List Bullet" if node.type == "bullet_list" else "List Number") + (f" {depth}" if depth > 1 else "")
        number = self.draft.fresh_list(style, depth - 1, int(node.attrs.get("start", 1))) if node.type == "ordered_list" else None
        made: list[Element] = []
        for item in node.children:
            for position, child in enumerate(item.children):
                if child.type in ("bullet_list", "ordered_list"):
                    made += self.items(child, depth + 1)
                elif child.type == "paragraph":
                    made += self.paragraph(child, style, **_numbering(number, depth, follows=position > 0))
                else:
                    made += self.block(child)
        if depth == 1 and made:
            space(made[-1], after=120)  # sets the end of the list off from the text
        return made

    def grid(self, node: SyntaxTreeNode) -> list[Element]:
        rows = [row for part in node.children for row in part.children]
        cells = [[cell.children[0] if cell.children else None for cell in row.children] for row in rows]
        if any(cell is None or not cell.content.strip() for cell in cells[0]):
            raise self.fault(node, "has an empty heading cell; give every column a heading")
        numeric = tuple("right" in str(cell.attrs.get("style", "")) for cell in rows[0].children)
        texts = [tuple("" if cell is None else cell.content for cell in row) for row in cells]
        grid = Grid(texts[0], tuple(texts[1:]), numeric)
        return [table(self.draft, grid, content=lambda row, column: self.runs(cells[row][column]))]

    def image(self, node: SyntaxTreeNode, owner: SyntaxTreeNode) -> Element:
        path = self.chapter.path.parent / Path(str(node.attrs["src"]))
        data = node.meta.get("data")
        if data is None and not path.is_file():
            raise self.fault(owner, f"names the picture {node.attrs['src']}, which is not there; put the file beside the narrative, or mend its name")
        if not node.content.strip():
            raise self.fault(owner, "holds a picture without words for those who cannot see it; write ![what it shows](file.png)")
        try:
            drawing = picture(self.draft, path, node.content, data=data)
        except ValueError as error:
            raise self.fault(owner, f"names the picture {path.name}, which {error}; save it as .png or .jpg") from None
        made = self.draft.paragraph("Picture", "")
        made.append(w("r", drawing))
        return made

    def inline(self, node: SyntaxTreeNode) -> list[Element]:
        return self.runs(node.children[0]) if node.children else []

    def runs(self, node: SyntaxTreeNode | None, **marks: object) -> list[Element]:
        """Return the runs of inline text. Neighbouring pieces of one format are joined first, so that a key may run over a line's end."""
        made: list[Element] = []
        gathered = ""

        def flush() -> None:
            nonlocal gathered
            if node and block_places(gathered):
                raise self.fault(node, f"holds a table or a chart in the middle of text; {ALONE}")
            made.extend(self.draft.inline(gathered, properties(**marks)) if gathered else [])
            gathered = ""

        for child in node.children if node else []:
            if child.type in ("text", "code_inline"):
                gathered += child.content
            elif child.type in ("softbreak", "hardbreak"):
                gathered += " " if child.type == "softbreak" else "\n"
            elif child.type in _MARKS:
                flush()
                made += self.runs(child, **marks, **_MARKS[child.type])
            elif child.type == "link":
                flush()
                made.append(self.link(child, **marks))
            elif child.type == "sequence":
                flush()
                made += field(f"SEQ {child.content} \\* ARABIC", str(self.draft.next_number(child.content)), properties(**marks))
            elif child.type == "footnote_ref":
                flush()
                made.append(self.note(child))
            else:
                raise self.fault(node or child, "holds a picture in the middle of text; put it on a line of its own, with an empty line around it")
        flush()
        return made

    def link(self, node: SyntaxTreeNode, **marks: object) -> Element:
        made = w("hyperlink", *self.runs(node, **{**marks, "style": self.draft.style("Hyperlink")}))
        identity = self.draft.package.relate(self.story, "hyperlink", str(node.attrs["href"]), external=True)
        made.set(f"{{{NAMESPACES['r']}}}id", identity)
        return made

    def note(self, node: SyntaxTreeNode) -> Element:
        """Return the reference to a footnote; each reference has a note of its own, as Word numbers them."""
        self.story = story(self.draft.package)
        paragraphs = [self.draft.paragraph("footnote text", "") for _ in self.notes[node.meta["label"]].children]
        for made, child in zip(paragraphs, self.notes[node.meta["label"]].children, strict=True):
            made.extend(self.inline(child))
        self.story = self.draft.package.main
        return add_note(self.draft, paragraphs)

    def fault(self, node: SyntaxTreeNode, what: str) -> NarrativeError:
        owner = node
        while owner.type in _WITHIN and owner.parent:
            owner = owner.parent
        return NarrativeError(f"{self.chapter.place(line_of(node))}: the {owner.type.replace('_', ' ')} {what}.")


def _numbering(number: int | None, depth: int, follows: bool) -> dict[str, Element]:
    """Return the list settings of an item's paragraph: only its first has a mark, and a numbered list counts from 1."""
    if follows:
        return {"numbering": w("numPr", w("numId", val=0)), "indent": w("ind", left=397 * depth, firstLine=0)}
    if number is None:
        return {}
    made = w("numPr", w("ilvl", val=depth - 1), w("numId", val=number))
    return {"numbering": made}
