"""The headings of a contributor's Word file as the paper wants them: one title first, and no more than two levels under it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .block_keys import BLOCK
from .draft import KEY
from .formless import ALONE
from .prose import DEEPEST
from .uses import block_places
from .word_blocks import Block, Line, Note, Rows, Turn
from .word_body import TITLE
from .word_pieces import Piece, Tally, cut, plain

Fault = tuple[str, str]
"""A place, and what is wrong there."""
_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)+\.?|\d+[.)])\s+(?=[A-Z{(\"'‘“])")
"""What a heading begins with whose number was typed: "3.2 Training", "3. Training"; "2018/19" and "2.5 million" are words of it."""


def titled(blocks: list[Block], faults: list[Fault], tally: Tally) -> list[Block]:
    """Return the blocks with the levels that the paper gives to their headings: under a paragraph in the style Title, Heading 1 is the second.

    A number that was typed before a heading goes, as the paper numbers its own.
    """
    lines = [block for block in blocks if isinstance(block, Line)]
    first = next((block for block in blocks if not isinstance(block, Turn)), None)
    if not isinstance(first, Line) or first.level not in (TITLE, 1):
        begins = any(line.level in (TITLE, 1) for line in lines)
        faults.append((_place(first), "something comes before the title; make the title the first line" if begins else _NO_TITLE))
    under_title = bool(lines) and lines[0].level == TITLE and any(line.level == 1 for line in lines)
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Line) and block.level:
            level = tally.outline.level(1 if block.level == TITLE else block.level + under_title, block.place)
            block = replace(block, level=level, pieces=_unnumbered(block.pieces, tally))
            if block.level == 1 and made and any(isinstance(above, Line) and above.level == 1 for above in made):
                faults.append((block.place, "the heading is a second title; give it the style 'Heading 2', or begin a new file"))
            if block.level > DEEPEST:
                faults.append((block.place, "the heading is deeper than level 3; bring it up a level"))
        made.append(block)
    return made


def _unnumbered(pieces: list[Piece], tally: Tally) -> list[Piece]:
    typed = _NUMBER.match(plain(pieces))
    tally.changed["typed numbers of headings counted by the paper"] += typed is not None
    return cut(pieces, typed.end()) if typed else pieces


_NO_TITLE = "there is no heading; begin it with the section's title in the style 'Heading 1'"


def faults_of_places(blocks: list[Block], notes: list[Note]) -> Iterator[Fault]:
    """Return a fault for every table or chart that is asked for anywhere but on a line of its own."""
    for block in blocks:
        if isinstance(block, Line):
            text = plain(block.pieces).strip()
            place = KEY.fullmatch(text)
            alone = place is not None and BLOCK.match(place[1]) and not block.level
            if block_places(text) and not alone:
                yield block.place, f"there is a table or a chart in the middle of text; {ALONE}"
        elif isinstance(block, Rows) and any(block_places(plain(line.pieces)) for row in block.cells for cell in row for line in cell):
            yield block.place, f"there is a table or a chart in a cell; {ALONE}"
    for note in notes:
        for line in note.lines:
            if block_places(plain(line.pieces)):
                yield line.place, f"there is a table or a chart in a note; {ALONE}"


def _place(block: Block | None) -> str:
    return "at its beginning" if block is None or isinstance(block, Turn) else block.place
