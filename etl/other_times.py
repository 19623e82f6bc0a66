"""Titles that say no more of a table than that it is of another time: "Last month", "Target" or "Year to date"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import dropwhile, takewhile

from ..layouts.words import words
from ..periods import Period, parse_period, write_period
from ..warehouse.records import Issue
from .context import Held
from .labels import Said, read_labels
from .tables import Table
from .time_words import BESIDE_TIMES, EARLIER, OTHER_TIMES, PLANNED, RUNNING
from .workbook import Sheet

_TIMES = OTHER_TIMES | words("this current actual")
_DATE, _TO = words("date"), words("to")


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
        for title in titles_above(sheet, each, gap=True, alone=True)[:1]:
            if _says_only(title, OTHER_TIMES):
                raise _held("other_time", table, title, "stand")


def refuse_other_time_of_sheet(sheets: Sequence[tuple[Sheet, list[Table]]]) -> None:
    """Hold a file with a return on two sheets of which the name of one says only for which other time it is, and no label there for which period.

    Nor does a label there that was copied: for last month, it says a period that holds the one that another sheet says.
    """
    for sheet, tables in sheets:
        name = Said.of_sheet(sheet.name)
        if not _says_only(name, OTHER_TIMES):
            continue
        others = [(other, theirs) for other, theirs in sheets if other.name != sheet.name]
        for table in tables:
            if not any(each.layout.name == table.layout.name for _, theirs in others for each in theirs):
                continue
            said = _periods(sheet, table.labels_end, table)
            if not said:
                raise _held("other_time", table, name, "stand")
            theirs = [period for other, those in others for period in _periods(other, those[0].labels_end if those else len(other.rows), table)]
            if words(name.text) & EARLIER and (
                copied := next((one for one in said for their in theirs if one and their and one.contains(their)), None)
            ):
                raise _held("other_time", table, name, "stand", f"which says that it is for {write_period(copied)} as another does")


def _periods(sheet: Sheet, until: int, table: Table) -> list[Period | None]:
    """Return what the labels of the period say above row `until` of a sheet, None where one says none that can be read."""
    return [parse_period(said.text, table.layout.usual_period) for said in read_labels(sheet, until).said.get("period", [])]


def ask_other_time(sheet: Sheet, table: Table, since: int, period: Period, bases: Mapping[str, str], *, says_own: bool) -> Iterator[Issue]:
    """Yield a query for each title of a table, and for its sheet's name, that says only for which other time it is than the `period` it counts for.

    The rows from `since` are the table's own, and `says_own` where its rows or columns say their periods. A label of the period below "Last month"
    says which that is; no period makes a target what was, and "year to date" changes nothing of figures that are of the year so far.
    """
    titles = [(title, row + 1) for row in range(table.labels_end - 1, since - 1, -1) for title in _titles_in(sheet, row, alone=True)]
    for title, below in [*titles, (Said.of_sheet(sheet.name), since)]:
        given = words(title.text)
        if not _says_only(title, OTHER_TIMES) or given <= words(table.layout.title):  # "Plan" above action plans
            continue
        is_own = not given & PLANNED and (says_own or _says_period(sheet, below, table.labels_end))
        if not (_is_running(table, bases) if given & RUNNING else is_own):
            cure = f"The figures below were taken to be those of {write_period(period)}: please say if they are of another time."
            yield Issue(sheet.name, title.cell, "query", "other_time", title.text, "the return's own figures, or a row 'Reporting period'", cure)


def _says_period(sheet: Sheet, first: int, until: int) -> bool:
    """Say whether a label of the period stands in some rows."""
    return any(read_labels(sheet, until, row).said.get("period") for row in range(first, until))


def _is_running(table: Table, bases: Mapping[str, str]) -> bool:
    """Say whether all figures of a table are counted since the beginning of the year, or longer."""
    names = {*table.cells, *table.found}
    figures = [item for item in table.layout.field if item.name in names and item.is_number]
    return all(bases.get(item.name, item.basis) in ("year_to_date", "since_inception") for item in figures)


def titles_above(sheet: Sheet, table: Table, *, gap: bool, alone: bool = False) -> list[Said]:
    """Return the titles in the rows right above the headings of a table, the nearest first, up to a blank row or a label.

    `gap` lets a blank row part them from it; `alone` leaves out a text with others beside it ("Target", 90%).
    """
    rows = range(table.top - 1, -1, -1)
    above = list(dropwhile(lambda row: gap and row == table.top - 1 and sheet.is_blank(row), rows))
    titled = takewhile(lambda row: not sheet.is_blank(row) and not read_labels(sheet, row + 1, row).said, above)
    over_both = {sheet.address(*place) for place in sheet.reaching}
    return [title for row in titled for title in _titles_in(sheet, row, alone=alone) if title.cell not in over_both]


def _titles_in(sheet: Sheet, row: int, *, alone: bool) -> list[Said]:
    if alone and sum(value != "" for value in sheet.rows[row]) > 1:
        return []
    return read_labels(sheet, row + 1, row).titles


def _says_only(title: Said, times: Set[str]) -> bool:
    """Say whether a title names one of some times, and nothing but times."""
    given = words(title.text)
    is_day = bool(given & _DATE) and not given & _TO
    return bool(given & times) and given <= _TIMES | BESIDE_TIMES and not is_day


def _held(code: str, table: Table, title: Said, stand: str, why: str = "that does not say its period") -> Held:
    where = f"on the sheet {title.sheet!r}" if title.sheet else "in the file"
    found = f"Two tables of {table.layout.title} {stand} {where}, and {title.text!r} ({title.cell}) is above one."
    if not title.cell:
        found = f"Two tables of {table.layout.title} {stand} in the file, of which one is on the sheet {title.sheet!r}, {why}."
    cure = "Please put a row 'Reporting period' above each, or send the figures of the return's own period alone."
    return Held(code, f"{found} {cure}", at=(title.sheet, title.cell, title.text))
