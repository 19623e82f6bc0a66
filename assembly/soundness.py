"""Whether a document holds together: every id, relation, bookmark, note, list and style that it names is there, and there once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..errors import UnsoundError
from .fields import instructions
from .ooxml import NAMESPACES, Element, find_all, name, value
from .package import CONTENT_TYPES, RELATIONS, Package

_R = f"{{{NAMESPACES['r']}}}"
_STYLES = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:styleLink", "w:numStyleLink")
_NOTES = ("footnote", "endnote")
_POINTERS = ("REF", "PAGEREF", "NOTEREF")
"""Fields that name a bookmark."""


def faults(package: Package) -> list[str]:
    """Return each thing that a document names and that is missing or there twice, in words that name its part."""
    stories = {part: package.look(part) for part in package.stories()}
    found = [
        *_of_content_types(package),
        *_of_relations(package),
        *_of_bookmarks(stories),
        *_of_notes(package),
        *_of_lists(package, stories),
        *_of_styles(package, stories),
    ]
    found += _twice("the drawing id", (shape.get("id", "") for root in stories.values() for shape in _now(root, ".//wp:docPr")))
    found += _twice("the content control id", (value(mark, ".") or "" for root in stories.values() for mark in _now(root, ".//w:sdtPr/w:id")))
    return found


def require_sound(package: Package, before: Iterable[str]) -> None:
    """Raise UnsoundError where a finished document has a fault that its template had not before."""
    if fresh := [fault for fault in faults(package) if fault not in set(before)]:
        raise UnsoundError(
            f"The paper does not hold together ({'; '.join(fresh)}), so it was not written: please report this, with the template and the narrative."
        )


def _of_content_types(package: Package) -> Iterator[str]:
    types = package.look(CONTENT_TYPES)
    named = [found.get("PartName", "").lstrip("/") for found in types if found.get("PartName")]
    endings = {found.get("Extension", "").lower() for found in types if found.get("Extension")}
    yield from _twice("the content type of", named)
    yield from (
        f"{part} has no content type" for part in package.parts if part not in named and _ending(part) not in endings and part != CONTENT_TYPES
    )
    yield from (f"a content type is given for {part}, which is not there" for part in named if part not in package.parts)


def _of_relations(package: Package) -> Iterator[str]:
    known: dict[str, set[str]] = {}
    for part in [part for part in package.parts if part.endswith(RELATIONS)]:
        source = package.source_of(part)
        listed = list(package.look(part))
        known[source] = {found.get("Id", "") for found in listed}
        yield from _twice(f"{part}: the relation", (found.get("Id", "") for found in listed))
        for found in listed:
            if found.get("TargetMode") != "External" and package.target(source, found) not in package.parts:
                yield f"{part}: {found.get('Id')} leads to {found.get('Target')}, which is not there"
    for source in {*package.stories(), *(source for source in known if source.endswith(".xml") and source in package.parts)}:
        words = (str(word) for element in package.look(source).iter("*") for key, word in element.attrib.items() if str(key).startswith(_R))
        yield from (f"{source}: the relation {word} is not there" for word in sorted(set(words)) if word not in known.get(source, {}) and word)


def _of_bookmarks(stories: dict[str, Element]) -> Iterator[str]:
    starts = [found for root in stories.values() for found in root.iter(name("w:bookmarkStart"))]
    ends = Counter(found.get(name("w:id"), "") for root in stories.values() for found in root.iter(name("w:bookmarkEnd")))
    names = [found.get(name("w:name"), "") for found in starts]
    yield from _twice("the bookmark", (title.casefold() for title in names))
    yield from _twice("the bookmark id", (found.get(name("w:id"), "") for found in starts))
    yield from (f"the bookmark {title!r} has no end" for found, title in zip(starts, names, strict=True) if ends[found.get(name("w:id"), "")] != 1)
    known = {title.casefold() for title in names} | {"_top"}
    for part, root in stories.items():
        wanted = [link.get(name("w:anchor"), "") for link in root.iter(name("w:hyperlink"))]
        wanted += [words[1] for words in map(str.split, instructions(root)) if len(words) > 1 and words[0].upper() in _POINTERS]
        yield from (f"{part}: the bookmark {title!r} is not there" for title in dict.fromkeys(wanted) if title and title.casefold() not in known)


def _of_notes(package: Package) -> Iterator[str]:
    for kind in _NOTES:
        part = package.related(f"{kind}s")
        known = [found.get(name("w:id"), "") for found in find_all(package.look(part), f"w:{kind}")] if part in package.parts else []
        named = [found.get(name("w:id"), "") for found in package.document.iter(name(f"w:{kind}Reference"))]
        yield from _twice(f"the {kind}", known)
        yield from _twice(f"the reference to {kind}", named)
        yield from (f"the {kind} {identity} is not there" for identity in named if identity not in known)


def _of_lists(package: Package, stories: dict[str, Element]) -> Iterator[str]:
    part = package.related("numbering")
    root = package.look(part) if part in package.parts else None
    lists = [] if root is None else find_all(root, "w:num")
    forms = [] if root is None else [found.get(name("w:abstractNumId"), "") for found in find_all(root, "w:abstractNum")]
    yield from _twice("the list", (found.get(name("w:numId"), "") for found in lists))
    yield from _twice("the form of list", forms)
    yield from (f"the form of list {form} is not there" for found in lists if (form := value(found, "w:abstractNumId") or "") not in forms)
    known = {found.get(name("w:numId"), "") for found in lists} | {"0"}
    for source, tree in {**stories, "styles": _styles(package)}.items():
        wanted = {value(found, ".") or "" for found in tree.iter(name("w:numId"))}
        yield from (f"{source}: the list {identity} is not there" for identity in sorted(wanted - known))


def _of_styles(package: Package, stories: dict[str, Element]) -> Iterator[str]:
    root = _styles(package)
    known = [found.get(name("w:styleId"), "") for found in find_all(root, "w:style")]
    yield from _twice("the style", known)
    for source, tree in {**stories, "styles": root}.items():
        wanted = {value(found, ".") or "" for tag in _STYLES for found in tree.iter(name(tag))}
        yield from (f"{source}: the style {style} is not there" for style in sorted(wanted.difference(known)))


def _styles(package: Package) -> Element:
    return package.look(package.related("styles"))


def _now(root: Element, path: str) -> list[Element]:
    """Return what readers of today see: old readers are shown the same thing a second time, under the same ids."""
    return [found for found in find_all(root, path) if next(found.iterancestors(name("mc:Fallback")), None) is None]


def _twice(what: str, words: Iterable[str]) -> list[str]:
    return [f"{what} {word} is there {'twice' if count == 2 else f'{count} times'}" for word, count in Counter(words).items() if count > 1]


def _ending(part: str) -> str:
    return part.rpartition(".")[2].lower()
