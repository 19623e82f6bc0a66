"""The look for person identifiers on one sheet: each cell by its form, by the heading above it and by the labels to its left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from ..layouts import PRIVATE
from ..layouts.words import words
from ..periods import holds_day
from . import identifiers as kinds
from .asking import LONGEST_HEADING, Heading, asked_by, head_with
from .labels import is_label
from .person_names import NAME, asks_for_private_name, holds_labelled_name, is_bare_person, is_pseudonym, may_be_name, reads_like_name
from .postcodes import holds_home_postcode, is_of_a_body, is_of_a_home
from .tables import Table
from .values import as_text
from .workbook import Place, Sheet, Value

_PARTING = re.compile(r"[ \u00a0.-]")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d{1,6}(?:\.\d+)?%?")
_AMOUNT = re.compile(r"\d+\.\d{1,3}|\d{5}[ -]+\d{5}")
"""Ten digits that are no number of three, three and four: an amount, and from one number to another."""
_ADDRESS = frozenset({"address", "postcode", "post"})
_CERTIFICATE = 12  # digits
_REFERENCE = frozenset({"ref", "reference", "no", "code", "id", "case", "number", "sar"})


@dataclass(slots=True)
class SheetLook:
    """One sheet under the look, with the tables that were recognised on it."""

    sheet: Sheet
    tables: Sequence[Table] = ()
    lefts: dict[int, str] = field(default_factory=dict)
    firsts: dict[int, str] = field(default_factory=dict)
    asked_rows: dict[int, bool] = field(default_factory=dict)

    def find(self) -> Iterator[tuple[Place, str]]:
        """Yield the place and kind of each identifier, column by column."""
        width = max((len(row) for row in self.sheet.rows), default=0)
        for column in range(width):
            cells = [
                (row, value, as_text(value))
                for row, cells in enumerate(self.sheet.rows)
                if column < len(cells) and ((value := cells[column]) != "" or (row, column) in self.sheet.formulas)
            ]
            yield from self._in_column(column, cells)
        for place, texts in self.sheet.formulas.items():
            if place[0] >= len(self.sheet.rows) or place[1] >= len(self.sheet.rows[place[0]]):  # past all that the sheet shows
                yield from self._in_formula(place, texts, Heading())

    def _in_column(self, column: int, cells: list[tuple[int, Value, str]]) -> Iterator[tuple[Place, str]]:
        heading = Heading()
        numbers = _nhs_rows(cells)
        formulas = {row: texts for row, _, _ in cells if (texts := self.sheet.formulas.get((row, column)))} if self.sheet.formulas else {}
        of_formulas = _nhs_rows([(row, text, text) for row, texts in formulas.items() for text in texts]) if formulas else set()
        heads = {table.heading_row: table for table in self.tables}
        for row, value, text in cells:
            if row in formulas:
                yield from self._in_formula((row, column), formulas[row], heading, in_column=row in of_formulas)
            if not text:
                continue
            found = self._kinds(row, column, value, text, heading)
            if row in numbers:
                found.append(kinds.NHS_NUMBER)
            for kind in dict.fromkeys(found) if found else ():
                yield (row, column), kind
            if isinstance(value, str) and (row in heads or self._is_heading(row, column, text, heading)):
                heading = head_with(row, column, text, heads.get(row))
            self.lefts[row] = text
            self.firsts.setdefault(row, text)

    def _is_heading(self, row: int, column: int, text: str, above: Heading) -> bool:
        """Say whether a text could head the cells below it; under a heading for identifiers ("Not known") only another label does."""
        if len(text) > LONGEST_HEADING:
            return False
        if _DIGIT.search(text):
            return above.asked is None and is_pseudonym(text)
        if above.asked is None and not above.private and above.table is None:
            return True
        return _asks(text) or self._is_form_label(row, column, above)

    def _is_form_label(self, row: int, column: int, above: Heading) -> bool:
        """Say whether a text has a value to its right where the heading above it has none: a label of a form, not a value of a list."""
        return self._right(row, column) and not self._right(above.row, column)

    def _right(self, row: int, column: int) -> bool:
        cells = self.sheet.rows[row]
        return column + 1 < len(cells) and cells[column + 1] != ""

    def _kinds(self, row: int, column: int, value: Value, text: str, heading: Heading) -> list[str]:
        """Return the kinds of identifier in one cell."""
        left, first = self.lefts.get(row, ""), self.firsts.get(row, "")
        found: list[str] = []
        if isinstance(value, str):
            found += _by_form(text)
            if _has_home_postcode(text) and self._is_of_a_person(row, text, heading, left, first):
                found.append(kinds.POSTCODE)
            if self._is_name(row, column, text, heading, left, first):
                found.append(NAME)
        for kind in (heading.asked, asked_by(left), asked_by(first)):
            if kind and _answers(kind, value, text):
                found.append(kind)
        if len(text) == _CERTIFICATE and _is_certificate_on(heading, text):
            found.append(kinds.CERTIFICATE)
        return found

    def _in_formula(self, place: Place, texts: tuple[str, ...], heading: Heading, *, in_column: bool = False) -> Iterator[tuple[Place, str]]:
        """Yield the kinds of identifier that a formula holds, whatever it shows: each text is looked at as its cell's value would be.

        `in_column` where the formulas of its column hold several NHS numbers.
        """
        found = [kind for text in texts for kind in self._kinds(*place, text, text, heading)]
        yield from ((place, f"{kind} in a formula") for kind in dict.fromkeys([*found, *([kinds.NHS_NUMBER] if in_column else [])]))

    def _is_name(self, row: int, column: int, text: str, heading: Heading, left: str, first: str) -> bool:
        if heading.asked == NAME and may_be_name(text) and not self._is_form_label(row, column, heading) and asked_by(text) is None:
            return True
        if heading.person and reads_like_name(text) and not self._is_of_figures(row, column, heading):
            return True
        if heading.pseudonym and "name" in words(first) | words(left) and may_be_name(text):
            return True
        if heading.pseudonym and asks_for_private_name(words(first), PRIVATE) and may_be_name(text):
            return True
        return _is_private_name(text, heading) or self._is_name_beside(row, text, left)

    def _is_of_figures(self, row: int, column: int, heading: Heading) -> bool:
        """Say whether a text below one that says of whom ("Adults") heads figures, or is what figures beside it are of, in a part of a table.

        A figure stands right below it, or right of it where the heading is alone in its row.
        """
        below = self.sheet.rows[row + 1] if row + 1 < len(self.sheet.rows) else []
        if column < len(below) and _FIGURE.fullmatch(as_text(below[column])):
            return True
        cells, heads = self.sheet.rows[row], self.sheet.rows[heading.row]
        is_title = len(heads) - heads.count("") == 1
        return is_title and column + 1 < len(cells) and bool(_FIGURE.fullmatch(as_text(cells[column + 1])))

    def _is_name_beside(self, row: int, text: str, left: str) -> bool:
        """Say whether a text right of a label for a name is one; a row of headings is not."""
        if asked_by(left) != NAME and not (left.endswith(":") and is_bare_person(words(left))):
            return False
        others = [as_text(cell) for cell in self.sheet.rows[row] if cell != ""][1:]
        return all(reads_like_name(other, 1 if len(others) == 1 else 2) for other in others) and asked_by(text) is None

    def _is_of_a_person(self, row: int, text: str, heading: Heading, left: str, first: str) -> bool:
        """Say whether a postcode that may be of a home is that of a person, and not of a body, as what it stands in and what stands around say."""
        beside, said = words(left), words(text)
        if is_of_a_home(said) and not is_of_a_body(said):
            return True
        if is_of_a_home(beside) or is_of_a_home(heading.given) or heading.pseudonym or self._row_asks(heading.row):
            return True
        if is_of_a_body(heading.given) or is_of_a_body(beside) or beside & _ADDRESS:
            return False
        whole = all(part.isupper() or part.isdigit() or part.istitle() for part in re.findall(r"\w+", text)) or len(text) <= 8
        if heading.given & _REFERENCE and not heading.given & _ADDRESS:
            return not whole
        return not (whole and self._row_is_of_bodies(row, heading))

    def _row_asks(self, row: int) -> bool:
        """Say whether a heading row has a heading for identifiers of people in it."""
        if row not in self.asked_rows:
            texts = [cell for cell in self.sheet.rows[row] if isinstance(cell, str)] if row >= 0 else []
            self.asked_rows[row] = any(asked_by(text) or is_bare_person(words(text)) for text in texts)
        return self.asked_rows[row]

    def _row_is_of_bodies(self, row: int, heading: Heading) -> bool:
        """Say whether a table lists bodies: practices, schools or sites, whose addresses are public; a list of cases is none."""
        if heading.row >= 0 and any("case" in words(cell) for cell in self.sheet.rows[heading.row] if isinstance(cell, str)):
            return False
        rows = [self.sheet.rows[row], *([self.sheet.rows[heading.row]] if heading.row >= 0 else [])]
        return any(is_of_a_body(words(cell)) for cells in rows for cell in cells if isinstance(cell, str))


@lru_cache(maxsize=20_000)
def _by_form(text: str) -> tuple[str, ...]:
    """Return the kinds that a text shows by itself; cached, as returns repeat their texts."""
    return (*kinds.kinds_in_text(text), *([NAME] if holds_labelled_name(text) else []))


@lru_cache(maxsize=20_000)
def _asks(text: str) -> bool:
    """Say whether a text is a label, or asks for an identifier or a name."""
    given = words(text)
    if asked_by(text) is not None or is_bare_person(given) or asks_for_private_name(given, PRIVATE):
        return True
    return text.endswith(":") or is_label(text)


@lru_cache(maxsize=20_000)
def _has_home_postcode(text: str) -> bool:
    return holds_home_postcode(text)


def _answers(kind: str, value: Value, text: str) -> bool:
    """Say whether a cell gives the identifier that a heading or label asks for."""
    digits = _PARTING.sub("", text)
    if kind == kinds.BIRTH:
        return isinstance(value, date | datetime) or kinds.is_birth(text) or holds_day(text)
    if kind == kinds.NHS_NUMBER:
        return kinds.is_nhs_number(digits)
    if kind == kinds.CERTIFICATE:
        return digits.isdecimal() and 10 <= len(digits) <= 12
    return kind == kinds.INSURANCE and kinds.is_insurance_number(text)


def _is_certificate_on(heading: Heading, text: str) -> bool:
    """Say whether twelve digits stand in a table whose layout declares certificates private, whatever their heading."""
    if heading.table is None or not text.isdecimal():
        return False
    return any(asked_by(private) == kinds.CERTIFICATE for private in heading.table.layout.private)


def _is_private_name(text: str, heading: Heading) -> bool:
    """Say whether a text is a name below a private heading; where that could head a list of groups, it has to read like one."""
    return heading.private and may_be_name(text) and (heading.sure or reads_like_name(text))


def _nhs_rows(cells: list[tuple[int, Value, str]]) -> set[int]:
    """Return the rows of a column's ten-digit numbers where at least two, and half of them, pass the check: one in eleven would by chance."""
    long = ((row, text) for row, _, text in cells if len(text) >= 10 and not text[0].isalpha() and not _AMOUNT.fullmatch(text))
    ten = {row: digits for row, text in long if len(digits := _PARTING.sub("", text)) == 10 and digits.isdecimal()}
    different = {digits for digits in ten.values() if not digits.startswith("0")}
    good = {digits for digits in different if kinds.may_be_issued(digits)}
    return {row for row, digits in ten.items() if digits in good} if len(good) >= 2 and len(good) * 2 >= len(different) else set()
