"""The values of an .xlsx sheet, cell by cell from its XML: for a sheet whose cells lie far apart, and a package that the quick reader cannot open.

Each value is the one that the quick reader gives; tests hold the two together.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from . import limits
from .package_parts import parse
from .seen import TOO_MANY
from .serials import BUILT_IN, as_shown, from_iso, shows
from .workbook import Place, Unreadable, Value, column_index

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}


def read_strings(data: bytes) -> list[str]:
    """Return the shared strings of a workbook. Raises expat.ExpatError where the part is not whole."""
    texts = _Texts()
    strings: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            texts.begin()
        else:
            texts.start(name, attributes)

    def end(tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            strings.append(texts.text)
        else:
            texts.end(name)

    _parse(data, start, end, texts.data)
    return strings


def date_formats(archive: zipfile.ZipFile, styles: str) -> dict[int, str]:
    """Return the cell formats that show a date or a length of time, by number; none where there is no part of styles."""
    if styles not in archive.namelist():
        return {}
    codes = dict(BUILT_IN)
    found: dict[int, str] = {}
    for element in parse(archive, styles).iter():
        name = element.tag.rpartition("}")[2]
        if name == "numFmt":
            number, form = int(element.get("numFmtId", "-1")), shows(element.get("formatCode", ""))
            codes.pop(number, None)
            if form:
                codes[number] = form
        elif name == "cellXfs":
            found = {place: codes[code] for place, style in enumerate(element) if (code := int(style.get("numFmtId", "0"))) in codes}
    return found


def read_cells(data: bytes, strings: list[str], dates: dict[int, str], *, from_1904: bool) -> dict[Place, Value]:
    """Return the cells of a sheet that hold something; one with an Excel error holds nothing here.

    Raises expat.ExpatError, ValueError or IndexError where the sheet is not whole, and Unreadable where it has more cells than any return.
    """
    cells = _Cells(strings, dates, from_1904)
    _parse(data, cells.start, cells.end, cells.text)
    return cells.found


def _parse(data: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(data, True)


@dataclass(slots=True)
class _Texts:
    """The runs of a rich text, joined; what says how a word is spoken is no part of it."""

    runs: list[str] = field(default_factory=list)
    run: list[str] | None = None
    keeps: bool = False
    spoken: bool = False

    @property
    def text(self) -> str:
        return unescape("".join(self.runs))

    def begin(self) -> None:
        self.runs, self.run, self.spoken = [], None, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.spoken = True
        elif name == "t" and not self.spoken:
            self.run, self.keeps = [], attributes.get("xml:space") == "preserve"

    def data(self, text: str) -> None:
        if self.run is not None:
            self.run.append(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self.spoken = False
        elif name == "t" and self.run is not None:
            run = "".join(self.run)
            self.runs.append(run if self.keeps else run.strip(" \t\r\n"))
            self.run = None


@dataclass(slots=True)
class _Cells:
    """The handlers of a sheet's XML: where the parse stands, and the cells found until there."""

    strings: list[str]
    dates: dict[int, str]
    from_1904: bool
    found: dict[Place, Value] = field(default_factory=dict)
    row: int = -1
    column: int = -1
    kind: str = ""
    style: str = ""
    value: list[str] | None = None
    written: str = ""
    inline: _Texts = field(default_factory=_Texts)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            if reference := _REFERENCE.match(attributes.get("r", "")):
                self.row, self.column = int(reference[2]) - 1, column_index(reference[1].upper())
            else:
                self.column += 1
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.written = ""
            self.inline.begin()
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif name == "v":
            self.value = []
        else:
            self.inline.start(name, attributes)

    def text(self, text: str) -> None:
        if self.value is not None:
            self.value.append(text)
        else:
            self.inline.data(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self.written, self.value = "".join(self.value or []), None
        elif name == "c":
            if (value := self._value()) != "":
                self.found[self.row, self.column] = value
                if len(self.found) > limits.CELLS:
                    raise Unreadable("too_large", TOO_MANY)
        else:
            self.inline.end(name)

    def _value(self) -> Value:
        if self.inline.runs:
            return self.inline.text
        if not self.written or self.kind == "e":
            return ""
        if self.kind == "s":
            return self.strings[_index(self.written)]
        if self.kind == "b" and (truth := self.written.strip().lower()) in _TRUTHS:
            return _TRUTHS[truth]
        if self.kind == "d":
            return from_iso(self.written)
        if self.kind == "str":
            return unescape(self.written)
        try:
            number = float(self.written)
        except ValueError:
            return self.written
        return as_shown(number, self.dates.get(int(self.style)) if self.style.isdecimal() else None, from_1904=self.from_1904)


def _index(written: str) -> int:
    number = int(written)
    if number < 0:
        raise ValueError(written)
    return number


def unescape(text: str) -> str:
    """Return a text with the characters that a sheet writes as _xHHHH_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
