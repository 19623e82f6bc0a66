"""The look for person identifiers: a return is aggregate, so a file that names a child, a patient or an employee is held whole.

What is found is told by cell and kind, never by its value.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ..layouts.words import words
from ..periods import parse_date
from .values import as_text
from .workbook import Sheet, Value, Workbook, address

_TEN_DIGITS = re.compile(r"(?<![\d+])(\d{3})([ -]?)(\d{3})([ -]?)(\d{4})(?!\d)")
_NATIONAL_INSURANCE = re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[A-HJKPSTUW\d]?|[A-HK-Y]\d[ABEHMNPRVWXY\d]?) ?\d[ABD-HJLNP-UW-Z]{2})\b")
# in small letters "l3 1st session" would pass for one, so ordinals are let through
_SMALL_POSTCODE = re.compile(_POSTCODE.pattern.lower().replace(" ?\\d[abd", " ?(?!\\d(?:st|nd|rd|th)\\b)\\d[abd"))
_TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")
_BIRTH = ({"dob"}, {"date", "birth"}, {"d", "o", "b"}, {"birth", "dat"}, {"born"})
_CERTIFICATE = ({"dbs", "number"}, {"dbs", "no"}, {"certificate"}, {"disclosure"})
_ADDRESS = ({"address"}, {"postcode"}, {"post", "code"})
_PEOPLE = {
    "child",
    "childs",
    "children",
    "patient",
    "client",
    "resident",
    "infant",
    "baby",
    "pupil",
    "employee",
    "staff",
    "parent",
    "mother",
    "victim",
    "user",
    "case",
}
_NOT_PEOPLE = {"group", "course", "organisation", "provider", "practice", "role", "team"}
_BARE_PEOPLE = [frozenset({word}) for word in ("child", "patient", "employee", "client", "resident", "pupil")]
_NAME_ALONE = ({"surname"}, {"forename"}, {"first", "name"}, {"last", "name"}, {"family", "name"}, {"full", "name"}, {"given", "name"})


@dataclass(frozen=True, slots=True)
class Identifier:
    """A person identifier found: where, and of what kind. A property or file name has no cell."""

    sheet: str
    cell: str
    kind: str


def find_identifiers(workbook: Workbook, filename: str) -> list[Identifier]:
    """Return every identifier on any sheet (hidden ones too), in comments, properties and the file name, in reading order."""
    found = [Identifier("", "", f"{kind} in the file name") for kind in _kinds_in_text(filename)]
    for text in workbook.properties:
        found.extend(Identifier("", "", f"{kind} in the document properties") for kind in _kinds_in_text(text))
    for comment in workbook.comments:
        found.extend(Identifier(comment.sheet, comment.cell, f"{kind} in a comment") for kind in _kinds_in_text(comment.text, free=True))
    for sheet in workbook.sheets:
        found.extend(_in_sheet(sheet))
    return list(dict.fromkeys(found))


def names_a_person(filename: str) -> bool:
    """Say whether a file name itself holds an identifier."""
    return any(True for _ in _kinds_in_text(filename))


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits pass the modulus 11 check of the NHS number (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(digits[9])


def _kinds_in_text(text: str, *, free: bool = False) -> Iterator[str]:
    """Yield the kinds of identifier that a text holds by its form alone."""
    for match in _TEN_DIGITS.finditer(text):
        spaced = bool(match[2] and match[4])
        if is_nhs_number(match[1] + match[3] + match[5]) and (spaced or "nhs" in text.casefold()):
            yield "an NHS number"
    if _NATIONAL_INSURANCE.search(text.upper()):
        yield "a National Insurance number"
    if free and _holds_postcode(text):
        yield "a full postcode"


def _holds_postcode(text: str) -> bool:
    return bool(_POSTCODE.search(text) or _SMALL_POSTCODE.search(text))


def find_in_bytes(data: bytes) -> bool:
    """Say whether a file that cannot be read as a spreadsheet shows an identifier in its plain bytes, as a web page would."""
    return any(True for _ in _kinds_in_text(data[:5_000_000].decode("latin-1")))


def _in_sheet(sheet: Sheet) -> Iterator[Identifier]:
    width = max((len(row) for row in sheet.rows), default=0)
    for column in range(width):
        cells = [(row, cells[column]) for row, cells in enumerate(sheet.rows) if column < len(cells) and cells[column] != ""]
        heading: frozenset[str] = frozenset()
        numbers = _nhs_rows(cells)
        for row, value in cells:
            text = as_text(value)
            beside = words(as_text(sheet.rows[row][column - 1])) if column else frozenset()
            for kind in _kinds(value, text, heading, beside, row in numbers):
                yield Identifier(sheet.name, address(row, column), kind)
            # what stands under a heading for identifiers may be words too ("Not known"), and must not pass for the next heading
            if isinstance(value, str) and not _heads_identifiers(heading) and not any(letter.isdigit() for letter in text) and len(text) <= 60:
                heading = words(text)


def _kinds(value: Value, text: str, heading: frozenset[str], beside: frozenset[str], in_nhs_column: bool) -> Iterator[str]:
    """Yield the kinds of identifier in one cell, given the words above it in its column and of the cell to its left."""
    near = (heading, beside)
    by_form = list(_kinds_in_text(text))
    digits = re.sub(r"\D", "", text)
    if in_nhs_column or (is_nhs_number(digits) and any("nhs" in given for given in near)):
        by_form.append("an NHS number")
    yield from dict.fromkeys(by_form)
    if (isinstance(value, date | datetime) or parse_date(text)) and any(wanted <= given for wanted in _BIRTH for given in near):
        yield "a date of birth"
    if _TWELVE_DIGITS.search(text) and any(wanted <= given for wanted in _CERTIFICATE for given in near):
        yield "a DBS certificate number"
    if _holds_postcode(text) and not (any(wanted <= beside for wanted in _ADDRESS) or _names_a_body(heading)):
        yield "a full postcode"
    if isinstance(value, str) and _heads_people(heading):
        yield "a person's name"


def _nhs_rows(cells: list[tuple[int, Value]]) -> set[int]:
    """Return the rows of a column's ten-digit numbers where most pass the check: one in eleven would by chance."""
    digits = {row: re.sub(r"[ -]", "", as_text(value)) for row, value in cells}
    ten = [row for row, text in digits.items() if len(text) == 10 and text.isdigit() and not text.startswith("0")]
    good = [row for row in ten if is_nhs_number(digits[row])]
    return set(good) if len(good) >= 3 and len(good) * 2 > len(ten) else set()


def _heads_identifiers(heading: frozenset[str]) -> bool:
    return _heads_people(heading) or "nhs" in heading or any(wanted <= heading for wanted in (*_BIRTH, *_CERTIFICATE))


def _names_a_body(heading: frozenset[str]) -> bool:
    return bool(heading & {"practice", "organisation", "provider", "trust", "surgery", "office", "service", "team", "contact"})


def _heads_people(heading: frozenset[str]) -> bool:
    """Say whether a column heading is for the names of people: "Child's name", "Surname", "Name of employee"."""
    if any(wanted <= heading for wanted in _NAME_ALONE) or heading in _BARE_PEOPLE:
        return True
    return "name" in heading and len(heading) <= 4 and bool(heading & _PEOPLE) and not heading & _NOT_PEOPLE


def describe(found: list[Identifier]) -> str:
    """Return one sentence that names the kinds and the cells, a few of each."""
    counts = Counter(item.kind for item in found)
    parts = []
    for kind, count in counts.items():
        cells = [f"{item.sheet + ' ' if item.sheet else ''}{item.cell}" for item in found if item.kind == kind and item.cell][:5]
        where = f" ({', '.join(cells)}{' and more' if count > len(cells) else ''})" if cells else ""
        parts.append(f"{kind}{where}")
    return f"The file holds person identifiers: {'; '.join(parts)}. Nothing of it was kept. Please ask for the return again with counts alone."
