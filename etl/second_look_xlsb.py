"""What the quick reader does not tell of an .xlsb file, told from the records of its parts."""

import posixpath
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from .asides import read_asides
from .biff12 import records, wide_text
from .colours import indexed_colour, theme_colours
from .faults import ERRORS
from .number_formats import BUILT_IN_PERCENT, percent_decimals
from .package_parts import main_part, open_archive, parse, part_bytes, properties, relations
from .raw_texts import raw_asides
from .seen import Seen, SeenSheet
from .serials import BUILT_IN, as_shown, shows
from .workbook import Comment, Value, address

_ROW, _BLANK, _ERROR, _FORMULA_ERROR = 0, 1, 3, 11
_SHORTER = 11  # between the number of a cell that says its column and that of one that stands right of the cell before it
_SHORT = range(_BLANK + _SHORTER, 19)
_CELLS = frozenset({*range(_BLANK, 12), *_SHORT, 62})
_COLUMN, _MERGE = 60, 176
_WORKBOOK, _SHEET = 153, 156
_STRING_ITEM = 19
_WORKSHEET = "/worksheet"
_RK, _TRUTH, _REAL, _TEXT, _SHARED, _FORMULA_TEXT, _FORMULA_REAL, _FORMULA_TRUTH, _RICH_TEXT = 2, 4, 5, 6, 7, 8, 9, 10, 62
_NUMBERS = frozenset({_RK, _REAL, _FORMULA_REAL})
_FORMAT, _FILL, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES = 44, 45, 47, 617, 618
_COMMENT, _COMMENT_TEXT = 635, 637
_SOLID = 1
_INDEXED, _DIRECT, _THEME = 1, 2, 3
_OF_NO_TEXTS = ("styles.bin", "sharedStrings.bin", "vbaProject.bin")
_WITHOUT_VALUE = frozenset({_BLANK, _ERROR, _FORMULA_ERROR})
_MOST_HIDDEN_COLUMNS = 256


@dataclass(slots=True)
class _Styles:
    """Cell format to the decimals of its percentage, to the colour of its fill, or to what it shows of a date."""

    percent: dict[int, int] = field(default_factory=dict)
    fills: dict[int, str] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Values:
    """What the values of a workbook are read with."""

    strings: list[str]
    dates: dict[int, str]
    from_1904: bool = False


def look(data: bytes, *, values: bool = False) -> Seen:
    """Return what is in an .xlsb file beside its values, and those too where they are asked for.

    Raises IndexError, struct.error or KeyError where a part is not whole.
    """
    seen = Seen()
    with open_archive(data) as archive:
        workbook = main_part(archive, "workbook.bin")
        targets = relations(archive, workbook)
        themes = [target for kind, target in targets.values() if kind.endswith("/theme") and target in archive.namelist()]
        theme = theme_colours(parse(archive, themes[0])) if themes else []
        styles = _read_styles(part_bytes(archive, posixpath.join(posixpath.dirname(workbook), "styles.bin")), theme)
        from_1904 = False
        strings = next((target for kind, target in targets.values() if kind.endswith("/sharedStrings")), "")
        reading = _Values(_strings(part_bytes(archive, strings)), styles.dates) if values else None
        for number, record in records(part_bytes(archive, workbook), (_WORKBOOK, _SHEET)):
            if number == _WORKBOOK:
                from_1904 = bool(record[0] & 1)
                if reading:
                    reading.from_1904 = from_1904
                continue
            relation, place = wide_text(record, 8)
            name, (kind, part) = wide_text(record, place)[0], targets.get(relation, (_WORKSHEET, ""))
            if not kind.endswith(_WORKSHEET):
                continue
            seen.sheets[name] = _look_at_sheet(part_bytes(archive, part), styles, reading)
            seen.sheets[name].hidden = struct.unpack_from("<I", record)[0] != 0
            seen.sheets[name].days_from_1904 = from_1904
            for kind, target in relations(archive, part).values():
                if kind.endswith("/comments"):
                    seen.comments.extend(_comments(name, part_bytes(archive, target)))
        binary = (archive.read(part) for part in archive.namelist() if part.endswith(".bin") and not part.endswith(_OF_NO_TEXTS))
        seen.properties, seen.asides = properties(archive), read_asides(archive, (), ()) + raw_asides(binary)
    return seen


def _strings(data: bytes) -> list[str]:
    return [wide_text(record, 1)[0] for _, record in records(data, (_STRING_ITEM,))]


def _look_at_sheet(data: bytes, styles: _Styles, reading: _Values | None) -> SeenSheet:
    seen = SeenSheet(dates=set())
    row = column = -1
    for number, record in records(data, {_ROW, _COLUMN, _MERGE, *_CELLS}):
        if number == _ROW:
            row, column = struct.unpack_from("<I", record)[0], -1
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
            if number in _SHORT:
                number, record = number - _SHORTER, struct.pack("<I", column + 1) + record
            column, style = struct.unpack_from("<II", record)
            _look_at_cell(seen, styles, row, column, style & 0xFFFFFF, number, record)
            if reading:
                seen.hold(row, column, _value(reading, style & 0xFFFFFF, number, record))
    return seen


def _value(reading: _Values, style: int, number: int, record: bytes) -> Value:
    if number in (_TEXT, _FORMULA_TEXT):
        return wide_text(record, 8)[0]
    if number == _RICH_TEXT:
        return wide_text(record, 9)[0]
    if number == _SHARED:
        return reading.strings[int(struct.unpack_from("<I", record, 8)[0])]
    if number in (_TRUTH, _FORMULA_TRUTH):
        return record[8] != 0
    if number in _NUMBERS:
        real = _short_real(record) if number == _RK else float(struct.unpack_from("<d", record, 8)[0])
        return as_shown(real, reading.dates.get(style), from_1904=reading.from_1904)
    return ""


def _short_real(record: bytes) -> float:
    """Return the number of a cell that keeps it in 30 bits: whole or the head of a real, perhaps in hundredths."""
    (bits,) = struct.unpack_from("<i", record, 8)
    real: float = bits >> 2 if bits & 2 else struct.unpack("<d", struct.pack("<q", (bits & ~3) << 32))[0]
    return real / 100 if bits & 1 else float(real)


def _look_at_cell(seen: SeenSheet, styles: _Styles, row: int, column: int, style: int, number: int, record: bytes) -> None:
    if number != _BLANK:
        seen.reach(row, column)
        seen.filled += number not in _WITHOUT_VALUE
    if number in (_ERROR, _FORMULA_ERROR):
        seen.errors[row, column] = ERRORS.get(record[8], "#ERROR")
    if style in styles.percent:
        seen.percent[row, column] = styles.percent[style]
    if seen.dates is not None and style in styles.dates and number in _NUMBERS:
        seen.dates.add((row, column))
    if style in styles.fills:
        seen.fills[row, column] = styles.fills[style]


def _read_styles(data: bytes, theme: Sequence[str]) -> _Styles:
    styles = _Styles()
    codes: dict[int, int] = dict(BUILT_IN_PERCENT)
    dates: dict[int, str] = dict(BUILT_IN)
    fills: list[str] = []
    cell_style: int | None = None  # None outside the formats of cells: those of named styles are kept by the same records
    for number, record in records(data, (_FORMAT, _FILL, _STYLE, _BEGIN_CELL_STYLES, _END_CELL_STYLES)):
        if number == _FORMAT:
            (code,), written = struct.unpack_from("<H", record), wide_text(record, 2)[0]
            decimals, form = percent_decimals(written), shows(written)
            if decimals is not None:
                codes[code] = decimals
            dates.pop(code, None)
            if form:
                dates[code] = form
        elif number == _FILL:
            fills.append(_colour(record, theme) if struct.unpack_from("<I", record)[0] == _SOLID else "")
        elif number != _STYLE:
            cell_style = 0 if number == _BEGIN_CELL_STYLES else None
        elif cell_style is not None:
            _, code, _, fill = struct.unpack_from("<HHHH", record)
            if code in codes:
                styles.percent[cell_style] = codes[code]
            if code in dates:
                styles.dates[cell_style] = dates[code]
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
