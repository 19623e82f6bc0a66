"""Fields that Word computes by itself: what they show to a reader that does not."""

from .ooxml import Element, find_all, name
from .package import Package


def show_page_count(package: Package, pages: int) -> None:
    """Write the measured number of pages into every field that shows it. Word counts anew when it opens the paper, and asks nothing."""
    for part in package.stories():
        for shown in results(package.tree(part), "NUMPAGES"):
            for number, piece in enumerate(shown):
                piece.text = "" if number else str(pages)


def results(story: Element, code: str) -> list[list[Element]]:
    """Return for each field of a kind ("NUMPAGES") the pieces of text that it shows."""
    simple = [found for found in find_all(story, ".//w:fldSimple") if _kind(found.get(name("w:instr"), "")) == code]
    made = [list(found.iter(name("w:t"))) for found in simple]
    open_fields: list[_Complex] = []
    for piece in story.iter(name("w:fldChar"), name("w:instrText"), name("w:t")):
        if piece.get(name("w:fldCharType")) == "begin":
            open_fields.append(_Complex())
        elif open_fields:
            _take(open_fields[-1], piece)
            if piece.get(name("w:fldCharType")) == "end" and _kind((ended := open_fields.pop()).code) == code:
                made.append(ended.shown)
    return made


def instructions(story: Element) -> list[str]:
    """Return the code of every field of a story, whole however Word has cut it."""
    made = [found.get(name("w:instr"), "") for found in story.iter(name("w:fldSimple"))]
    open_fields: list[_Complex] = []
    for piece in story.iter(name("w:fldChar"), name("w:instrText")):
        kind = piece.get(name("w:fldCharType"))
        if kind == "begin":
            open_fields.append(_Complex())
        elif open_fields:
            _take(open_fields[-1], piece)
            if kind == "end":
                made.append(open_fields.pop().code)
    return made


class _Complex:
    def __init__(self) -> None:
        self.code = ""
        self.shown: list[Element] = []


def _take(field: _Complex, piece: Element) -> None:
    if piece.tag == name("w:instrText"):
        field.code += piece.text or ""
    elif piece.tag == name("w:t"):
        field.shown.append(piece)


def _kind(code: str) -> str:
    return (code.split() or [""])[0].upper()
