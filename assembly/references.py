"""References within the paper: each a field of Word's own, that leads to a bookmark and shows what stands there."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..nearest import nearest
from .draft import REFERENCE, Draft, Reference
from .headings import Structure, caption_label, mark
from .ooxml import NAMESPACES, Element, field, find_all, name, run, text_of
from .reading import is_gone
from .uses import Use

_SECTION = "section"


class Target(Struct, frozen=True):
    """What a reference leads to: a paragraph, its bookmark, and what is shown for it; `word` goes before a bare number."""

    paragraph: Element
    bookmark: str
    shown: str
    switches: str = ""
    word: str = ""


def refer(draft: Draft, structure: Structure, uses: Iterable[Use]) -> dict[str, str]:
    """Put a field in the place of each reference of the paper; one that leads nowhere is a fault. Return what each key of `uses` shows."""
    targets = _targets(draft, structure)
    named: dict[str, str] = {}
    for use in uses:
        if found := REFERENCE.match(use.key):
            aims = targets.get(_folded(found[2]), [])
            begins = found[1][0].isupper()
            if len(aims) == 1:
                named[use.key] = _whole(aims[0], begins)
            elif words := _absent(draft, found[2]):
                named[use.key] = words.capitalize() if begins else words
            elif aims or (draft.is_whole and _folded(found[2]) not in map(_folded, draft.lost)):
                draft.faults.narrative.append(f"{use.whole_place}: {_wrong(found[2].strip(), aims, targets)}")
    for reference in draft.references:
        if reference.holder.getparent() is not None:
            _replace(reference.holder, _of_bookmark(draft, structure, reference) if reference.bookmark else _of_target(draft, targets, reference))
    return named


def _targets(draft: Draft, structure: Structure) -> dict[str, list[Target]]:
    """Return what may be referred to by the words for it: a heading's title or number, a caption's words, the place of a table or a chart.

    Words that are a heading's are the heading's alone; a table of the same words is "Table: words".
    """
    made: dict[str, list[Target]] = {}
    for heading in structure.headings:
        if heading.number:
            word = "" if " " in heading.number else _SECTION  # "Appendix 1" is a word and a number
            target = Target(heading.paragraph, heading.bookmark, heading.number, "\\r ", word)
            made.setdefault(_folded(f"{word} {heading.number}"), []).append(target)
        else:
            target = Target(heading.paragraph, heading.bookmark, heading.title)
        made.setdefault(_folded(heading.title), []).append(target)
    headings = set(made)
    captions = find_all(draft.package.document, f"//w:p[w:pPr/w:pStyle/@w:val='{draft.style('caption')}']")
    for paragraph in captions:
        if label := "".join(map(text_of, caption_label(paragraph))):
            target = Target(paragraph, "", label)
            places = [place for place, named in draft.named.items() if named is paragraph]
            words = text_of(paragraph).removeprefix(label).lstrip(":. –-")
            called = (*places, f"{label.split()[0]}: {words}", *([words] if _folded(words) not in headings else []))
            for folded in dict.fromkeys(map(_folded, called)):
                made.setdefault(folded, []).append(target)
    return made


def _absent(draft: Draft, target: str) -> str:
    """Return the words for a table or a chart that has nothing to show yet, and so no number."""
    places = {_folded(place): place for place, caption in draft.named.items() if caption is None}
    return f"the {places[_folded(target)].partition(':')[0]}" if _folded(target) in places else ""


def _of_target(draft: Draft, targets: dict[str, list[Target]], reference: Reference) -> list[Element]:
    rpr = reference.holder.find("w:rPr", NAMESPACES)
    aims = targets.get(_folded(reference.target), [])
    if len(aims) != 1:
        words = _absent(draft, reference.target)
        return [run(words.capitalize() if reference.begins else words, rpr)] if words else []
    (target,) = aims
    bookmark = target.bookmark or _bookmark_of_caption(draft, target.paragraph)
    word = target.word.capitalize() if reference.begins else target.word
    return [*([run(f"{word} ", rpr)] if word else []), *field(f"REF {bookmark} {target.switches}\\h", target.shown, rpr)]


def _bookmark_of_caption(draft: Draft, paragraph: Element) -> str:
    label = caption_label(paragraph)
    before = label[0].getprevious()
    if before is not None and before.tag == name("w:bookmarkStart"):
        return before.get(name("w:name"), "")
    title = draft.bookmark_name(f"_Ref{''.join(text_of(child) for child in label).replace(' ', '')}")
    mark(draft, title, label[0], label[-1])
    return title


def _of_bookmark(draft: Draft, structure: Structure, reference: Reference) -> list[Element]:
    """Return a contributor's own reference, showing what stands in the paper; plain words where its bookmark is not there."""
    rpr = reference.holder.find("w:rPr", NAMESPACES)
    start = next(iter(find_all(draft.package.document, f"//w:bookmarkStart[@w:name='{reference.bookmark}']")), None)
    if start is not None and reference.noted:
        return field(f"NOTEREF {reference.bookmark} \\f \\h", note_at(draft.package.document, start), rpr)
    shown = "" if start is None else number_at(structure, start) if reference.numbered else between(start)
    if not shown:
        return [run(reference.shown, rpr)]
    switches = "\\r \\h" if reference.numbered else "\\h"
    return field(f"REF {reference.bookmark} {switches}", shown, rpr)


def number_at(structure: Structure, start: Element) -> str:
    """Return the number of the paragraph that a bookmark begins in, "" where it has none."""
    return next((structure.numbers.get(around, "") for around in start.iterancestors(name("w:p"))), "")


def note_at(document: Element, start: Element) -> str:
    """Return the number of the footnote whose mark a bookmark stands round, as Word counts them; "" where it stands round none."""
    number = 0
    for found in document.iter(name("w:footnoteReference"), name("w:bookmarkStart")):
        number += found.tag == name("w:footnoteReference") and not is_gone(found)
        if found is start:
            within = start.getnext()
            return str(number + 1) if within is not None and within.find(name("w:footnoteReference")) is not None else ""
    return ""


def between(start: Element) -> str:
    """Return the text from a bookmark's start to its end."""
    identity = start.get(name("w:id"))
    words = []
    for found in _following(start):
        if found.tag == name("w:t"):
            words.append(found.text or "")
        elif found.tag == name("w:bookmarkEnd") and found.get(name("w:id")) == identity:
            break
    return "".join(words)


def _following(start: Element) -> Iterator[Element]:
    """Yield what follows an element in the document, one after another: of a long document only as much as is asked for."""
    for here in (start, *start.iterancestors()):
        for behind in here.itersiblings():
            yield from behind.iter()


def _replace(holder: Element, made: list[Element]) -> None:
    for element in made:
        holder.addprevious(element)
    next(holder.iterancestors()).remove(holder)


def _whole(target: Target, begins: bool) -> str:
    text = f"{target.word} {target.shown}".strip()
    return text[0].upper() + text[1:] if begins else text


def _wrong(words: str, aims: list[Target], targets: dict[str, list[Target]]) -> str:
    if aims:
        numbers = [f"'{_whole(aim, begins=False)}'" for aim in aims]
        return f"the reference to {words!r} could lead to {' or '.join(numbers)}: give one of them a title or a caption of its own."
    near = nearest(words, [words for words in targets if words])
    return f"the reference to {words!r} leads to no heading, table or chart" + (f" (nearest: {', '.join(near)})" if near else "") + "."


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
