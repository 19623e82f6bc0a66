"""What the quick reader does not tell of an .xlsb file, told from the records of its parts."""

import posixpath
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from .biff12 import records, wide_text
from .colours import indexed_colour, theme_colours
from .faults import ERRORS
from .number_formats import BUILT_IN_PERCENT, percent_decimals
from .package_parts import parse, part_bytes, properties, relations
from .seen import Seen, SeenSheet
from .workbook import Comment, address

_ROW, _BLANK, _ERROR, _FORMULA_ERROR = 0, 1, 3, 11
_CELLS = frozenset({*range(_BLANK, 12), 62})
_COLUMN, _MERGE = 60, 176
_WORKBOOK, _SHEET = 153, 156
_FORMAT, _FILL, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES = 44, 45, 47, 617, 618
_COMMENT, _COMMENT_TEXT = 635, 637
_SOLID = 1
_INDEXED, _DIRECT, _THEME = 1, 2, 3
_MOST_HIDDEN_COLUMNS = 256


@dataclass(slots=True)
class _Styles:
    """Cell format to the decimals of its percentage or to the colour of its fill."""

    percent: dict[int, int] = field(default_factory=dict)
    fills: dict[int, str] = field(default_factory=dict)


def look(data: bytes) -> Seen:
    """Return what is in an .xlsb file beside its values. Raises IndexError, struct.error or KeyError where a part is not whole."""
    seen = Seen()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        workbook = next(name for name in archive.namelist() if name.endswith("workbook.bin"))
        targets = relations(archive, workbook)
        themes = [target for kind, target in targets.values() if kind.endswith("/theme") and target in archive.namelist()]
        theme = theme_colours(parse(archive, themes[0])) if themes else []
        styles = _read_styles(part_bytes(archive, posixpath.join(posixpath.dirname(workbook), "styles.bin")), theme)
        from_1904 = False
        for number, record in records(part_bytes(archive, workbook), (_WORKBOOK, _SHEET)):
            if number == _WORKBOOK:
                from_1904 = bool(record[0] & 1)
                continue
            relation, place = wide_text(record, 8)
            name, part = wide_text(record, place)[0], targets.get(relation, ("", ""))[1]
            seen.sheets[name] = _look_at_sheet(part_bytes(archive, part), styles)
            seen.sheets[name].days_from_1904 = from_1904
            for kind, target in relations(archive, part).values():
                if kind.endswith("/comments"):
                    seen.comments.extend(_comments(name, part_bytes(archive, target)))
        seen.properties = properties(archive)
    return seen


def _look_at_sheet(data: bytes, styles: _Styles) -> SeenSheet:
    seen = SeenSheet()
    row = -1
    for number, record in records(data, {_ROW, _COLUMN, _MERGE, *_CELLS}):
        if number == _ROW:
            row = struct.unpack_from("<I", record)[0]
            if record[11] & 0x10:
                seen.hidden_rows.add(row)
        elif number == _COLUMN:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", record)
            if flags & 1:
                seen.hidden_columns.update(range(first, min(last + 1, first + _MOST_HIDDEN_COLUMNS)))
        elif number == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            seen.merged.append((top, left, bottom, right))
        else:
            column, style = struct.unpack_from("<II", record)
            _look_at_cell(seen, styles, row, column, style & 0xFFFFFF, number, record)
    return seen


def _look_at_cell(seen: SeenSheet, styles: _Styles, row: int, column: int, style: int, number: int, record: bytes) -> None:
    if number != _BLANK:
        seen.reach(row, column)
    if number in (_ERROR, _FORMULA_ERROR):
        seen.errors[row, column] = ERRORS.get(record[8], "#ERROR")
    if style in styles.percent:
        seen.percent[row, column] = styles.percent[style]
    if style in styles.fills:
        seen.fills[row, column] = styles.fills[style]


def _read_styles(data: bytes, theme: Sequence[str]) -> _Styles:
    styles = _Styles()
    codes: dict[int, int] = dict(BUILT_IN_PERCENT)
    fills: list[str] = []
    cell_style: int | None = None  # None outside the formats of cells: those of named styles are kept by the same records
    for number, record in records(data, (_FORMAT, _FILL, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES)):
        if number == _FORMAT:
            decimals = percent_decimals(wide_text(record, 2)[0])
            if decimals is not None:
                codes[struct.unpack_from("<H", record)[0]] = decimals
        elif number == _FILL:
            fills.append(_colour(record, theme) if struct.unpack_from("<I", record)[0] == _SOLID else "")
        elif number != _STYLE:
            cell_style = 0 if number == _BEGIN_CELL_STYLES else None
        elif cell_style is not None:
            _, code, _, fill = struct.unpack_from("<HHHH", record)
            if code in codes:
                styles.percent[cell_style] = codes[code]
            if fill < len(fills) and fills[fill]:
                styles.fills[cell_style] = fills[fill]
            cell_style += 1
    return styles


def _colour(fill: bytes, theme: Sequence[str]) -> str:
    """Return the foreground colour of a fill ("RRGGBB"), "" where it is one of the system's."""
    kind, number = fill[4] >> 1, fill[5]
    if kind == _DIRECT:
        return fill[8:11].hex().upper()
    if kind == _THEME:
        return theme[number][-6:].upper() if number < len(theme) else ""
    return indexed_colour(number) if kind == _INDEXED else ""


def _comments(sheet: str, data: bytes) -> list[Comment]:
    found = []
    cell = ""
    for number, record in records(data, (_COMMENT, _COMMENT_TEXT)):
        if number == _COMMENT:
            row, _, column = struct.unpack_from("<III", record, 4)
            cell = address(row, column)
        else:
            found.append(Comment(sheet, cell, wide_text(record, 1)[0]))
    return found
