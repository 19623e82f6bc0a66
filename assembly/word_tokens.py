"""The blocks of a Word file in the form that Markdown is read into, so that one writer sets both."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain, groupby

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from .word_blocks import Block, Figure, Line, Note, Rows, Turn
from .word_lists import Item
from .word_pieces import Piece, joined, plain

Attributes = dict[str, str | int | float]


class WordTokens:
    """Writes blocks as Markdown's tokens. `lines` is their text and `words` where each line of it stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []

    def tree(self, blocks: list[Block], notes: list[Note]) -> SyntaxTreeNode:
        made: list[Token] = []
        for is_item, group in groupby(blocks, key=lambda block: isinstance(block, Line) and block.item is not None):
            if is_item:
                made += self._lists([(block.item, block) for block in group if isinstance(block, Line) and block.item])
            else:
                made += chain.from_iterable(self._block(block) for block in group)
        for note in notes:
            made += self._open(
                "footnote_reference", "", chain.from_iterable(self._paragraph(line) for line in note.lines), meta={"label": note.label}
            )
        return SyntaxTreeNode(made)

    def _block(self, block: Block) -> list[Token]:
        if isinstance(block, Figure):
            image = Token("image", "img", 0, attrs={"src": block.shown.file}, content=block.shown.alt, children=[], meta={"data": block.shown.data})
            return self._open("paragraph", "p", [self._inline([], block.place, [image])])
        if isinstance(block, Rows):
            return self._table(block)
        if isinstance(block, Turn):
            return [Token("page", "", 0, meta=asdict(block.page))]
        if block.level:
            return self._open("heading", f"h{block.level}", [self._inline(block.pieces, block.place)])
        return self._open("blockquote", "blockquote", self._paragraph(block)) if block.quoted else self._paragraph(block)

    def _paragraph(self, line: Line) -> list[Token]:
        return self._open("paragraph", "p", [self._inline(line.pieces, line.place)], meta={"style": line.style} if line.style else {})

    def _lists(self, items: list[tuple[Item, Line]]) -> list[Token]:
        """Return the lists that paragraphs in a row make: what is deeper than the first belongs to the item above it."""
        made: list[Token] = []
        while items:
            first = items[0][0]
            parts: list[Token] = []
            expected = first.number
            while items and items[0][0].level >= first.level and _goes_on(first, items[0][0], expected):
                _, line = items.pop(0)
                below = 0
                while below < len(items) and items[below][0].level > first.level:
                    below += 1
                parts += self._open("list_item", "li", [*self._paragraph(line), *self._lists(items[:below])])
                del items[:below]
                expected = None if expected is None else expected + 1
            kind = "bullet_list" if first.number is None else "ordered_list"
            made += self._open(kind, "ul", parts, attrs={"start": first.number} if first.number else {})
        return made

    def _table(self, rows: Rows) -> list[Token]:
        made: list[list[Token]] = []
        for number, row in enumerate(rows.cells):
            kind = "td" if number else "th"
            cells = [
                self._open(kind, kind, self._cell(cell, rows.place), attrs={"style": "text-align:right"} if right else {})
                for cell, right in zip(row, rows.numeric, strict=True)
            ]
            made.append(self._open("tr", "tr", chain.from_iterable(cells)))
        body = self._open("tbody", "tbody", chain.from_iterable(made[1:])) if made[1:] else []
        return self._open("table", "table", [*self._open("thead", "thead", made[0]), *body])

    def _cell(self, lines: list[Line], place: str) -> list[Token]:
        """Return what stands in a cell: one text with line breaks between its paragraphs, as in Markdown; or, where it has a list, its blocks."""
        if not any(line.item for line in lines):
            return [self._inline(_with_breaks(lines), place)]
        made: list[Token] = []
        for is_item, group in groupby(lines, key=lambda line: line.item is not None):
            if is_item:
                made += self._lists([(line.item, line) for line in group if line.item])
            else:
                made += self._open("paragraph", "p", [self._inline(_with_breaks(group), place)])
        return made

    def _open(
        self, kind: str, tag: str, content: Iterable[Token], attrs: dict[str, str | int | float] | None = None, meta: dict[str, str] | None = None
    ) -> list[Token]:
        inner = list(content)
        line = next((found.map for found in inner if found.map), None)
        return [Token(f"{kind}_open", tag, 1, attrs=attrs or {}, map=line, meta=meta or {}), *inner, Token(f"{kind}_close", tag, -1)]

    def _inline(self, pieces: list[Piece], place: str, children: list[Token] | None = None) -> Token:
        text = plain(pieces)
        begin = len(self.lines)
        added = text.split("\n")
        self.lines += added
        self.words += [place] * len(added)
        return Token("inline", "", 0, content=text, map=[begin, len(self.lines)], children=children or list(_tokens(pieces)))


def _with_breaks(lines: Iterable[Line]) -> list[Piece]:
    return joined([piece for number, line in enumerate(lines) for piece in ([Piece("\n")] if number else []) + line.pieces])


def _goes_on(first: Item, item: Item, expected: int | None) -> bool:
    return (item.number is None) == (first.number is None) and item.number == expected if item.level == first.level else True


def _tokens(pieces: list[Piece]) -> Iterator[Token]:
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        inner = [token for piece in group for token in _emphasised(piece)]
        yield from [Token("link_open", "a", 1, attrs={"href": link}), *inner, Token("link_close", "a", -1)] if link else inner


def _emphasised(piece: Piece) -> list[Token]:
    if piece.begins or piece.ends:
        return [Token("bookmark_start" if piece.begins else "bookmark_end", "", 0, content=piece.begins or piece.ends)]
    if piece.refers:
        return [Token("reference", "", 0, content=piece.text, meta={"bookmark": piece.refers, "numbered": piece.numbered})]
    if piece.note:
        return [Token("footnote_ref", "", 0, meta={"label": piece.note})]
    if piece.sequence:
        return [Token("sequence", "", 0, content=piece.sequence)]
    if piece.raised:
        return _wrapped(piece.raised, replace(piece, raised=""))
    if piece.bold:
        return _wrapped("strong", replace(piece, bold=False))
    if piece.italic:
        return _wrapped("em", replace(piece, italic=False))
    made: list[Token] = []
    for number, line in enumerate(piece.text.split("\n")):
        made += [Token("hardbreak", "br", 0)] if number else []
        made += [Token("text", "", 0, content=line)] if line else []
    return made


def _wrapped(kind: str, piece: Piece) -> list[Token]:
    return [Token(f"{kind}_open", "", 1), *_emphasised(piece), Token(f"{kind}_close", "", -1)]
