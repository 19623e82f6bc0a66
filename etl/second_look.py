"""What the quick reader does not tell of an .xlsx sheet: errors, formulas without a value, percent formats, fills, hidden rows and columns.

A sheet is looked at again only where its bytes say that there is something to see.
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree
from xml.parsers import expat

from . import limits
from .colours import solid_fills, theme_colours
from .formula_texts import formula_texts
from .number_formats import BUILT_IN_PERCENT, percent_decimals
from .package_parts import main_part, parse, part_bytes, relations
from .seen import TOO_MANY, is_far
from .workbook import Comment, Place, Sheet, Unreadable, column_index

_WORTH_A_LOOK = re.compile(rb"""t=["']e["']|<(?:\w+:)?f[ >/]|hidden=["'](?:1|true)["']""")
_WORTH_LETTERS = (b'"e"', b"'e'", b"<f", b":f", b"hidden=")
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{3}\d+|[A-Za-z]{0,2}\d{5,})["']""")
_TALL = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*\d{4}["']""")
_WIDE = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{2}\d""")
_FORMAT = re.compile(rb"""\ss=["'](\d+)["']""")
_PREFIXED = re.compile(rb"[^>]</\w+:v>|</\w+:is>")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # as UTF-16 begins
_THEMED_FILL = re.compile(rb"fgColor[^>]+theme=")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_PLAIN_CELL = re.compile(rb"""<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,9})")?(?: t="[a-zA-Z]+")?\s?/?>""")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})$")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})$")
_LARGE = 5_000_000  # bytes of a sheet that is worth going through for rows without a value
# one that is followed by a row without a number is left, as that would take its place
_BLANK_ROW = re.compile(rb"""<row [^>]*?(?:/>|>(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?\s?/>|\s)*</row>)\s*(?=<row (?:[^>]*\s)?r="|</sheetData>)""")


@dataclass(slots=True)
class Package:
    """The parts of an .xlsx file: sheet name to part, cell format to decimals of its percentage or to the colour of its fill.

    `read` are the parts of comments that a sheet leads to.
    """

    archive: zipfile.ZipFile
    sheets: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    styles: str = ""
    strings: str = ""
    data: dict[str, bytes] = field(default_factory=dict)
    percent_formats: dict[int, int] = field(default_factory=dict)
    fills: dict[int, str] = field(default_factory=dict)
    days_from_1904: bool = False
    read: set[str] = field(default_factory=set)


def open_package(archive: zipfile.ZipFile) -> Package:
    """Read the lists of sheets and formats. Raises ElementTree.ParseError or KeyError where the package is not whole."""
    package = Package(archive)
    workbook = main_part(archive, "workbook.xml")
    folder = posixpath.dirname(workbook)
    targets = relations(archive, workbook)
    by_kind = {kind.rpartition("/")[2]: target for kind, target in targets.values()}
    package.styles = by_kind.get("styles", posixpath.join(folder, "styles.xml"))
    package.strings = by_kind.get("sharedStrings", posixpath.join(folder, "sharedStrings.xml"))
    for element in parse(archive, workbook).iter():
        if element.tag.rpartition("}")[2] == "workbookPr":
            package.days_from_1904 = element.get("date1904") in ("1", "true")
        if element.tag.rpartition("}")[2] == "sheet":
            kind, target = targets.get(next((value for name, value in element.attrib.items() if name.endswith("}id")), ""), ("", ""))
            if kind.endswith(("/chartsheet", "/dialogsheet", "/xlMacrosheet")):
                continue
            if (name := element.get("name", "")) in package.sheets:
                raise Unreadable("damaged_file", f"Two sheets of the workbook have the name {name!r}. Please rename one and send it again.")
            package.sheets[name] = target
            if element.get("state", "visible") != "visible":
                package.hidden.add(name)
    if package.styles in archive.NameToInfo:
        styles = archive.read(package.styles)
        themes = [target for kind, target in targets.values() if kind.endswith("/theme") and target in archive.NameToInfo]
        theme = archive.read(themes[0]) if themes and _THEMED_FILL.search(styles) else b""
        package.percent_formats, package.fills = _formats(styles, theme)
    return package


def asks_for_care(package: Package) -> bool:
    """Say whether a sheet's furthest value would make a dense reading very large. Raises Unreadable where a sheet has more than any return."""
    for part in package.sheets.values():
        data = sheet_bytes(package, part)
        if _written(data) > limits.CELLS:
            raise Unreadable("too_large", TOO_MANY)
        if _may_be_far(data):
            look = _look(data, Package(package.archive))
            if is_far(look.last_row, look.last_column):
                return True
    return False


def holds_all(package: Package, sheet: Sheet) -> bool:
    """Say whether the quick reader gave a value for each cell that has one; it leaves some out without a word, as where a text is in CDATA."""
    data = sheet_bytes(package, package.sheets.get(sheet.name, ""))
    return sheet.filled >= _written(data) and data[:2] not in _WIDE_MARKS


def _written(data: bytes) -> int:
    """Return how many cells of a sheet are written with a value that is no error."""
    values = data.count(b"</v>") - data.count(b"<v></v>") + data.count(b"</is>") or sum(1 for _ in _PREFIXED.finditer(data))
    return values - data.count(b't="e"') - data.count(b"t='e'")


def look_again(package: Package, sheet: Sheet) -> None:
    """Add to `sheet` what its values do not say."""
    sheet.days_from_1904 = package.days_from_1904
    data = sheet_bytes(package, package.sheets.get(sheet.name, ""))
    formats = {*package.percent_formats, *package.fills}
    if not _is_worth_a_look(data):
        if not formats:
            return
        if (found := _plainly_written(data)) is not None:
            sheet.percent = {place: package.percent_formats[style] for place, style in found if style in package.percent_formats}
            sheet.fills = {place: package.fills[style] for place, style in found if style in package.fills}
            return
        if not _formats_used(data) & formats:
            return
    look_through(package, sheet, data)


def look_through(package: Package, sheet: Sheet, data: bytes) -> None:
    """Add to `sheet` all that its XML says beside its values."""
    look = _look(data, package)
    sheet.days_from_1904, sheet.merged = package.days_from_1904, sheet.merged or look.merged
    sheet.errors, sheet.uncached, sheet.percent, sheet.fills = look.errors, look.uncached, look.percent, look.fills
    sheet.hidden_rows, sheet.hidden_columns, sheet.formulas = look.hidden_rows, look.hidden_columns, look.formulas


def sheet_bytes(package: Package, part: str) -> bytes:
    """Return the XML of a sheet; of a large one without the rows that hold nothing, such as those formatted down to the last."""
    if part not in package.data:
        data = part_bytes(package.archive, part)
        package.data[part] = _BLANK_ROW.sub(b"", data) if len(data) > _LARGE else data
    return package.data[part]


def _may_be_far(data: bytes) -> bool:
    """Say whether a sheet's furthest cell may lie far enough to ask where it is; one in another encoding than UTF-8 is asked."""
    return bool(_FAR.search(data) or (_TALL.search(data) and _WIDE.search(data))) or data[:2] in _WIDE_MARKS


def _plainly_written(data: bytes) -> list[tuple[Place, int]] | None:
    """Return the cells that have a format, with its number, where every cell is written as programs mostly do; None where one is not.

    It is a tenth of the cost of parsing the sheet, and enough where formats are all that there is to see.
    """
    cells = _PLAIN_CELL.findall(data)
    written = len(_CELL.findall(data)) if b":c" in data else data.count(b"<c ") + data.count(b"<c>") + data.count(b"<c/")
    if len(cells) != written:
        return None
    return [((int(row) - 1, column_index(letters.decode())), int(style)) for letters, row, style in cells if style]


def _is_worth_a_look(data: bytes) -> bool:
    """Say whether a sheet has errors, formulas, or rows or columns that are hidden; the letters alone tell at once that most have none."""
    return any(letters in data for letters in _WORTH_LETTERS) and _WORTH_A_LOOK.search(data) is not None


def _formats_used(data: bytes) -> set[int]:
    return {int(number) for number in _FORMAT.findall(data)}


def comments(package: Package) -> list[Comment]:
    """Return the comments and notes of each sheet, for the look for person identifiers; those that no sheet leads to are asides."""
    found = []
    for name, part in package.sheets.items():
        for kind, target in relations(package.archive, part).values():
            if kind.endswith(("/comments", "/threadedComment")) and target in package.archive.namelist():
                package.read.add(target)
                for element in parse(package.archive, target).iter():
                    if element.tag.rpartition("}")[2] in ("comment", "threadedComment"):
                        # beside its texts may stand numbers of its layout
                        texts = [run.text or "" for run in element.iter() if run.tag.endswith(("}t", "}text"))]
                        found.append(Comment(name, element.get("ref", ""), "".join(texts)))
    return found


@dataclass(slots=True)
class _Look:
    package: Package
    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    percent: dict[Place, int] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    last_row: int = -1
    last_column: int = -1
    row: int = -1
    column: int = -1
    attributes: dict[str, str] = field(default_factory=dict)
    formula: bool = False
    text: list[str] | None = None
    value: str = ""
    inline: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._place(attributes)
            self.attributes, self.formula, self.value, self.inline = attributes, False, "", False
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)
        elif name == "f":
            self.formula, self.text = True, []
        elif name == "is":
            self.inline = True
        elif name == "v":
            self.text = []
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self.hidden_columns.update(range(first, min(last, first + 256)))
        elif name == "mergeCell" and (merge := _RANGE.match(attributes.get("ref", ""))):
            self.merged.append((int(merge[2]) - 1, column_index(merge[1]), int(merge[4]) - 1, column_index(merge[3])))

    def _place(self, attributes: dict[str, str]) -> None:
        if reference := _REFERENCE.match(attributes.get("r", "")):
            self.column = column_index(reference[1].upper())
            self.row = int(reference[2]) - 1
        else:
            self.column += 1

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self.value, self.text = "".join(self.text or []), None
        elif name == "f":
            texts, self.text = formula_texts("".join(self.text or [])), None
            if texts:
                self.formulas[self.row, self.column] = texts
        elif name == "c":
            place = (self.row, self.column)
            if self.value or self.inline or self.formula:
                self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
            if self.attributes.get("t") == "e":
                self.errors[place] = self.value or "#ERROR"
            elif self.formula and not self.value and self.attributes.get("t") != "str":
                self.uncached.add(place)
            style = int(self.attributes.get("s", "0") or 0)
            if style in self.package.percent_formats:
                self.percent[place] = self.package.percent_formats[style]
            if style in self.package.fills:
                self.fills[place] = self.package.fills[style]


def _look(data: bytes, package: Package) -> _Look:
    look = _Look(package)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = look.start, look.end, look.data
    parser.Parse(data, True)
    return look


@lru_cache(maxsize=32)
def _formats(styles: bytes, theme: bytes) -> tuple[dict[int, int], dict[int, str]]:
    """Return the decimals of the formats for percentages, and the colours of those that fill; once for the returns of one template."""
    parsed = ElementTree.fromstring(styles)
    return _percent_formats(parsed), solid_fills(parsed, theme_colours(ElementTree.fromstring(theme)) if theme else [])


def _percent_formats(styles: ElementTree.Element) -> dict[int, int]:
    codes = dict(BUILT_IN_PERCENT)
    found: dict[int, int] = {}
    for element in styles.iter():
        name = element.tag.rpartition("}")[2]
        if name == "numFmt" and (decimals := percent_decimals(element.get("formatCode", ""))) is not None:
            codes[int(element.get("numFmtId", "-1"))] = decimals
        elif name == "cellXfs":
            for number, style in enumerate(element):
                if (format_id := int(style.get("numFmtId", "0"))) in codes:
                    found[number] = codes[format_id]
    return found
