"""Captions of a contributor's Word file whose number was typed: the paper counts them with its own, and the text that names them follows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .draft import KEY
from .word_blocks import Block, Figure, Line, Note, Rows
from .word_pieces import Piece, Tally, cut, plain

_KINDS = "Table|Figure|Chart|Picture|Diagram"
_LABEL = re.compile(rf"({_KINDS})[ \u00a0]+(\d+)\b")
_PARTED = re.compile(r"[ \u00a0]*(?:[:.–—-](?!\d)[ \u00a0]*|[ \u00a0]+)(?=\S)")
"""What parts a caption's number from its words; the paper has a colon there, in each."""
_CAPTION = re.compile(rf"({_KINDS})[ \u00a0]+(\d+)[ \u00a0]*[:.–—-]\s*\S")
"""What a line in no style of its own begins with, beside a table or a picture, to be taken for its caption."""


def counted(blocks: list[Block], notes: list[Note], tally: Tally) -> tuple[list[Block], list[Note]]:
    """Return the blocks and notes with each typed number of a caption counted by the paper, and each mention of it as a reference to it."""
    captions = {number: _LABEL.match(plain(line.pieces)) for number, line in _captions(blocks)}
    labels = Counter(_words(found) for found in captions.values() if found)
    marks = {label: f"_Ref{label.replace(' ', '')}" for label, count in labels.items() if count == 1}
    made: list[Block] = []
    for number, block in enumerate(blocks):
        found = captions.get(number)
        if isinstance(block, Line) and found:
            tally.changed["typed numbers of captions counted by the paper"] += 1
            made.append(replace(block, pieces=_caption(block.pieces, found, marks.get(_words(found), "")), style="caption"))
        elif isinstance(block, Line) and not block.level:
            made.append(replace(block, pieces=_referring(block.pieces, marks)))
        elif isinstance(block, Rows):
            made.append(replace(block, cells=[[_all_referring(cell, marks) for cell in row] for row in block.cells]))
        else:
            made.append(block)
    return made, [replace(note, lines=_all_referring(note.lines, marks)) for note in notes]


def _captions(blocks: Sequence[Block]) -> Iterator[tuple[int, Line]]:
    """Yield the lines that are captions with a typed number: by their style, or by what they say above a table or below a picture."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Line) or block.level or block.item or any(piece.sequence for piece in block.pieces):
            continue
        above, below = blocks[max(number - 1, 0)], blocks[min(number + 1, len(blocks) - 1)]
        is_beside = isinstance(above, Figure) or isinstance(below, Rows)
        if block.style == "caption" or (is_beside and _CAPTION.match(plain(block.pieces))):
            yield number, block


def _caption(pieces: list[Piece], label: re.Match[str], mark: str) -> list[Piece]:
    counted = [Piece(f"{label[1]} "), Piece(label[2], sequence=label[1])]
    marked = [Piece("", begins=mark), *counted, Piece("", ends=mark)] if mark else counted
    rest = cut(pieces, label.end())
    parted = _PARTED.match(plain(rest))
    return [*marked, *([Piece(": "), *cut(rest, parted.end())] if parted else rest)]


def _all_referring(lines: list[Line], marks: dict[str, str]) -> list[Line]:
    return [replace(line, pieces=_referring(line.pieces, marks)) for line in lines]


def _referring(pieces: list[Piece], marks: dict[str, str]) -> list[Piece]:
    """Return text with a reference in the place of each mention of a caption."""
    made: list[Piece] = []
    for piece in pieces:
        if piece.is_bare or piece.refers or piece.sequence or piece.link:
            made.append(piece)
            continue
        end = 0
        places = [place.span() for place in KEY.finditer(piece.text)]
        for found in _LABEL.finditer(piece.text):
            in_place = any(begin < found.start() < close for begin, close in places)
            if not in_place and (mark := marks.get(_words(found))):
                made += cut([piece], end, found.start())
                made.append(replace(piece, text=found[0], refers=mark))
                end = found.end()
        made += cut([piece], end)
    return made


def _words(label: re.Match[str]) -> str:
    return f"{label[1]} {label[2]}"
