"""Content controls of a template whose tag is a key: each becomes `{{ key }}` where it stands, as if somebody had typed it there.

So does one without a tag whose title is a key, as LibreOffice keeps the title alone.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy

from .draft import KEY
from .ooxml import NAMESPACES, Element, control_key, find_all, name, run, text_of, value, w
from .package import Package


def type_out(package: Package, is_place: Callable[[str], bool]) -> None:
    """Put `{{ key }}` in the place of every control that is one's, whether it holds words, paragraphs, a cell or a row.

    What it showed goes, its prompt and its tie to data elsewhere with it: Word would write that data over the figure.
    """
    for part in package.stories():
        for control in reversed(find_all(package.tree(part), "//w:sdt")):  # those inside another first
            if is_place(key := control_key(control)):
                _type_out(control, key)


def _type_out(control: Element, key: str) -> None:
    content = control.find("w:sdtContent", NAMESPACES)
    if content is None or KEY.search(text_of(content)):
        return  # one that holds other places stands around them
    typed = run(f"{{{{ {key} }}}}", _look(control, content))
    kept = [child for child in content if child.tag in _OF_TABLES]
    if not kept:
        kept = [next(iter(content.iterfind("w:p", NAMESPACES)), w("p"))] if _holds_blocks(content) else []
    if kept:
        _refill(_paragraph(kept), typed)
    for child in kept or [typed]:
        control.addprevious(child)
    next(control.iterancestors()).remove(control)


_OF_TABLES = {name("w:tc"), name("w:tr")}
_BLOCKS = {name("w:p"), name("w:tbl")}


def _holds_blocks(content: Element) -> bool:
    return any(child.tag in _BLOCKS for child in content)


def _paragraph(kept: list[Element]) -> Element:
    """Return the paragraph for the key: of a row, that of its prompt, else that of its last cell, as what stands before it may be a label."""
    paragraphs = [found for element in kept for found in element.iter(name("w:p"))]
    prompts = [found for found in paragraphs if any("placeholder" in style.casefold() for style in _character_styles(found))]
    cells = find_all(kept[-1], "descendant-or-self::w:tc")
    last = next(cells[-1].iter(name("w:p")), None) if cells else None
    return next(iter(prompts), paragraphs[0] if last is None else last)


def _character_styles(paragraph: Element) -> Iterator[str]:
    return (value(style, ".") or "" for style in paragraph.iter(name("w:rStyle")))


def _refill(paragraph: Element, typed: Element) -> None:
    cell = next(paragraph.iterancestors(name("w:tc")), None)
    if cell is not None:
        for other in [child for child in cell if child.tag in _BLOCKS and child is not paragraph]:
            cell.remove(other)
    for child in [child for child in paragraph if child.tag != name("w:pPr")]:
        paragraph.remove(child)
    paragraph.append(typed)


def _look(control: Element, content: Element) -> Element | None:
    """Return the formatting of what a control shows, that of a prompt left out."""
    own = control.find("w:sdtPr/w:rPr", NAMESPACES)
    prompt = control.find("w:sdtPr/w:showingPlcHdr", NAMESPACES) is not None
    found = own if prompt else next(iter(find_all(content, ".//w:r/w:rPr")), own)
    return None if found is None else deepcopy(found)
