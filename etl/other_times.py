"""Titles that say no more of a table than that it is of another time: "Last month" or "Target" above one of two tables of a return."""

from collections.abc import Iterable, Sequence, Set
from itertools import dropwhile, takewhile

from ..layouts.words import words
from .context import Held
from .labels import Said, read_labels
from .tables import Table
from .workbook import Sheet

_OTHER_TIMES = words("last previous prior next target plan planned forecast projected baseline trajectory ytd cumulative date")
_TIMES = _OTHER_TIMES | words("this current actual")
_BESIDE_TIMES = words("month quarter year period to position figures data performance the")


def refuse_other_time(table: Table, titles: Iterable[Said]) -> None:
    """Hold a file with two tables of a return side by side where one of their `titles` says only for which other time one is."""
    for title in titles:
        if _says_only(title, _TIMES):
            raise _held("side_by_side", table, title, "stand side by side")


def refuse_other_time_below(sheet: Sheet, tables: Sequence[Table], table: Table) -> None:
    """Hold a file with a table below others of its return where what stands right above one of them says only for which other time it is.

    Loaded as they are, both would be of the return's own period.
    """
    alike = [each for each in tables if each.top <= table.top and each.layout.name == table.layout.name and not each.is_form]
    for each in alike if len(alike) > 1 and not table.is_form else ():
        for title in titles_above(sheet, each, gap=True)[:1]:
            if _says_only(title, _OTHER_TIMES):
                raise _held("other_time", table, title, "stand")


def titles_above(sheet: Sheet, table: Table, *, gap: bool) -> list[Said]:
    """Return the titles in the rows right above the headings of a table, the nearest first, up to a blank row or a label.

    `gap` lets a blank row part them from it.
    """
    rows = range(table.top - 1, -1, -1)
    above = list(dropwhile(lambda row: gap and row == table.top - 1 and sheet.is_blank(row), rows))
    titled = takewhile(lambda row: not sheet.is_blank(row) and not read_labels(sheet, row + 1, row).said, above)
    over_both = {sheet.address(*place) for place in sheet.reaching}
    return [title for row in titled for title in read_labels(sheet, row + 1, row).titles if title.cell not in over_both]


def _says_only(title: Said, times: Set[str]) -> bool:
    """Say whether a title names one of some times, and nothing but times."""
    given = words(title.text)
    return bool(given & times) and given <= _TIMES | _BESIDE_TIMES


def _held(code: str, table: Table, title: Said, stand: str) -> Held:
    where = f"on the sheet {title.sheet!r}" if title.sheet else "in the file"
    found = f"Two tables of {table.layout.title} {stand} {where}, and {title.text!r} ({title.cell}) is above one."
    cure = "Please put a row 'Reporting period' above each, or send the figures of the return's own period alone."
    return Held(code, f"{found} {cure}", at=(title.sheet, title.cell, title.text))
