"""Tables in the house style: a marked heading row, whole rows, columns as wide as their words, ratings on their colours."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from ..warehouse.figures.model import NOT_MEASURED, Table
from .block_keys import table_key
from .columns import CELL_PADDING, column_widths
from .draft import Draft
from .flow import THIRD_OF_A_PAGE, stay_whole
from .lettering import LINE, lines
from .ooxml import Element, copied, field, find_all, paragraph, properties, run, w

_PARTLY = ("FFB81C", "000000")
RATINGS = {"met": ("006747", "FFFFFF"), "partial": _PARTLY, "partly met": _PARTLY, "not met": ("DA291C", "FFFFFF")}
"""The colour behind a rating's word, and that of the word."""
_INKS = {"FFFFFF": "Rating Light", "000000": "Rating Dark"}
"""The style of a word in that colour: of what stands in a control, LibreOffice shows the style and not the marks."""
SAID_OF_NOTHING = f"{NOT_MEASURED.capitalize()}."
"""What stands under the caption of a table or above that of a chart for which nothing was returned."""
_ROW_PADDING = 5.3
"""Points that a row takes above and below its lines."""


class Grid(Struct, frozen=True):
    """What a table shows: texts with `{{ key }}` in them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    title: str = ""


def captioned(draft: Draft, source: Table) -> list[Element]:
    """Return a table of the catalogue under its numbered caption; of one without a row, what it says in its stead.

    What has nothing to show keeps its number and its place, so that a return that is late comes in by a refresh; one that says nothing has none.
    """
    key = table_key(source.key)
    if source.is_silent:
        draft.named.setdefault(key, None)
        return []
    if not source.rows and source.empty is None:
        draft.blank[key] = None
    above = caption(draft, "Table", source.title)
    draft.named.setdefault(key, above)
    grid = Grid(source.headings, source.rows, source.numeric, source.title)
    shown = table(draft, grid) if source.rows else draft.paragraph("Normal", source.empty or SAID_OF_NOTHING)
    # with the caption in the control too, LibreOffice would show the code of the caption's field
    return [above, draft.enclosed(key, shown)]


def caption(draft: Draft, label: str, title: str, rest: Sequence[Element] = (), **settings: Element) -> Element:
    """Return a numbered caption; `rest` are further runs of its title."""
    made = draft.paragraph("caption", "", **settings)
    number = str(draft.next_number(label))
    made.extend([run(f"{label} "), *field(f"SEQ {label} \\* ARABIC", number), *draft.inline(f": {title}"), *rest])
    return made


def table(
    draft: Draft,
    grid: Grid,
    content: Callable[[int, int], list[Element]] | None = None,
    widths: list[int] | None = None,
    style: str = "Table Text",
    wider: int = 0,
) -> Element:
    """Return a table, in one piece where it is short.

    `content` makes the runs of a cell (row 0 is the heading row), or its paragraphs, where they are more than the cell's text; by so many twips it is
    `wider` on a page that lies on its side.
    """
    plain = [[draft.plain(text, briefly=True) for text in row] for row in (grid.headings, *grid.rows)]
    sizes = widths or column_widths(plain, grid.numeric, draft.room + wider, RATINGS)
    made = w("tbl", _properties(draft, grid.title, sum(sizes)), w("tblGrid", *(w("gridCol", w=size) for size in sizes)))
    for number, texts in enumerate((grid.headings, *grid.rows)):
        row = w("tr", w("trPr", w("cantSplit"), *([] if number else [w("tblHeader")])))
        for column, text in enumerate(texts):
            runs = content(number, column) if content else None
            row.append(_cell(draft, text, runs, sizes[column], "Table Heading" if number == 0 else style, grid.numeric[column]))
        made.append(row)
    if sum(_height(row, sizes, bold=not number) for number, row in enumerate(plain)) <= THIRD_OF_A_PAGE:
        stay_whole(made)
    return made


def merge_down(made: Element, column: int, first: int) -> None:
    """Make one cell of a column's cells from row `first` (0 is the heading row) to the end of the table."""
    for number, row in enumerate(find_all(made, "w:tr")[first:]):
        size = find_all(row, "w:tc/w:tcPr/w:tcW")[column]
        size.addnext(w("vMerge") if number else w("vMerge", val="restart"))


def _height(row: list[str], sizes: list[int], bold: bool) -> float:
    return max(lines(text, size / 20 - CELL_PADDING, bold) for text, size in zip(row, sizes, strict=True)) * LINE + _ROW_PADDING


def _properties(draft: Draft, title: str, size: int) -> Element:
    made = w(
        "tblPr",
        w("tblStyle", val=draft.style("Board Table")),
        w("tblW", w=size, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    if title:
        made.append(w("tblCaption", val=draft.plain(title)))
    return made


def _cell(draft: Draft, text: str, runs: list[Element] | None, size: int, style: str, numeric: bool) -> Element:
    rating = None if style == "Table Heading" else RATINGS.get(draft.plain(text).strip().casefold())
    fill, ink = rating or ("", "")
    marks = None
    if ink and draft.has_style(_INKS[ink]):
        style = _INKS[ink]
    elif ink:  # a template made before there was that style
        marks = properties(bold=True, colour=ink)
    made = _empty_cell(size, draft.style(style), numeric, fill)
    held = draft.inline(text, marks, briefly=True) if runs is None else runs
    if held and held[0].tag == made[1].tag:
        made[1:] = held
    else:
        made[1].extend(held)
    return made


@copied
def _empty_cell(size: int, style: str, numeric: bool, fill: str) -> Element:
    shade = [w("shd", val="clear", color="auto", fill=fill)] if fill else []
    side = {"side": w("jc", val="right")} if numeric else {}
    return w("tc", w("tcPr", w("tcW", w=size, type="dxa"), *shade), paragraph(style, **side))
