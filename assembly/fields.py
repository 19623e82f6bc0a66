"""Fields that Word computes by itself: what they show to a reader that does not."""

from dataclasses import dataclass, field

from .ooxml import Element, name
from .package import Package


def show_page_count(package: Package, pages: int) -> None:
    """Write the measured number of pages into every field that shows it. Word counts anew when it opens the paper, and asks nothing."""
    for part in package.stories():
        for shown in results(package.tree(part), "NUMPAGES"):
            for number, piece in enumerate(shown):
                piece.text = "" if number else str(pages)


@dataclass
class Field:
    """A field of Word's: its code ("REF _Ref1 \\h"), whole however Word has cut it, and the pieces of text that it shows."""

    code: str = ""
    shown: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()

    @property
    def text(self) -> str:
        return "".join(piece.text or "" for piece in self.shown)


def fields(story: Element) -> list[Field]:
    """Return the fields of a story, in the order in which they end."""
    made: list[Field] = []
    unfinished: list[Field] = []
    for piece in story.iter(name("w:fldSimple"), name("w:fldChar"), name("w:instrText"), name("w:t")):
        if piece.tag == name("w:fldSimple"):
            made.append(Field(piece.get(name("w:instr"), ""), list(piece.iter(name("w:t")))))
            continue
        kind = piece.get(name("w:fldCharType"))
        if kind == "begin":
            unfinished.append(Field())
        elif unfinished:
            _take(unfinished[-1], piece)
            if kind == "end":
                made.append(unfinished.pop())
    return made


def results(story: Element, kind: str) -> list[list[Element]]:
    """Return for each field of a kind ("NUMPAGES") the pieces of text that it shows."""
    return [found.shown for found in fields(story) if found.kind == kind]


def instructions(story: Element) -> list[str]:
    """Return the code of every field of a story."""
    return [found.code for found in fields(story)]


def _take(open_field: Field, piece: Element) -> None:
    if piece.tag == name("w:instrText"):
        open_field.code += piece.text or ""
    elif piece.tag == name("w:t"):
        open_field.shown.append(piece)
