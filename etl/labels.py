"""What a return says of itself, in the rows above its table or on a cover sheet: who, for when, sent by whom and on which day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from string import ascii_uppercase

from ..layouts.words import WordIndex, words
from ..periods import find_period, is_part, parse_period, title_ends
from .dates import read_date
from .values import as_text
from .workbook import Sheet, Value

LABELS = {
    "organisation": ["Organisation", "Provider", "Provider name", "Name of organisation", "Trust", "Practice", "Completed on behalf of"],
    "organisation_code": ["ODS code", "Org code", "Code", "Provider code", "Organisation code"],
    "period": ["Reporting period", "Period", "Period ending", "Quarter", "Month", "Year", "Return for", "Data as at"],
    "completed_by": ["Completed by", "Author"],
    "role": ["Role", "Job title"],
    "date_of_return": ["Date of return", "Date submitted"],
}
_INDEX = WordIndex((text, name) for name, texts in LABELS.items() for text in texts)
WHO = frozenset({"organisation", "organisation_code"})
_OF_LABELS = words(" ".join(text for texts in LABELS.values() for text in texts)) | words("your our the full service reporting covered submitting")
"""What labels are made of: "Your organisation", "Period covered" and "Name of provider" say no more than one of them does."""
_LONGEST_LABEL = 6  # words; a longer text is an instruction that happens to hold a label's words


@dataclass(slots=True)
class Said:
    """One thing said: the words, the value as it stood, the cell it stood in, and the label, or other text, left of it where there was one.

    `sure` where the label is one word for word; "Provider training return" holds the words of one, and may be a title. `at` is the label's cell.
    """

    text: str
    value: Value
    sheet: str
    cell: str
    label: str = ""
    sure: bool = True
    at: str = ""

    @property
    def row(self) -> int:
        """The number of the row that it stood in."""
        return int(self.cell.lstrip(ascii_uppercase))

    @classmethod
    def of_sheet(cls, name: str) -> "Said":
        """Return what a sheet is called, as a thing said in no cell."""
        return cls(name, name, name, "")


@dataclass(slots=True)
class Labels:
    """All that one sheet says of the return. `titles` are the other texts above its table, which may name the period."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    titles: list[Said] = field(default_factory=list)

    def within(self, outer: "Labels") -> "Labels":
        """Return these labels, with those of `outer` where these do not say for sure; the titles nearest to the table stand last."""
        own = {name: self.said.get(name, []) for name in WHO}
        organisation = {name: said if any(each.sure for each in said) else [*said, *outer.said.get(name, [])] for name, said in own.items()}
        return Labels({**outer.said, **self.said, **organisation}, [*outer.titles, *self.titles])

    def first(self, name: str) -> Said | None:
        return next(iter(self.said.get(name, [])), None)


def names_organisation(heading: str) -> bool:
    """Say whether a column heading is a label of the organisation: a table may name its provider row by row."""
    return _INDEX.best(heading) in ("organisation", "organisation_code")


def names_period(heading: str) -> bool:
    """Say whether a column heading is a label of the period and nothing more: a table may name its month row by row."""
    return any(name == "period" and exact for name, _, exact in _INDEX.matches(heading))


def read_labels(sheet: Sheet, until: int, first: int = 0) -> Labels:
    """Return what the rows from `first` to before `until` (from 0) say; a value stands to the right of its label, else below it."""
    labels = Labels()
    used: set[tuple[int, int]] = set()
    for row in range(first, min(until, len(sheet.rows))):
        for column, value in enumerate(sheet.rows[row]):
            if not isinstance(value, str) or not value.strip() or (row, column) in used:
                continue
            name, inline = _label(value)
            if name is None:
                labels.titles.append(Said(value.strip(), value, sheet.name, sheet.address(row, column), _label_of(sheet, row, column)))
                continue
            label = value.partition(":")[0].strip()
            sure = is_label(label)
            if name == "period" and not sure and not inline:  # "Compliance by month"
                labels.titles.append(Said(value.strip(), value, sheet.name, sheet.address(row, column)))
            at, place = sheet.address(row, column), (row, column) if inline else _value_place(sheet, row, column, until)
            if place:
                used.add(place)
                found: Value = inline or sheet.rows[place[0]][place[1]]
                labels.said.setdefault(name, []).append(Said(as_text(found), found, sheet.name, sheet.address(*place), label, sure, at))
            elif not sure:  # "Northmoor NHS Foundation Trust"
                labels.titles.append(Said(value.strip(), value, sheet.name, at))
    return labels


@lru_cache(maxsize=20_000)
def _label(text: str) -> tuple[str | None, str]:
    """Return the name of the label that `text` is, and the value that it carries after a colon."""
    head, colon, tail = text.partition(":")
    for candidate, inline in ((head, tail.strip()), (text, "")) if colon and tail.strip() else ((text, ""),):
        if len(words(candidate)) <= _LONGEST_LABEL and (name := _INDEX.best(candidate)):
            if not inline and (find_period(candidate) or parse_period(candidate) or any(map(is_part, title_ends(candidate)))):
                return None, ""  # "Return for March 2019" says its period itself: a title, with no value beside it
            return name, inline
    return None, ""


def kinds_of_labels(values: Iterable[Value]) -> set[str]:
    """Return what the labels among some cells are for: "organisation", "period"."""
    return {name for value in values if isinstance(value, str) for name, _, exact in _INDEX.matches(value.strip()) if exact}


def is_label(value: Value) -> bool:
    """Say whether a cell is a label and nothing more: "Trust" and "Name of trust" are, "Northmoor NHS Foundation Trust" is a value."""
    return isinstance(value, str) and _is_all_label(value)


@lru_cache(maxsize=20_000)
def _is_all_label(text: str) -> bool:
    found = _INDEX.matches(text.strip())
    return any(exact for _, _, exact in found) or (bool(found) and words(text) <= _OF_LABELS)


def heads_values(sheet: Sheet, row: int) -> bool:
    """Say whether a row has labels side by side, with their values below them, and so what is no known label there has its value below it too.

    Where all of the row are labels, one may have been left without its value.
    """
    filled = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
    if row + 1 >= len(sheet.rows) or not any(is_label(sheet.rows[row][one]) and is_label(sheet.rows[row][other]) for one, other in pairwise(filled)):
        return False
    below = sheet.rows[row + 1]
    given = {column for column, value in enumerate(below) if value != ""}
    fits = given == set(filled) or (bool(given) and given < set(filled) and all(is_label(sheet.rows[row][column]) for column in filled))
    return fits and not any(map(is_label, below))


def _label_of(sheet: Sheet, row: int, column: int) -> str:
    """Return the text that a title may be the value of: the one above it in a row of labels, else the one left of it."""
    is_below = row > 0 and heads_values(sheet, row - 1)
    text = sheet.rows[row - 1][column] if is_below else sheet.rows[row][column - 1] if column else ""
    return text.strip() if isinstance(text, str) else ""


def _value_place(sheet: Sheet, row: int, column: int, until: int) -> tuple[int, int] | None:
    if row + 1 < until and heads_values(sheet, row):
        return (row + 1, column) if sheet.rows[row + 1][column] != "" else None
    cells = sheet.rows[row]
    for right in range(column + 1, len(cells)):
        if cells[right] != "":
            if is_label(cells[right]):
                break
            return row, right
    if row + 1 < until and row + 1 < len(sheet.rows) and column < len(sheet.rows[row + 1]):
        below = sheet.rows[row + 1][column]
        if below != "" and not is_label(below) and not (isinstance(below, str) and is_label(below.partition(":")[0])):
            return row + 1, column
    return None


def iso_day(said: Said | None) -> str | None:
    """Return the ISO day of a date said, None where it is none."""
    if said is None:
        return None
    if isinstance(said.value, datetime):
        return said.value.date().isoformat()
    if isinstance(said.value, date):
        return said.value.isoformat()
    day = read_date(said.text)
    return day.isoformat() if day else None
