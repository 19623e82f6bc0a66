"""The sender's own workbook with a note at each cell concerned and a last sheet that lists them; all else in it is as it came."""

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .entry import Entry
from .listing import add_list
from .notes import add_notes, noted_cells
from .outline import Refused, outline
from .package import Package
from .worksheet import Worksheet, place

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"
_ENDINGS = {
    _MAIN_TYPE.format("sheet"): ".xlsx",
    _MAIN_TYPE.format("template"): ".xltx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
}
_HAS_ITS_OWN = "The cell has a comment of its own, which was left as it is."


def annotate(data: bytes, filename: str, advice: Sequence[str], entries: Sequence[Entry]) -> tuple[bytes, str]:
    """Return the marked workbook, and the ending that its file must have for Excel to open it.

    Raises Refused where it cannot be marked without a risk: signed, shared, or written in a way that a splice does not fit.
    """
    try:
        package = Package(data)
        workbook = package.related("", "officeDocument")
        ending = _ENDINGS.get(package.content_type(workbook), "")
        if not ending:
            raise Refused("it is not an .xlsx workbook")
        _refuse_risks(package, workbook)
        listed = list(entries)
        for name, part in _worksheets(package, workbook).items():
            listed = _mark(package, name, part, listed)
        add_list(package, workbook, filename, advice, listed)
        return package.whole(), ending
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise Refused("of the way it was saved") from None


def _refuse_risks(package: Package, workbook: str) -> None:
    """Refuse what a splice would spoil: a signature of the whole, and the record of changes of a shared workbook."""
    if any(kind == "origin" for kind, _ in package.relations("").values()) or any(name.startswith("_xmlsignatures/") for name in package.names):
        raise Refused("it is digitally signed")
    if any(kind in ("revisionHeaders", "usernames") for kind, _ in package.relations(workbook).values()):
        raise Refused("it is a shared workbook")


def _worksheets(package: Package, workbook: str) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name."""
    relations = package.relations(workbook)
    found = {}
    for sheet in outline(package.read(workbook)).grandchildren("sheets"):
        kind, part = relations.get(sheet.attributes.get("id", ""), ("", ""))
        if kind == "worksheet":
            found[sheet.attributes.get("name", "")] = part
    return found


def _mark(package: Package, name: str, part: str, entries: list[Entry]) -> list[Entry]:
    """Put the notes of one sheet in; return the entries, with a word at those whose cell has a comment of its own."""
    concerned = [entry for entry in entries if entry.sheet == name and place(entry.cell)]
    if not concerned:
        return entries
    worksheet = Worksheet(package.read(part))
    shown = {entry.cell: worksheet.shown_at(entry.cell) for entry in concerned}
    taken = noted_cells(package, part) & set(shown.values())
    notes: dict[str, list[Entry]] = {}
    for entry in concerned:
        if shown[entry.cell] not in taken:
            notes.setdefault(shown[entry.cell], []).append(entry)
    if notes:
        add_notes(package, part, {cell: _words(found) for cell, found in notes.items()})
    return [
        replace(entry, cure=f"{entry.cure} {_HAS_ITS_OWN}") if entry.sheet == name and shown.get(entry.cell) in taken else entry for entry in entries
    ]


def _words(entries: Iterable[Entry]) -> str:
    return "\n\n".join(f"Found: {entry.found}\nExpected: {entry.expected}\nTo do: {entry.cure}" for entry in entries)
