"""References within the paper, against what stands now where they lead, and the numbers of tables and figures, against their order."""

from collections import Counter
from collections.abc import Iterator

from ..fields import Field, fields
from ..headings import structure
from ..ooxml import Element, find_all, name
from ..reading import is_gone
from ..references import between, note_at, number_at
from .document import Passage
from .register import Found, Subject, around, at, quoted, rule

_CURE = "Mark the whole paper (Ctrl+A) and have Word count anew (F9)."


@rule(
    "reference_stale",
    "A reference that shows another number than it leads to",
    "fault",
    why="Sections, tables and figures were moved, added or taken out, and Word counts references anew only when it is told to.",
    cure=f"{_CURE} Where it leads to nothing, write it anew (References, Cross-reference).",
)
def stale_references(subject: Subject) -> Iterator[Found]:
    package = subject.document.package
    marks = {mark.get(name("w:name"), ""): mark for mark in find_all(package.document, "//w:bookmarkStart") if not is_gone(mark)}
    numbered = structure(subject.draft, bookmarked=False)
    for passage, found in _fields(subject, "REF", "NOTEREF"):
        code = found.code.split()
        mark = marks.get(code[1]) if len(code) > 1 else None
        if mark is None:
            yield _at(passage, found, f"the reference {quoted(found.text)} leads to nothing")
            continue
        is_note = found.kind == "NOTEREF"
        wanted = note_at(package.document, mark) if is_note else number_at(numbered, mark) if "\\r" in code else between(mark)
        if _plain(wanted) != _plain(found.text):
            yield _at(passage, found, f"the reference says {quoted(found.text)}, and {quoted(wanted or 'nothing')} stands where it leads")


@rule(
    "caption_number",
    "Tables or figures that are not counted in their order",
    "fault",
    why="A reader who looks for Table 3 behind Table 2 does not find it, and a reference to it may be to another.",
    cure=_CURE,
)
def caption_numbers(subject: Subject) -> Iterator[Found]:
    counts: Counter[str] = Counter()
    for passage, found in _fields(subject, "SEQ"):
        code = found.code.split()
        if len(code) < 2 or any(switch in code for switch in ("\\r", "\\c", "\\h")):
            continue
        counts[code[1]] += 1
        if found.text.strip().isdecimal() and int(found.text) != counts[code[1]]:
            yield at(passage, f"it is {code[1]} {counts[code[1]]} in its order", passage.text)


def _fields(subject: Subject, *kinds: str) -> Iterator[tuple[Passage, Field]]:
    """Yield the fields of some kinds that are still there, each with its passage."""
    passages: dict[Element | None, Passage] = {passage.element: passage for passage in subject.document.passages}
    for part in subject.document.package.stories():
        for found in fields(subject.document.package.tree(part)):
            shown = found.shown[0] if found.shown else None
            if found.kind in kinds and shown is not None and not is_gone(shown):
                passage = passages.get(next(shown.iterancestors(name("w:p")), None))
                # those of the contents are made anew with them, and a rule of their own looks at them
                if passage and not passage.style.startswith("toc "):
                    yield passage, found


def _at(passage: Passage, found: Field, says: str) -> Found:
    return at(passage, says, around(passage.text, found.text) if found.text else "", element=found.shown[0])


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
