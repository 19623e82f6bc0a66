"""The look for person identifiers: a return is aggregate, so a file that names a child, a patient or an employee is held whole.

What is found is told by cell and kind, never by its value.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..warehouse.records import Issue
from .asides import package_text
from .identifiers import NHS_NUMBER, holds_many_nhs_numbers, kinds_in_text, may_be_issued
from .person_names import NAME, holds_labelled_name
from .sheet_look import SheetLook
from .tables import Table
from .values import as_text
from .workbook import Place, Sheet, Workbook

_MOST_LOOKED_AT = 5_000_000  # bytes of a file that is no spreadsheet


@dataclass(frozen=True, slots=True)
class Identifier:
    """A person identifier found: where, and of what kind. A property or file name has no cell."""

    sheet: str
    cell: str
    kind: str


def find_identifiers(workbook: Workbook, filename: str, tables: Mapping[str, Sequence[Table]] | None = None) -> list[Identifier]:
    """Return every identifier on any sheet (hidden ones too), in comments, properties, other texts and the file name, in reading order.

    `tables` are those recognised, by sheet: their layouts say which names are private there.
    """
    found = _in_file_name(filename)
    for text in workbook.properties:
        found.extend(Identifier("", "", f"{kind} in the document properties") for kind in kinds_in_text(text))
    for aside in (aside for aside in workbook.asides if not aside.raw):
        several = [NHS_NUMBER] if holds_many_nhs_numbers(aside.text) else []
        found.extend(Identifier("", "", f"{kind} in {aside.place}") for kind in (*kinds_in_prose(aside.text), *several))
    shown = {}
    for number, sheet in enumerate(workbook.sheets, start=1):
        in_name = list(_kinds_in_name(sheet.name))
        shown[sheet.name] = f"(sheet {number}, name withheld)" if in_name else sheet.name
        found.extend(Identifier("", "", f"{kind} in the name of sheet {number}") for kind in in_name)
    for comment in workbook.comments:
        where = shown.get(comment.sheet, comment.sheet)
        found.extend(Identifier(where, comment.cell, f"{kind} in a comment") for kind in kinds_in_prose(comment.text))
    for sheet in workbook.sheets:
        places = _in_own_list(sheet) if sheet.is_issues else SheetLook(sheet, (tables or {}).get(sheet.name, ())).find()
        found.extend(Identifier(shown[sheet.name], sheet.address(*place), kind) for place, kind in places)
    for aside in (aside for aside in workbook.asides if aside.raw and not found):  # the texts of cells would be told of twice
        of_lines = dict.fromkeys(kind for line in aside.text.splitlines() for kind in kinds_in_prose(line))
        found.extend(Identifier("", "", f"{kind} in {aside.place}") for kind in of_lines)
    return list(dict.fromkeys(found))


def _in_own_list(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """Look through a list of issues that came back: its columns quote others, so they head nothing; a sender may have written into it."""
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            for kind in kinds_in_prose(as_text(value)):
                yield (row, column), kind


def shows_identifier(text: str) -> bool:
    """Say whether a text shows an identifier wherever it stands: one that does is quoted to nobody."""
    return any(True for _ in kinds_in_prose(text))


def shown_name(name: str, sha256: str = "") -> str:
    """Return the name that a file is known by, everywhere that it is stored or shown: its own, but for one that holds an identifier."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # a name may hold bytes that are no text
    return " ".join(["(name withheld", sha256[:12]]).strip() + ")" if any(True for _ in _kinds_in_name(text)) else text


def find_in_unreadable(data: bytes, filename: str) -> list[Identifier]:
    """Return the identifiers of a file that cannot be read as a spreadsheet: in its name and its plain text, as of a web page."""
    text = package_text(data) or re.sub(r"<[^<>]*>", " ", data[:_MOST_LOOKED_AT].decode("latin-1"))
    inside = [Identifier("", "", f"{kind} in the text of the file") for kind in kinds_in_text(text)]
    return list(dict.fromkeys([*_in_file_name(filename), *inside]))


def _in_file_name(filename: str) -> list[Identifier]:
    return [Identifier("", "", f"{kind} in the file name") for kind in _kinds_in_name(filename)]


def kinds_in_prose(text: str) -> Iterator[str]:
    """Yield the kinds of identifier in free text."""
    yield from kinds_in_text(text, free=True)
    if holds_labelled_name(text):
        yield NAME


def _kinds_in_name(name: str) -> Iterator[str]:
    """Yield the kinds in the name of a file or sheet, where words are often parted by underscores and a number stands bare."""
    plain = re.sub(r"[_\W]+", lambda found: found[0] if "-" in found[0] else " ", name)
    yield from kinds_in_text(plain)
    if any(may_be_issued(digits) for digits in re.findall(r"(?<!\d)\d{10}(?!\d)", plain)):
        yield "an NHS number"


def describe(found: list[Identifier]) -> str:
    """Return one sentence that names the kinds and the cells, a few of each."""
    counts = Counter(item.kind for item in found)
    parts = []
    for kind, count in counts.items():
        cells = [f"{item.sheet + ' ' if item.sheet else ''}{item.cell}" for item in found if item.kind == kind and item.cell][:5]
        where = f" ({', '.join(cells)}{' and more' if count > len(cells) else ''})" if cells else ""
        parts.append(f"{kind}{where}")
    return f"The file holds person identifiers: {'; '.join(parts)}. Nothing of it was kept. Please ask for the return again with counts alone."


def identifier_issues(found: list[Identifier]) -> list[Issue]:
    """Return the issues that tell of identifiers, by place and kind."""
    cure = "Please take it out, and send counts alone. Nothing of the file was kept."
    return [Issue(item.sheet, item.cell, "block", "person_identifier", "withheld", f"counts alone, not {item.kind}", cure) for item in found[:200]]
