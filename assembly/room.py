"""How wide a block may be where it stands: as the lines of the page, or of the cell of a template that it was asked for in."""

from .ooxml import NAMESPACES, Element, find_all, name, value
from .package import Package
from .word_styles import WordStyles

PAGE_WIDTH = 9298
"""Twips between the margins of our template's page; a wider one leaves the rest free."""
_CELL_MARGIN = 108
"""What Word keeps free at each side of a cell where nothing is said."""
_SIDES = (("left", "start"), ("right", "end"))


def room_at(package: Package, place: Element) -> int:
    """Return the width, in twips, of the place of an element in the document."""
    cell = next(place.iterancestors(name("w:tc")), None)
    if cell is None:
        return min(PAGE_WIDTH, _line(package))
    table = next(cell.iterancestors(name("w:tbl")))
    styles = WordStyles(package.tree(package.related("styles")))
    sources = [cell.find("w:tcPr/w:tcMar", NAMESPACES), table.find("w:tblPr/w:tblCellMar", NAMESPACES)]
    sources += [style.find("w:tblPr/w:tblCellMar", NAMESPACES) for style in styles.chain(value(table, "w:tblPr/w:tblStyle") or "")]
    return max(1, min(PAGE_WIDTH, _width(cell, table) - sum(_margin(sources, side) for side in _SIDES)))


def _line(package: Package) -> int:
    """Return the length of the lines of the document's last pages, which are the template's own."""
    section = next(iter(find_all(package.document, "w:body/w:sectPr")), None)
    size, margins = (None if section is None else section.find(tag, NAMESPACES) for tag in ("w:pgSz", "w:pgMar"))
    if size is None or margins is None:
        return PAGE_WIDTH
    return _number(size, "w") - _number(margins, "left") - _number(margins, "right")


def _width(cell: Element, table: Element) -> int:
    """Return the width of a cell: its own, else that of the columns of the grid that it covers."""
    own = cell.find("w:tcPr/w:tcW", NAMESPACES)
    if own is not None and own.get(name("w:type"), "dxa") == "dxa" and _number(own, "w"):
        return _number(own, "w")
    grid = [_number(column, "w") for column in find_all(table, "w:tblGrid/w:gridCol")]
    row = next(cell.iterancestors(name("w:tr")))
    first = int(value(row, "w:trPr/w:gridBefore") or 0) + sum(_span(found) for found in cell.itersiblings(name("w:tc"), preceding=True))
    return sum(grid[first : first + _span(cell)]) or PAGE_WIDTH


def _span(cell: Element) -> int:
    return int(value(cell, "w:tcPr/w:gridSpan") or 1)


def _margin(sources: list[Element | None], sides: tuple[str, str]) -> int:
    found = (source.find(f"w:{side}", NAMESPACES) for source in sources if source is not None for side in sides)
    return next((_number(margin, "w") for margin in found if margin is not None), _CELL_MARGIN)


def _number(element: Element, attribute: str) -> int:
    """Return a size in twips, 0 where it is not written as a number of them."""
    written = element.get(name(f"w:{attribute}"), "0")
    return round(float(written)) if written.replace(".", "", 1).isdecimal() else 0
