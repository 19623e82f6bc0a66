"""The marks of what is a draft, or private: a sentence at the top of the front sheet, and a word at the head of every page."""

from collections.abc import Iterator

from msgspec import Struct

from .ooxml import NAMESPACES, Element, find_all, name, properties, run, serialise, switched_on, text_of, w
from .package import Package

_COLOUR = "B3141B"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


class Mark(Struct, frozen=True):
    """The word for the head of every page, and the sentence for the front sheet."""

    word: str
    sentence: str


def draft(what: str = "paper") -> Mark:
    """Return the mark of a draft; `what` is it: "paper", "letter"."""
    return Mark("DRAFT", f"DRAFT: this {what} is not final, and its figures may change.")


def mark(package: Package, *marks: Mark) -> None:
    """Write into the paper what it is: text like any other, which a screen reader reads and Word finds. Of several marks the first comes first."""
    for each in reversed(marks):
        find_all(package.document, "w:body")[0].insert(0, w("p", _marked(each.sentence)))
    word = " – ".join(each.word for each in marks)
    for part in _headers(package) if marks else ():
        _mark_header(package.tree(part), word)


def unmarked(package: Package, each: Mark) -> list[str]:
    """Return where a paper does not say any more what it is: on its front sheet, at the head of its pages."""
    front = ["its front sheet"] if is_bare(package, each) else []
    return front + (["the head of its pages"] if bare_headers(package, each) else [])


def is_bare(package: Package, each: Mark) -> bool:
    """Say whether the front sheet does not say any more what the paper is."""
    return each.word not in text_of(package.document)


def bare_headers(package: Package, each: Mark) -> list[str]:
    """Return the headers of the pages that do not say any more what the paper is."""
    return [part for part in _shown_headers(package) if each.word not in text_of(package.tree(part))]


def _shown_headers(package: Package) -> list[str]:
    """Return the headers that pages show, each once."""
    shown = (standing.get(kind, "") for section, standing in _sections(package) for kind in _kinds(package, section))
    return list(dict.fromkeys(part for part in shown if part in package.parts))


def _mark_header(root: Element, word: str) -> None:
    """Put the word before the first line of a header, so that the page keeps its height."""
    line = next(iter(find_all(root, ".//w:p")), None)
    if line is None:
        line = w("p")
        root.append(line)
    first = next(iter(find_all(line, ".//w:r/w:t | .//w:r/w:tab | .//w:r/w:ptab")), None)
    runs_on = first is not None and first.tag == name("w:t") and text_of(line).strip()
    ppr = line.find("w:pPr", NAMESPACES)
    line.insert(0 if ppr is None else 1, _marked(f"{word} – " if runs_on else word))


def _headers(package: Package) -> list[str]:
    """Return the header of every page, each once; a page that has none gets one."""
    found: dict[str, None] = {}
    for section, standing in _sections(package):
        for kind in _kinds(package, section):
            if standing.get(kind) not in package.parts:
                standing[kind] = _add_header(package, section, kind)
            found[standing[kind]] = None
    return list(found)


def _sections(package: Package) -> Iterator[tuple[Element, dict[str, str]]]:
    """Yield each section with its header parts by their kind, which are those of the section before unless it names its own; so is one put in."""
    standing: dict[str, str] = {}
    for section in find_all(package.document, "//w:body/w:sectPr | //w:pPr/w:sectPr"):
        for reference in section.findall(name("w:headerReference")):
            standing[reference.get(name("w:type"), "default")] = package.part_of(reference.get(f"{{{NAMESPACES['r']}}}id", ""))
        yield section, standing


def _kinds(package: Package, section: Element) -> Iterator[str]:
    """Yield the kinds of header that the pages of a section show."""
    yield "default"
    if switched_on(section, "w:titlePg"):
        yield "first"
    settings = package.related("settings")
    if settings in package.parts and switched_on(package.tree(settings), "w:evenAndOddHeaders"):
        yield "even"


def _add_header(package: Package, section: Element, kind: str) -> str:
    part = package.add("word/header.xml", serialise(w("hdr")), _TYPE)
    reference = w("headerReference", type=kind)
    reference.set(f"{{{NAMESPACES['r']}}}id", package.relate(package.main, "header", part))
    for old in section.findall(f"w:headerReference[@w:type='{kind}']", NAMESPACES):
        section.remove(old)
    section.insert(0, reference)
    return part


def _marked(text: str) -> Element:
    return run(text, properties(bold=True, colour=_COLOUR))
