"""Pages that lie on their side: each run of them is a section of the document, with its own size and its own headers and footers."""

from copy import deepcopy
from dataclasses import dataclass

from .draft import Draft
from .measures import measure
from .ooxml import NAMESPACES, Element, find_all, name, serialise, value, w
from .word_styles import WordStyles

UPRIGHT = (11906, 16838)
"""Width and height of an upright A4 page in twips."""
_SIZED, _NUMBERED = "w:pgSz", "w:pgNumType"
_FRINGE = 60
"""Twips by which a tab may miss the margin that it stands for."""
_BEFORE_TABS = {name(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd")}


@dataclass(frozen=True)
class Page:
    """A size of page in twips."""

    width: int = UPRIGHT[0]
    height: int = UPRIGHT[1]

    @property
    def is_upright(self) -> bool:
        return self.height >= self.width

    @property
    def wider(self) -> int:
        """Return by how much its lines are longer than those of an upright page, whose margins it has."""
        return 0 if self.is_upright else self.width - UPRIGHT[0]


def turn(page: Page) -> Element:
    """Return the mark that what stands above it, back to the mark before, is on pages of this size."""
    return w("sectPr", w("pgSz", w=page.width, h=page.height))


def set_pages(draft: Draft) -> None:
    """Make sections of what the marks part; each has the template's margins, and headers and footers as wide as its lines."""
    body = find_all(draft.package.document, "w:body")[0]
    *marks, last = body.findall(name("w:sectPr")) or [body]
    if last is body:
        return
    first = True
    for found in marks:
        above = found.getprevious()
        body.remove(found)
        if above is None or above.find("w:pPr/w:sectPr", NAMESPACES) is not None:
            continue  # nothing stands on such pages
        _hold(body, above).append(_section(draft, last, page_of(found), first))
        if first:
            _go_on(last)
        first = False


def _hold(body: Element, above: Element) -> Element:
    """Return the settings of the paragraph that ends a section: the last one in it, else an empty one behind a table."""
    if above.tag != name("w:p"):
        above.addnext(w("p"))
        above = body[body.index(above) + 1]
    settings = above.find(name("w:pPr"))
    if settings is None:
        settings = w("pPr")
        above.insert(0, settings)
    return settings


def _section(draft: Draft, whole: Element, page: Page, first: bool) -> Element:
    made = deepcopy(whole)
    if not first:
        _go_on(made)
    if page.is_upright:
        return made
    size = made.find(_SIZED, NAMESPACES)
    if size is not None:
        wider = page.width - measure(size.get(name("w:w"), str(UPRIGHT[0])))
        for attribute, number in (("w", page.width), ("h", page.height), ("orient", "landscape")):
            size.set(name(f"w:{attribute}"), str(number))
        for reference in [*made.findall(name("w:headerReference")), *made.findall(name("w:footerReference"))]:
            _widen(draft, reference, wider, _line(whole))
    return made


def _go_on(section: Element) -> None:
    """Make a section go on from the one before: no first page of its own, and no new count of pages."""
    for tag in ("w:titlePg", _NUMBERED):
        for found in section.findall(name(tag)):
            if tag != _NUMBERED or found.get(name("w:start")):
                section.remove(found)
    for reference in find_all(section, "w:headerReference[@w:type='first'] | w:footerReference[@w:type='first']"):
        section.remove(reference)


def _widen(draft: Draft, reference: Element, wider: int, line: int) -> None:
    """Give a section a copy of a header or footer whose tabs at the right margin stand at its own."""
    package = draft.package
    identity = f"{{{NAMESPACES['r']}}}id"
    source = package.part_of(reference.get(identity, ""))
    if source not in package.parts:
        return
    root = deepcopy(package.tree(source))
    for control in find_all(root, "//w:sdtPr/w:id"):
        control.set(name("w:val"), str(draft.fresh_control()))
    styles = WordStyles(package.tree(package.related("styles")))
    for paragraph in find_all(root, "//w:p"):
        _move_tabs(paragraph, styles, wider, line)
    kind = reference.tag.rpartition("}")[2].removesuffix("Reference")
    made = package.add(f"word/{kind}-wide.xml", serialise(root), package.content_type(source))
    package.copy_relations(source, made)
    reference.set(identity, package.relate(package.main, kind, made))


def _move_tabs(paragraph: Element, styles: WordStyles, wider: int, line: int) -> None:
    for source in (paragraph, *styles.of(paragraph)):
        at_margin = [
            found
            for found in source.findall("w:pPr/w:tabs/w:tab", NAMESPACES)
            if value(found, ".") == "right" and abs(measure(found.get(name("w:pos"), "0")) - line) <= _FRINGE
        ]
        if not at_margin:
            continue
        settings = _hold_tabs(paragraph)
        for found in at_margin:
            place = measure(found.get(name("w:pos"), "0"))
            settings.append(w("tab", val="clear", pos=place))
            settings.append(w("tab", val="right", pos=place + wider))
            if source is paragraph:
                settings.remove(found)
        return


def _hold_tabs(paragraph: Element) -> Element:
    settings = paragraph.find(name("w:pPr"))
    if settings is None:
        settings = w("pPr")
        paragraph.insert(0, settings)
    tabs = settings.find(name("w:tabs"))
    if tabs is None:
        tabs = w("tabs")
        settings.insert(sum(child.tag in _BEFORE_TABS for child in settings), tabs)
    return tabs


def _line(section: Element) -> int:
    """Return the length of the lines of a section's pages, in twips."""
    size, margins = section.find(_SIZED, NAMESPACES), section.find("w:pgMar", NAMESPACES)
    sides = sum(measure(margins.get(name(f"w:{side}"), "0")) for side in ("left", "right")) if margins is not None else 0
    return (UPRIGHT[0] if size is None else measure(size.get(name("w:w"), str(UPRIGHT[0])))) - sides


def page_of(section: Element | None) -> Page:
    """Return the page of a section that lies on its side; every other is the paper's own."""
    found = None if section is None else section.find(_SIZED, NAMESPACES)
    size = Page() if found is None else Page(*(_twips(found.get(name(f"w:{side}"))) for side in ("w", "h")))
    return Page() if size.is_upright else size


def _twips(written: str | None) -> int:
    """Return a size as Word writes it: whole twips, or, from other programs, with a fraction or a unit."""
    try:
        return round(float(written or 0))
    except ValueError:
        return 0
