"""Markdown into Word: headings, paragraphs, lists, tables, links, pictures, emphasis, and the block places among them."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from .block_keys import BLOCK
from .draft import KEY, Draft
from .flow import space
from .footnotes import add_note, definitions, references, story
from .formless import ALONE, CALLED, FORMLESS, mistyped
from .markdown import level_of, line_of, lost_cells
from .narrative import Chapter
from .ooxml import NAMESPACES, Element, field, properties, w
from .pages import Page, turn
from .pictures import WIDEST, picture
from .tables import Grid, caption, table
from .uses import block_places

SECTION_HEADINGS = ("heading 1", "heading 2", "heading 3")
APPENDIX_HEADINGS = ("Appendix Heading", "Appendix Heading 2", "Appendix Heading 3")
DEEPEST = 3
_MARKS: dict[str, dict[str, object]] = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "superscript": {"raised": "superscript"},
    "subscript": {"raised": "subscript"},
}
"""What each kind of emphasis sets; Markdown has no raised or lowered letters, Word has."""
_WITHIN = {"inline", "link", *_MARKS, *FORMLESS, "td", "th", "tr", "thead", "tbody"}
"""What a message names by the paragraph, heading or table that it is in."""
Blocks = Callable[[str], list[Element]]
_BULLETS, _NUMBERS, _HANGING = 397, 454, 709
"""Twips by which the template sets in a bullet's text, a number's text, and that of a numbered paragraph."""
_CAPTION = re.compile(r"^Table:\s+(?=\S)")
"""How a line begins that is the caption of the table below it."""


def compose(draft: Draft, chapter: Chapter, headings: tuple[str, ...], blocks: Blocks, every: bool = False) -> list[Element]:
    """Return the Word blocks of a narrative file.

    `blocks` makes what a block place asks for; `every` paragraph is numbered, or the headings alone. What a paper has no form for is a fault
    of the draft, with file and line.
    """
    return _Composer(draft, chapter, headings, blocks, every).whole()


class _Composer:
    def __init__(self, draft: Draft, chapter: Chapter, headings: tuple[str, ...], blocks: Blocks, every: bool) -> None:
        self.draft = draft
        self.chapter = chapter
        self.headings = headings
        self.blocks = blocks
        self.every = every
        self.level = 0
        self.raw = ""
        self.notes = definitions(chapter.tree)
        self.story = draft.package.main
        self.page = Page()
        self.bookmarks: dict[str, str] = {}
        self.open_bookmarks: dict[str, int] = {}
        self.noted: dict[str, str] = {}
        self.referred = references(chapter.tree)

    def whole(self) -> list[Element]:
        """Return the blocks of the file; what comes after it stands on an upright page again, outside its bookmarks."""
        made = self.all_of(self.chapter.tree.children)
        last = next((block for block in reversed(made) if block.tag == w("p").tag), None)
        if last is not None:
            last.extend(w("bookmarkEnd", id=identity) for identity in self.open_bookmarks.values())
        return made if self.page.is_upright else [*made, turn(self.page)]

    def all_of(self, nodes: Sequence[SyntaxTreeNode]) -> list[Element]:
        made: list[Element] = []
        for node, below in zip_longest(nodes, nodes[1:]):
            if below is not None and below.type == "table" and node.type == "paragraph" and _CAPTION.match(node.children[0].content):
                made += self.caption(node)
            else:
                made += self.block(node)
        return made

    def block(self, node: SyntaxTreeNode) -> list[Element]:
        if node.type == "heading":
            return self.heading(node)
        if node.type == "paragraph":
            style = str(node.meta.get("style", ""))
            return self.paragraph(node, style) if style or not self.every else self.paragraph(node, "Numbered Paragraph", **self.numbered())
        if node.type in ("bullet_list", "ordered_list"):
            return self.items(node, 1)
        if node.type == "table":
            return self.grid(node)
        if node.type == "blockquote":
            return [element for child in node.children for element in self.quoted(child)]
        if node.type == "footnote_reference":
            return []  # it is set where the text refers to it
        if node.type == "page":
            before, self.page = self.page, Page(**node.meta)
            return [turn(before)]
        return self.fault(node, "has no form in a board paper; write it as a paragraph, a list or a table")

    def numbered(self) -> dict[str, Element]:
        """Return the settings of a numbered paragraph: it counts in the headings' own list, one level below the heading that it stands under."""
        number = self.draft.list_of(self.headings[0])
        return {"numbering": w("numPr", w("ilvl", val=max(self.level, 1)), w("numId", val=number))}

    def caption(self, node: SyntaxTreeNode) -> list[Element]:
        """Return the caption of a table; its words are what follows "Table:"."""
        words = self.inline(node)
        beginning = next(words[0].iter(w("t").tag))
        beginning.text = _CAPTION.sub("", beginning.text or "")
        return [caption(self.draft, "Table", "", rest=words)]

    def heading(self, node: SyntaxTreeNode) -> list[Element]:
        level = level_of(node)
        if level > DEEPEST:
            return self.fault(node, "is deeper than level 3; use ##, or ### at most")
        if level == 1 and self.level:
            return self.fault(node, "is a second title; use ## for a sub-heading, or begin a new file")
        self.level = level
        made = self.draft.paragraph(self.headings[level - 1], "")
        made.extend(self.inline(node))
        return [made]

    def paragraph(self, node: SyntaxTreeNode, style: str = "", **settings: Element) -> list[Element]:
        content = node.children[0].content.strip()
        place = KEY.fullmatch(content)
        if place and BLOCK.match(place[1]):
            return self.blocks(place[1])
        if block_places(content):
            return self.fault(node, f"holds a table or a chart in the middle of text; {ALONE}")
        pictures = [child for child in node.children[0].children if child.type == "image"]
        if pictures and len(node.children[0].children) == 1:
            return self.image(pictures[0], node)
        if pictures:
            return self.fault(node, "holds a picture in the middle of text; put it on a line of its own, with an empty line around it")
        made = self.draft.paragraph(style or "Normal", "", **settings)
        made.extend(self.inline(node))
        return [made]

    def quoted(self, node: SyntaxTreeNode) -> list[Element]:
        return self.paragraph(node, "Quote") if node.type == "paragraph" else self.block(node)

    def items(self, node: SyntaxTreeNode, depth: int) -> list[Element]:
        if depth > DEEPEST:
            return self.fault(node, "is a list more than three deep; bring it up a level")
        style = ("List Bullet" if node.type == "bullet_list" else "List Number") + (f" {depth}" if depth > 1 else "")
        number = self.draft.fresh_list(style, depth - 1, int(node.attrs.get("start", 1))) if node.type == "ordered_list" else None
        made: list[Element] = []
        for item in node.children:
            for position, child in enumerate(item.children):
                if child.type in ("bullet_list", "ordered_list"):
                    made += self.items(child, depth + 1)
                elif child.type == "paragraph":
                    made += self.paragraph(child, style, **_numbering(number, depth, position > 0, _HANGING if self.every else 0))
                else:
                    made += self.block(child)
        if depth == 1 and made:
            space(made[-1], after=120)  # sets the end of the list off from the text
        return made

    def grid(self, node: SyntaxTreeNode) -> list[Element]:
        rows = [row for part in node.children for row in part.children]
        if any(not _content(cell) for cell in rows[0].children):
            return self.fault(node, "has an empty heading cell; give every column a heading")
        for row in rows if self.chapter.path.suffix == ".md" else ():
            if lost := lost_cells(self.chapter.text, row, len(rows[0].children)):
                return self.fault(row, f"holds {lost!r} beyond the last column; give the column a heading, or write \\| for a line within a cell")
        numeric = tuple("right" in str(cell.attrs.get("style", "")) for cell in rows[0].children)
        texts = [tuple(map(_content, row.children)) for row in rows]
        grid = Grid(texts[0], tuple(texts[1:]), numeric)
        return [table(self.draft, grid, content=lambda row, column: self.cell(rows[row].children[column]), wider=self.page.wider)]

    def cell(self, node: SyntaxTreeNode) -> list[Element]:
        """Return the runs of a cell of a table; the paragraphs of one with a list, which a contributor's Word file may have."""
        if not node.children or node.children[0].type == "inline":
            return self.inline(node)
        made: list[Element] = []
        for child in node.children:
            made += self.paragraph(child, "Table Text") if child.type == "paragraph" else self.items(child, 1)
        space(made[-1], after=0)
        return made

    def image(self, node: SyntaxTreeNode, owner: SyntaxTreeNode) -> list[Element]:
        src = unquote(str(node.attrs["src"]))
        path = self.chapter.path.parent / src
        data = node.meta.get("data")
        if data is None and not path.is_file():
            return self.fault(owner, f"names the picture {src}, which is not there; put the file beside the narrative, or mend its name")
        if not node.content.strip():
            return self.fault(owner, "holds a picture without words for those who cannot see it; write ![what it shows](file.png)")
        try:
            drawing = picture(self.draft, path, self.draft.plain(node.content), min(WIDEST, self.draft.room / 20) + self.page.wider / 20, data=data)
        except ValueError as error:
            return self.fault(owner, f"names the picture {path.name}, which {error}; save it as .png or .jpg")
        title = str(node.attrs.get("title", ""))
        made = self.draft.paragraph("Picture", "", **({} if title else {"keep": w("keepNext", val=0)}))
        made.append(w("r", drawing))
        return [made, *([caption(self.draft, "Figure", title, keep=w("keepNext", val=0))] if title else [])]

    def inline(self, node: SyntaxTreeNode) -> list[Element]:
        return self.runs(node.children[0]) if node.children else []

    def runs(self, node: SyntaxTreeNode | None, **marks: object) -> list[Element]:
        """Return the runs of inline text. Neighbouring pieces of one format are joined first, so that a key may run over a line's end."""
        made: list[Element] = []
        gathered = ""
        if node and node.type == "inline":
            self.raw = node.content

        def flush() -> None:
            nonlocal gathered
            if node and block_places(gathered):
                self.fault(node, f"holds a table or a chart in the middle of text; {ALONE}")
            elif node and not self.chapter.words and (what := mistyped(gathered, self.raw)):  # Word has no signs of its own for links and braces
                self.fault(node, what)
            elif gathered:
                made.extend(self.draft.inline(gathered, properties(**marks)))
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
                made += self.link(child, **marks)
            elif child.type == "sequence":
                flush()
                made += field(f"SEQ {child.content} \\* ARABIC", str(self.draft.next_number(child.content)), properties(**marks))
            elif child.type in ("bookmark_start", "bookmark_end"):
                flush()
                made += self.bookmark(child)
            elif child.type == "reference":
                flush()
                numbered, target = bool(child.meta["numbered"]), self.bookmark_named(child.meta["bookmark"])
                made.append(self.draft.refer(properties(**marks), bookmark=target, shown=child.content, numbered=numbered))
            elif child.type == "footnote_ref":
                flush()
                made += self.note(child)
            else:
                words = "".join(piece.content for piece in child.walk() if piece.type in ("text", "code_inline", "html_inline"))
                self.fault(child, FORMLESS[child.type].format(words))
        flush()
        return made

    def link(self, node: SyntaxTreeNode, **marks: object) -> list[Element]:
        made = w("hyperlink", *self.runs(node, **{**marks, "style": self.draft.style("Hyperlink")}))
        address = str(node.attrs["href"])
        if KEY.search(unquote(address)):
            return self.fault(node, f"links to {unquote(address)!r}, in which no figure is filled in; write the address out")
        if not address.startswith("#"):
            identity = self.draft.package.relate(self.story, "hyperlink", address, external=True)
            made.set(f"{{{NAMESPACES['r']}}}id", identity)
        elif self.chapter.words:
            made.set(f"{{{NAMESPACES['w']}}}anchor", self.bookmark_named(address[1:]))
        else:
            return self.fault(node, f"links to {address!r}; a place in the paper is referred to as {{{{ ref: its heading }}}}")
        return [made]

    def bookmark(self, node: SyntaxTreeNode) -> list[Element]:
        """Return the beginning or the end of a contributor's bookmark; only what has begun may end."""
        title = self.bookmark_named(node.content)
        if node.type == "bookmark_start":
            self.open_bookmarks[title] = next(self.draft.bookmarks)
            return [w("bookmarkStart", id=self.open_bookmarks[title], name=title)]
        return [w("bookmarkEnd", id=self.open_bookmarks.pop(title))] if title in self.open_bookmarks else []

    def bookmark_named(self, title: str) -> str:
        """Return the name that a bookmark of this file has in the paper, where another file may have one of the same name."""
        if title not in self.bookmarks:
            self.bookmarks[title] = self.draft.bookmark_name(title)
        return self.bookmarks[title]

    def note(self, node: SyntaxTreeNode) -> list[Element]:
        """Return the reference to a footnote; a further one to the same shows its number again, by Word's own field."""
        called = node.meta["label"]
        if called not in self.notes:
            return []  # told with the other faults of footnotes
        if called in self.noted:
            return [self.draft.refer(properties(style=self.draft.style("footnote reference")), bookmark=self.noted[called], noted=True)]
        raw, self.story = self.raw, story(self.draft.package)
        content = [child for child in self.notes[called].children if child.type == "paragraph"]
        paragraphs = [self.draft.paragraph("footnote text", "") for _ in content]
        for made, child in zip(paragraphs, content, strict=True):
            made.extend(self.inline(child))
        self.raw, self.story = raw, self.draft.package.main
        marked = [add_note(self.draft, paragraphs)] if paragraphs else []
        if not marked or self.referred[called] == 1:
            return marked
        self.noted[called] = self.draft.bookmark_name("_RefNote")
        identity = next(self.draft.bookmarks)
        return [w("bookmarkStart", id=identity, name=self.noted[called]), *marked, w("bookmarkEnd", id=identity)]

    def fault(self, node: SyntaxTreeNode, what: str) -> list[Element]:
        """Put a fault on record, and return what stands for the node: nothing."""
        owner = node
        while owner.type in _WITHIN and owner.parent:
            owner = owner.parent
        if owner.type == "heading":
            self.draft.lost.add(self.draft.plain(owner.children[0].content))
        self.draft.lost |= {str(found.attrs.get("title", "")) for found in owner.walk() if found.type == "image"}
        self.draft.faults.narrative.append(f"{self.chapter.place(line_of(node))}: the {CALLED.get(owner.type, owner.type)} {what}.")
        return []


def _content(cell: SyntaxTreeNode) -> str:
    """Return the text of a cell, a line for each of its paragraphs."""
    return "\n".join(found.content for found in cell.walk() if found.type == "inline").strip()


def _numbering(number: int | None, depth: int, follows: bool, further: int) -> dict[str, Element]:
    """Return the list settings of an item's paragraph: only its first has a mark, and a numbered list counts from 1.

    `further` is how far its list stands from the margin, in twips, where the text around it does.
    """
    step = _BULLETS if number is None else _NUMBERS
    if follows:
        return {"numbering": w("numPr", w("numId", val=0)), "indent": w("ind", left=step * depth + further, firstLine=0)}
    made = {} if number is None else {"numbering": w("numPr", w("ilvl", val=depth - 1), w("numId", val=number))}
    return made | ({"indent": w("ind", left=step * depth + further, hanging=step)} if further else {})
