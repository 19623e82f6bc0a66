"""How blocks follow one another on the page: what stays together, and the space around a table."""

from .block_keys import is_table
from .draft import Draft
from .lettering import lines
from .ooxml import NAMESPACES, Element, control_key, find_all, name, text_of, value, w

THIRD_OF_A_PAGE = 234.0
"""Points. What is no taller is not parted, so that no more of a page than that stays empty before it."""
_LINE = 464.0
"""Points between the margins of the template's page."""
_FEW_LINES = 3
"""What the key of a table's place begins with."""
_BELOW_A_TABLE = {"before": 160}
_BEHIND_SPACING = {name(f"w:{tag}") for tag in ("ind", "jc", "outlineLvl", "rPr", "sectPr")}


def flowing(draft: Draft, blocks: list[Element]) -> list[Element]:
    """Return the blocks with space below each table, each lead-in kept with its list or its table, and no item of a list alone on a page."""
    text_styles = {draft.style(title) for title in ("Normal", "Numbered Paragraph", "Quote", "List Bullet", "List Number")}
    depths = {draft.style(f"List {kind}{ending}"): depth for kind in ("Bullet", "Number") for depth, ending in enumerate(("", " 2", " 3"), start=1)}
    captions = draft.style("caption")
    made: list[Element] = []
    levels = [0, *(depths.get(_style(block), 0) for block in blocks), 0, 0]
    for place, block in enumerate(blocks):
        made.append(block)
        following = blocks_of(blocks[place + 1])[0] if place + 1 < len(blocks) else None
        if _is_a_table(block):
            if _style(following) in text_styles and following is not None:
                space(following, **_BELOW_A_TABLE)
        elif (_style(following) == captions and _style(block) in text_styles and _is_short(block)) or _leads_on(block, *levels[place : place + 4]):
            keep_with_next(block)
    return made


def part_tables(draft: Draft) -> None:
    """Put an empty paragraph behind each table that touches another, as Word makes one of two, or that nothing follows, as Word wants one there."""
    document = draft.package.document
    places = [control for control in document.iter(name("w:sdt")) if is_table(control_key(control))]
    still_to_come = [control for control in places if next(control.iter(name("w:tbl")), None) is None]
    for table in (*find_all(document, "//w:tbl[not(ancestor::mc:Fallback)]"), *still_to_come):
        if _is_bare(_outermost(table).getnext()):
            _outermost(table).addnext(draft.paragraph("Table Text", ""))


def parts_tables(paragraph: Element) -> bool:
    """Return whether an empty paragraph stands where Word needs one, behind a table."""
    above = paragraph.getprevious()
    return above is not None and _is_a_table(above) and _is_bare(paragraph.getnext())


def _is_a_table(block: Element) -> bool:
    """Return whether a block ends in a table, or is the place of one that has nothing to show yet."""
    return _tags(block)[-1:] == [name("w:tbl")] or is_table(control_key(block))


def _is_bare(following: Element | None) -> bool:
    """Return whether what follows a table begins with another, or is the end of the document or of a cell."""
    return following is None or following.tag == name("w:sectPr") or _tags(following)[:1] == [name("w:tbl")]


def _tags(block: Element) -> list[str]:
    return [str(found.tag) for found in blocks_of(block)]


def _outermost(table: Element) -> Element:
    """Return the control that a table ends, or the table."""
    found = table
    while found.getnext() is None and (content := found.getparent()) is not None and content.tag == name("w:sdtContent"):
        found = next(content.iterancestors())
    return found


def blocks_of(block: Element) -> list[Element]:
    """Return the blocks inside a content control, or the block itself where it is none."""
    return find_all(block, "w:sdtContent/*") if block.tag == name("w:sdt") else [block]


def stay_whole(table: Element) -> None:
    """Keep all rows of a table on one page."""
    for paragraph in find_all(table, "w:tr[position() < last()]/w:tc/w:p"):
        keep_with_next(paragraph)


def keep_with_next(paragraph: Element) -> None:
    style = paragraph.find("w:pPr/w:pStyle", NAMESPACES)
    if style is not None and paragraph.find("w:pPr/w:keepNext", NAMESPACES) is None:
        style.addnext(w("keepNext"))


def space(paragraph: Element, **sides: int) -> None:
    """Set the space before or after a paragraph, in twips."""
    settings = paragraph.find("w:pPr", NAMESPACES)
    if settings is None:
        return
    spacing = settings.find("w:spacing", NAMESPACES)
    if spacing is None:
        spacing = w("spacing")
        behind = next((child for child in settings if child.tag in _BEHIND_SPACING), None)
        settings.append(spacing) if behind is None else behind.addprevious(spacing)
    for side, size in sides.items():
        spacing.set(name(f"w:{side}"), str(size))


def _leads_on(block: Element, above: int, here: int, below: int, second_below: int) -> bool:
    """Return whether a paragraph belongs to the list item below it; the numbers are how deep in a list each paragraph is, 0 for none."""
    if not below:
        return False
    if not here:
        return text_of(block).rstrip().endswith(":")
    return below > here or not above or not second_below


def _is_short(block: Element) -> bool:
    """Return whether a paragraph is no more than the sentence or two that say what stands below it."""
    return lines(text_of(block), _LINE) <= _FEW_LINES


def _style(block: Element | None) -> str:
    return value(block, "w:pPr/w:pStyle") or ""
