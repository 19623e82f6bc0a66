"""The texts of an .ods file that stand in no cell: headers, shapes, help, links, names, charts.

They are read for the look for person identifiers, and for nothing else.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from .asides import plain_text, read_part, words_of_address
from .workbook import Aside

_PARTS = ("content.xml", "styles.xml")
_TEXTS = (
    (b"<style:header", re.compile(rb"<style:header(?:-left|-first)?[ >].*?</style:header(?:-left|-first)?>", re.DOTALL), "a header or footer"),
    (b"<style:footer", re.compile(rb"<style:footer(?:-left|-first)?[ >].*?</style:footer(?:-left|-first)?>", re.DOTALL), "a header or footer"),
    (b"<draw:", re.compile(rb"<draw:([\w-]+)\b(?:[^>]*[^/>])?>.*?</draw:\1>", re.DOTALL), "a text box"),
    (
        b"<table:content-validations",
        re.compile(rb"<table:content-validations>.*?</table:content-validations>", re.DOTALL),
        "a drop-down list or its help",
    ),
    (b"<table:named-expressions", re.compile(rb"<table:named-expressions>.*?</table:named-expressions>", re.DOTALL), "a defined name"),
    (
        b"<calcext:conditional-formats",
        re.compile(rb"<calcext:conditional-formats>.*?</calcext:conditional-formats>", re.DOTALL),
        "a conditional format",
    ),
    (b"<table:filter", re.compile(rb"<table:filter\b.*?</table:filter>", re.DOTALL), "a filter"),
)
_SAID = re.compile(r'\b(?:table:(?:name|title|condition|expression|value)|draw:name|calcext:value)="([^"]*)"')
_ADDRESS = re.compile(rb'\bxlink:href="([a-z]+:[^"]*)"')
_OBJECT = re.compile(r"(?:[^/]+/)+content\.xml$")


def read_asides(archive: zipfile.ZipFile) -> list[Aside]:
    """Return the texts of an .ods file beside its cells."""
    return [aside for aside in _asides(archive) if aside.text.strip()]


def _asides(archive: zipfile.ZipFile) -> Iterator[Aside]:
    for part in archive.namelist():
        if part in _PARTS:
            data = read_part(archive, part)
            for letters, pattern, place in _TEXTS:
                for found in pattern.finditer(data) if letters in data else ():
                    said = (unescape(said) for said in _SAID.findall(found[0].decode("utf-8", "replace")))
                    yield Aside(place, "\n".join([*said, plain_text(found[0])]))
            addresses = (words_of_address(found.decode("utf-8", "replace")) for found in set(_ADDRESS.findall(data)))
            yield Aside("the address of a link", "\n".join(sorted(addresses)))
        elif _OBJECT.match(part):
            yield Aside("a chart", plain_text(read_part(archive, part)))
