"""What a chart of numbers says: as its part holds it in a paper, and as it would be drawn today, in the same form, so that the two are compared."""

import re
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from ..ooxml import Element
from .drawingml import CHART
from .own_digits import put_formats
from .shown import Shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Series: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a series, and its numbers by category."""
Said: TypeAlias = tuple[Series, ...]
"""The series in the order of their names, as a program that saves a paper may change their order."""
_C = f"{{{CHART}}}"
_CELLS = re.compile(r"^(?:'?(?P<sheet>[^!]*?)'?!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(?::\$?[A-Z]{1,3}\$?\d+)?$")
"""A run of cells down a column, as a chart names it: only where it begins is of interest."""
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
_UNREADABLE = (zipfile.BadZipFile, LookupError, ValueError, TypeError, OSError, SyntaxError)
"""What openpyxl raises for a workbook that is none."""
_FIRST_ROW = 2
"""Where the numbers of a workbook begin, below the names of its series."""


def says(drawn: Shown) -> Said:
    """Return what a chart says that is drawn today."""
    return _sorted(
        (one.name, tuple((category, _plain(point.value)) for category, point in zip(drawn.categories, one.points, strict=True) if point))
        for one in drawn.series
    )


def said_by(part: Element) -> Said:
    """Return what the part of a chart says: the numbers that it keeps of its workbook, which are those that a reader sees."""
    made = []
    for series in part.iter(f"{_C}ser"):
        categories = _points(series.find(f"{_C}cat"))
        numbers = _points(series.find(f"{_C}val"))
        name = " ".join(_texts(series.find(f"{_C}tx")))
        made.append((name, tuple((categories.get(place, ""), _plain(number)) for place, number in sorted(numbers.items()))))
    return _sorted(made)


def typed_labels(part: Element) -> list[str]:
    """Return the labels of a chart that were typed over the number of their point."""
    return [_typed(label) for label in part.iter(f"{_C}dLbl") if label.find(f"{_C}tx") is not None]


def titles_of(part: Element) -> list[str]:
    """Return the titles that stand in a drawing, of its axes and of its own."""
    return [_typed(title) for title in part.iter(f"{_C}title") if title.find(f"{_C}tx/{_C}rich") is not None]


def _typed(holder: Element) -> str:
    return "".join(piece.text or "" for piece in holder.iter() if str(piece.tag).endswith("}t"))


def differs(part: Element, workbook: bytes) -> str:
    """Return the first cell of a chart's workbook that holds another number than the chart shows, with both; "" where there is none.

    LibreOffice keeps the workbook and not which of its cells a series is of: such a series is looked for by its name, as the workbook was made.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(workbook), data_only=True)
        columns = _by_name(book.worksheets[0])
        for series in part.iter(f"{_C}ser"):
            values, name = series.find(f"{_C}val"), " ".join(_texts(series.find(f"{_C}tx")))
            begins = _CELLS.match((values.findtext(f".//{_C}f") or "").strip()) if values is not None else None
            if begins is None and not columns.get(name):
                return f"its workbook has no column {name!r} any more"
            sheet = book[begins["sheet"]] if begins and begins["sheet"] else book.worksheets[0]
            column, first = (begins["column"], int(begins["row"])) if begins else (columns[name].pop(0), _FIRST_ROW)
            numbers = _points(values)
            for place in sorted(numbers.keys() | _points(series.find(f"{_C}cat")).keys()):
                held, shown = _plain(_said(sheet[f"{column}{first + place}"].value)), _plain(numbers.get(place, ""))
                if held != shown:
                    return f"{column}{first + place} of its workbook holds {held or 'nothing'} where the chart shows {shown or 'nothing'}"
    except _UNREADABLE as error:
        return f"its workbook cannot be read ({error})"
    return ""


def _by_name(sheet: "Worksheet") -> dict[str, list[str]]:
    """Return the columns of a workbook as it was made, by the names of the series at their heads."""
    columns: dict[str, list[str]] = {}
    for head in sheet[1][1:]:
        columns.setdefault(_said(head.value), []).append(head.column_letter)
    return columns


def _said(value: object) -> str:
    return "" if value is None else str(value)


def put_data(part: Element, fresh: Element) -> bool:
    """Put the names, categories and numbers of a chart made today into one that has another look; say whether it has the same series.

    A label that was typed over its number goes, and so does a number format that shows another.
    """
    old, new = ({_stem(series): series for series in root.iter(f"{_C}ser")} for root in (part, fresh))
    if old.keys() != new.keys():
        return False
    for name, series in old.items():
        for tag in ("tx", "cat", "val"):
            held, wanted = series.find(f"{_C}{tag}"), new[name].find(f"{_C}{tag}")
            if held is not None and wanted is not None:
                series.replace(held, deepcopy(wanted))
        for label in [label for label in series.iter(f"{_C}dLbl") if label.find(f"{_C}tx") is not None]:
            label.getparent().remove(label)  # type: ignore[union-attr]
    put_formats(part, fresh)
    return True


def difference(now: Said, today: Said) -> str:
    """Return the first number of a chart that is not the warehouse's, with both."""
    numbers = [{(name, category): number for name, points in said for category, number in points} for said in (now, today)]
    for series, category in dict.fromkeys([*numbers[0], *numbers[1]]):
        shown, wanted = (held.get((series, category), "nothing") for held in numbers)
        if shown != wanted:
            return f"{series}, {category}: {shown} where the warehouse has {wanted}"
    return "the names of its series"


def _stem(series: Element) -> str:
    """Return the name of a series without what stands in brackets at its end: the target's is named with its number."""
    return _BRACKETED.sub("", " ".join(_texts(series.find(f"{_C}tx"))))


def _points(holder: Element | None) -> dict[int, str]:
    points = holder.iter(f"{_C}pt") if holder is not None else ()
    return {int(point.get("idx", 0)): point.findtext(f"{_C}v") or "" for point in points}


def _texts(holder: Element | None) -> list[str]:
    return [found.text or "" for found in holder.iter(f"{_C}v")] if holder is not None else []


def _plain(number: object) -> str:
    """Return a number as it is compared: programs write the same one with more or fewer digits."""
    try:
        return f"{float(str(number)):.10g}"
    except ValueError:
        return str(number).strip()


def _sorted(series: Iterable[Series]) -> Said:
    return tuple(sorted(series))
