"""The texts of an .xlsx file that stand in no cell: text boxes, headers, drop-down lists, names, charts, and data that a pivot table or a link keeps.

They are read for the look for person identifiers, and for nothing else.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import unescape
from io import BytesIO
from itertools import islice
from urllib.parse import unquote
from xml.etree import ElementTree

from .workbook import Aside

_PLACES = (
    (re.compile(r"xl/drawings/[^/]+\.(?:xml|vml)$"), "a text box"),
    (re.compile(r"xl/diagrams/data[^/]*\.xml$"), "a diagram"),
    (re.compile(r"xl/(?:charts/chart|charts/chartEx|chartex/)[^/]*\.xml$"), "a chart"),
    (re.compile(r"xl/externalLinks/[^/]+\.xml$"), "what is kept of another workbook"),
    (re.compile(r"customXml/item\d*\.xml$"), "the custom data"),
    (re.compile(r"xl/(?:threadedComments/|comments)[^/]*\.xml$"), "a comment"),
    (re.compile(r"xl/tables/[^/]+\.xml$"), "the headings of a table"),
    (re.compile(r"xl/(?:slicer|timeline)(?:Cache)?s/[^/]+\.xml$"), "a slicer"),
    (re.compile(r"xl/revisions/[^/]+\.xml$"), "the history of changes"),
    (re.compile(r"xl/richData/[^/]+\.xml$"), "linked data"),
    (re.compile(r"xl/(?:connections|queryTables/[^/]+)\.xml$"), "a connection to data"),
    (re.compile(r"docProps/app\.xml$"), "the document properties"),
)
_EMBEDDED = re.compile(r"xl/embeddings/.+\.(?:xlsx|xlsm|docx|pptx)$")
_PIVOT = re.compile(r"xl/pivotCache/(?:.*/)?pivotCacheDefinition(\d*)\.xml$")
_SHEET_TEXTS = (
    (b"headerFooter", re.compile(rb"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL), "a header or footer"),
    (b"dataValidations", re.compile(rb"<(?:\w+:)?dataValidations\b.*?</(?:\w+:)?dataValidations>", re.DOTALL), "a drop-down list or its help"),
    (b"hyperlink", re.compile(rb"<(?:\w+:)?hyperlink [^>]*>"), "a link"),
    (b"cfRule", re.compile(rb"<(?:\w+:)?cfRule\b.*?</(?:\w+:)?cfRule>", re.DOTALL), "a conditional format"),
    (b"<autoFilter", re.compile(rb"<autoFilter\b.*?</autoFilter>", re.DOTALL), "a filter"),
    (b"<scenario", re.compile(rb"<scenario\b.*?</scenario>", re.DOTALL), "a scenario"),
)
_NAMES = ((b"definedName", re.compile(rb"<(?:\w+:)?definedName\b.*?</(?:\w+:)?definedName>", re.DOTALL), "a defined name"),)
_LINKED = re.compile(r"xl/(?:worksheets|chartsheets|drawings|charts|externalLinks)/_rels/[^/]+\.rels$")
_LINK = re.compile(r"<(?:\w+:)?Relationship\b[^>]*(?:/hyperlink\"|\bTargetMode=\"External\")[^>]*>")
_ADDRESS = re.compile(r'\bTarget="([^"]*)"')
_HEADER_CODE = re.compile(r'&(?:[A-Z]|"[^"]*"|\d{1,3})')
"""What lays a header out stands before its words without a blank: "&CNHS number"."""
_SAID = re.compile(
    r"\b(?:prompt|promptTitle|error|errorTitle|tooltip|display|location|name|caption|comment|descr|title|altText|altTextSummary|totalsRowLabel"
    r'|text|val|n|command|connection)=(?:"([^"]*)"|\'([^\']*)\')'
)
"""What is said in the attributes of markup: the help of a drop-down list, the alternative text of a picture, the value of a filter."""
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|div|v|pt|cell|f|formula\d?|lpw?str|(?:odd|even|first)(?:Header|Footer))>")
_MOST_VALUES = 200_000
_MOST_OF_A_PART, _MOST_PARTS = 5_000_000, 50  # what is read of a file that may unpack to anything


def read_asides(archive: zipfile.ZipFile, sheets: Iterable[bytes], read: Collection[str]) -> list[Aside]:
    """Return the texts of a package beside its cells; `sheets` are the XML of its sheets, `read` the parts that were read before."""
    found: list[Aside] = []
    names = archive.namelist()
    for data in sheets:
        found.extend(_in_markup(data, _SHEET_TEXTS))
    found.extend(_in_markup(archive.read("xl/workbook.xml"), _NAMES) if "xl/workbook.xml" in names else [])
    for part in names:
        if part in read:
            continue
        if place := _place(part):
            found.append(Aside(place, _texts(read_part(archive, part))))
        elif _LINKED.match(part):
            found.append(Aside("the address of a link", "\n".join(_addresses(read_part(archive, part)))))
        elif _EMBEDDED.match(part):
            found.append(Aside("an embedded file", package_text(archive.read(part))))
        elif pivot := _PIVOT.match(part):
            found.append(Aside("what a pivot table keeps", "\n".join(_pivot_values(archive, part, pivot[1]))))
    return [aside for aside in found if aside.text]


@lru_cache(maxsize=1_000)
def _place(part: str) -> str | None:
    """Return what the texts of a part are, in words; None where it is no place for texts."""
    return next((place for pattern, place in _PLACES if pattern.match(part)), None)


def package_text(data: bytes) -> str:
    """Return the texts of all the parts of an Office file, one paragraph a line; "" where it is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.endswith(".xml")]
            found, length = [], 0
            for name in names[:_MOST_PARTS]:
                found.append(plain_text(read_part(package, name)))
                length += len(found[-1])
                if length > _MOST_OF_A_PART:
                    break
            return "\n".join(found)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return ""


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part; of a very large one, as much as is looked at."""
    with package.open(name) as part:
        return part.read(_MOST_OF_A_PART)


def _in_markup(data: bytes, wanted: tuple[tuple[bytes, re.Pattern[bytes], str], ...]) -> Iterator[Aside]:
    for name, pattern, place in wanted:
        for markup in pattern.findall(data) if name in data else ():
            yield Aside(place, _HEADER_CODE.sub(" ", _texts(markup)).strip())


def _addresses(data: bytes) -> Iterator[str]:
    """Yield the addresses of links, the words and numbers in them apart."""
    for link in _LINK.findall(data.decode("utf-8", "replace")):
        for address in _ADDRESS.findall(link):
            yield words_of_address(address)


def as_said(text: str) -> str:
    """Return a text of a place that is not known: as a header without its codes, as an address in its words."""
    return words_of_address(text) if "://" in text else _HEADER_CODE.sub(" ", text)


def words_of_address(address: str) -> str:
    """Return the words and numbers of a link's address, apart."""
    return re.sub(r"[^\w.\-]+|_", " ", unquote(unescape(address)))


def _texts(data: bytes) -> str:
    """Return what markup says in its attributes, and its text."""
    said = (unescape(one or other) for one, other in _SAID.findall(data.decode("utf-8", "replace")))
    return "\n".join([*said, plain_text(data)]).strip()


def plain_text(data: bytes) -> str:
    """Return the text of markup, its runs joined and its paragraphs each on a line."""
    lines = (unescape(_TAG.sub("", line)).strip() for line in _PARAGRAPH.split(data.decode("utf-8", "replace")))
    return "\n".join(line for line in lines if line)


def _pivot_values(archive: zipfile.ZipFile, part: str, number: str) -> Iterator[str]:
    """Yield each value that a pivot table keeps of its source, labelled with the heading of its column."""
    fields: list[str] = []
    for element in _elements(archive, part):
        if element.tag.rpartition("}")[2] == "cacheField":
            fields.append(element.get("name", ""))
        elif fields and element.get("v") is not None:
            yield _labelled(fields[-1], element.get("v", ""))
    records = (row for row in _elements(archive, f"{posixpath.dirname(part)}/pivotCacheRecords{number}.xml") if row.tag.rpartition("}")[2] == "r")
    for row in islice(records, _MOST_VALUES // max(1, len(fields))):
        for name, value in zip(fields, row, strict=False):
            if value.tag.rpartition("}")[2] != "x":
                yield _labelled(name, value.get("v", ""))


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    """Yield the elements of a part; none where it is missing or faulty, as a return can be read without it."""
    try:
        yield from ElementTree.fromstring(archive.read(part)).iter()
    except (KeyError, ElementTree.ParseError):
        return


def _labelled(name: str, value: str) -> str:
    return f"{name}: {value.removesuffix('T00:00:00')}"
