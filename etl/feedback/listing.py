"""The list of issues: a last sheet in the sender's own workbook, or the one sheet of a workbook of its own."""

from collections.abc import Sequence

from ...layouts.outgoing import ISSUES_SHEET
from ..workbook import address
from .entry import Entry
from .formats import EMPTY_FORMATS, Looks, add_looks
from .outline import Refused, inside, outline, put, text
from .package import Package, new_package
from .worksheet import MAIN, OFFICE_RELATIONS

_HEADINGS = ("Sheet", "Cell", "What was found", "What was expected", "What to do")
_WIDTHS = (22, 10, 44, 44, 60)
_FIRST_ROW = 6
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def add_list(package: Package, workbook: str, filename: str, advice: Sequence[str], entries: Sequence[Entry]) -> None:
    """Add the list as the last sheet. Raises Refused where the workbook's sheets or formats cannot be added to."""
    data = package.read(workbook)
    root = outline(data)
    sheets = root.child("sheets")
    if root.namespace != MAIN or sheets is None:
        raise Refused("of the way it was saved")
    looks = _looks(package, workbook)
    names = [sheet.attributes.get("name", "") for sheet in sheets.children]
    folder = workbook.rpartition("/")[0]
    part = package.free(f"{folder}/worksheets/sheet{{}}.xml" if folder else "worksheets/sheet{}.xml")
    package.add(part, _SHEET_TYPE, _sheet(filename, advice, entries, set(names), looks))
    relation = package.relate(workbook, "worksheet", part)
    number = max((int(sheet.attributes.get("sheetId", "0")) for sheet in sheets.children), default=0) + 1
    made = b'<%ssheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>' % (
        root.prefix.encode(),
        text(_free_name(names)),
        number,
        OFFICE_RELATIONS.encode(),
        text(relation),
    )
    package.write(workbook, put(data, inside(data, sheets, made)))


def list_alone(filename: str, advice: Sequence[str], entries: Sequence[Entry]) -> bytes:
    """Return a workbook that holds the list and nothing else."""
    package = new_package("xl/workbook.xml", _WORKBOOK_TYPE, f'<workbook xmlns="{MAIN}"><sheets></sheets></workbook>'.encode())
    package.add("xl/styles.xml", _STYLES_TYPE, EMPTY_FORMATS)
    package.relate("xl/workbook.xml", "styles", "xl/styles.xml")
    add_list(package, "xl/workbook.xml", filename, advice, entries)
    return package.whole()


def _looks(package: Package, workbook: str) -> Looks:
    part = package.related(workbook, "styles")
    if not part:
        return Looks()
    data, looks = add_looks(package.read(part))
    package.write(part, data)
    return looks


def _free_name(names: Sequence[str]) -> str:
    taken = {name.casefold() for name in names}
    numbered = (f"{ISSUES_SHEET} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in (ISSUES_SHEET, *numbered) if name.casefold() not in taken)


def _sheet(filename: str, advice: Sequence[str], entries: Sequence[Entry], names: set[str], looks: Looks) -> bytes:
    linked = [entry.cell != "" and entry.sheet in names for entry in entries]
    rows = [
        _row(1, [f"To put right in {filename}"], [looks.title]),
        *(_row(number, [line], [looks.note]) for number, line in enumerate(advice, start=2)),
        _row(_FIRST_ROW - 1, _HEADINGS, [looks.heading] * len(_HEADINGS)),
    ]
    for number, (entry, link) in enumerate(zip(entries, linked, strict=True), start=_FIRST_ROW):
        values = (entry.sheet or ("" if entry.cell else "The whole file"), entry.cell, entry.found, entry.expected, entry.cure)
        rows.append(_row(number, values, [looks.text, looks.link if link else looks.text, looks.text, looks.text, looks.text]))
    columns = b"".join(b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (i, i, width) for i, width in enumerate(_WIDTHS, start=1))
    links = b"".join(_link(number, entry) for number, (entry, link) in enumerate(zip(entries, linked, strict=True), start=_FIRST_ROW) if link)
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        b'<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
        b"</sheetView></sheetViews>"
        b'<sheetFormatPr defaultRowHeight="15"/><cols>%s</cols><sheetData>%s</sheetData>%s'
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ) % (
        MAIN.encode(),
        _FIRST_ROW - 1,
        _FIRST_ROW,
        columns,
        b"".join(rows),
        b"<hyperlinks>%s</hyperlinks>" % links if links else b"",
    )


def _row(number: int, values: Sequence[str], formats: Sequence[int]) -> bytes:
    cells = [
        b'<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
        % (address(number - 1, column).encode(), b' s="%d"' % look if look else b"", text(value))  # a workbook may have no formats
        for column, (value, look) in enumerate(zip(values, formats, strict=True))
    ]
    return b'<row r="%d">%s</row>' % (number, b"".join(cells))


def _link(number: int, entry: Entry) -> bytes:
    quoted = entry.sheet.replace("'", "''")
    return b'<hyperlink ref="B%d" location="%s" display="%s"/>' % (number, text(f"'{quoted}'!{entry.cell}"), text(entry.cell))
