"""Text as a paragraph of a Word file holds it, piece by piece, before it is put into the paper's form."""

from collections import Counter
from dataclasses import dataclass, field, replace

from .draft import KEY
from .ooxml import Element
from .outline import Outline


@dataclass(frozen=True)
class Piece:
    """Text of one format, a note's reference (`note` is its label), or the number of a caption (`sequence` is what it counts).

    `begins` and `ends` are the bookmark that begins or ends here; `refers` is the one that a reference shows the text of, or, `numbered`, the
    number.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    link: str = ""
    note: str = ""
    sequence: str = ""
    begins: str = ""
    ends: str = ""
    refers: str = ""
    numbered: bool = False

    @property
    def is_bare(self) -> bool:
        """Return whether there is something here beside text."""
        return bool(self.note or self.begins or self.ends)


@dataclass(frozen=True)
class Shown:
    """A picture of a Word file, with the words that stand for it."""

    file: str
    data: bytes
    alt: str


@dataclass
class Content:
    """What a paragraph holds: its text, and the pictures and text boxes that hang on it. `left_out` where it held contents or a page break."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    left_out: bool = False


@dataclass
class Tally:
    """What the reading of a file came upon that the paper does not show as it stood: counts, and words where a person has to look."""

    formatting: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    references: list[str] = field(default_factory=list)
    dead_links: list[str] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    seen: set[Element] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)

    def notes(self) -> list[str]:
        """Return a sentence without its end for each way in which the paper departs from the file."""
        told = {
            "set in the house style": _sorted(self.formatting),
            "left out, for the paper has its own": _sorted(self.left_out),
            "changed": _sorted(self.changed),
            "made plain words, so look whether they are right in the paper": Counter(repr(words) for words in self.references if words),
        }
        notes = [f"{what}: {', '.join(_counted(kind, count) for kind, count in counts.items())}" for what, counts in told.items() if counts]
        if self.dead_links:
            notes.append(
                f"links to a place that is not in the file, now plain words: {'; '.join(self.dead_links)}; make each link anew, or take it off"
            )
        return [*notes, *self.outline.notes()]


def _sorted(counts: Counter[str]) -> Counter[str]:
    return Counter(dict(sorted((kind, count) for kind, count in counts.items() if count)))


def _counted(kind: str, count: int) -> str:
    return kind if kind.startswith(("'", '"')) else f"{kind} {count}"


def plain(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def cut(pieces: list[Piece], start: int, end: int | None = None) -> list[Piece]:
    """Return the pieces of the text from one position to another; those without text stay."""
    made = []
    for piece in pieces:
        length = len(piece.text)
        text = piece.text[max(start, 0) : None if end is None else max(end, 0)]
        start, end = start - length, None if end is None else end - length
        if text or not length:
            made.append(replace(piece, text=text))
    return made


def joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with each `{{ key }}` in the format that it begins in, neighbours of one format made one, and no blanks at either end."""
    made: list[Piece] = []
    for piece in _with_whole_places(pieces):
        if made and not piece.is_bare and replace(piece, text="") == replace(made[-1], text=""):
            made[-1] = replace(made[-1], text=made[-1].text + piece.text)
        else:
            made.append(piece)
    worded = [number for number, piece in enumerate(made) if piece.text or piece.note]
    if worded:
        made[worded[0]] = replace(made[worded[0]], text=made[worded[0]].text.lstrip())
        made[worded[-1]] = replace(made[worded[-1]], text=made[worded[-1]].text.rstrip())
    return [piece for piece in made if piece.text or piece.is_bare]


def _with_whole_places(pieces: list[Piece]) -> list[Piece]:
    text = plain(pieces)
    owners = [number for number, piece in enumerate(pieces) for _ in piece.text]
    for place in KEY.finditer(text):
        owners[place.start() : place.end()] = [owners[place.start()]] * len(place[0])
    texts = [""] * len(pieces)
    for letter, owner in zip(text, owners, strict=True):
        texts[owner] += letter
    return [replace(piece, text=own) for piece, own in zip(pieces, texts, strict=True) if own or piece.is_bare]
