"""The XML of Word: namespaces, and elements made in one line each."""

import re
from collections.abc import Callable, Mapping
from copy import copy, deepcopy
from functools import lru_cache
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

Element: TypeAlias = _Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
VML = "urn:schemas-microsoft-com:vml"
"""What Word drew in until 2010, and still reads."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold: control characters and lone surrogates. Told by what it can, the same took Python 9 ms to compile."""

_NAMES = re.compile(r"\w+:\w+(?:/\w+:\w+)*")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def parse(data: bytes) -> Element:
    """Return the root of a part. Raises etree.XMLSyntaxError where it is not well-formed."""
    return etree.fromstring(data, _PARSER)


def serialise(root: Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


@lru_cache(maxsize=1024)
def name(prefixed: str) -> str:
    """Return "w:p" as lxml writes it."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_MARKS, _TAG, _ALIAS, _VAL = map(name, ("w:sdtPr", "w:tag", "w:alias", "w:val"))
"""What a content control says of itself: asked more often than anything else, so not by a path."""


def maker(prefix: str, attribute_prefix: str = "", namespaces: Mapping[str, str] = NAMESPACES) -> Callable[..., Element]:
    """Return what makes the elements of a namespace: `w("p", child, attribute=value)`."""
    space = f"{{{namespaces[prefix]}}}"
    attribute_space = f"{{{namespaces[attribute_prefix]}}}" if attribute_prefix else ""
    nsmap = {prefix: namespaces[prefix]}

    def make(tag: str, *children: Element, **attributes: object) -> Element:
        element = etree.Element(space + tag, nsmap=nsmap)
        for attribute, value in attributes.items():
            element.set(attribute_space + attribute, str(value))
        element.extend(children)
        return element

    return make


w = maker("w", "w")
wp = maker("wp")
a = maker("a")
pic = maker("pic")
wps = maker("wps")
wpg = maker("wpg")


@lru_cache(maxsize=1024)
def _compiled(path: str) -> etree.XPath:
    """Return a path ready to be followed: a paper follows the same few tens of thousands of times."""
    return etree.XPath(path, namespaces=NAMESPACES)


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, ...]:
    """Return the names, as lxml writes them, of a path that is of names alone; none where there is more to it."""
    return tuple(map(name, path.split("/"))) if _NAMES.fullmatch(path) else ()


def _down(element: Element, steps: tuple[str, ...]) -> Element | None:
    """Return the first element down some steps from child to child, which is several times as fast as following a path."""
    for child in element.iterchildren(steps[0]):
        if len(steps) == 1:
            return child
        if (found := _down(child, steps[1:])) is not None:
            return found
    return None


def find_all(root: Element, path: str) -> list[Element]:
    found = _compiled(path)(root)
    return [element for element in found if etree.iselement(element)] if isinstance(found, list) else []


def value(element: Element | None, path: str, attribute: str = "w:val") -> str | None:
    """Return an attribute of the first element at `path`, None where either is missing."""
    first = None if element is None else find_first(element, path)
    return None if first is None else first.get(name(attribute))


def find_first(root: Element, path: str) -> Element | None:
    """Return the first element at `path`, None where there is none."""
    return _down(root, steps) if (steps := _steps(path)) else next(iter(find_all(root, path)), None)


def switched_on(element: Element | None, path: str) -> bool | None:
    """Return what an on-or-off property says: None where it is not there."""
    first = None if element is None else find_first(element, path)
    return None if first is None else first.get(name("w:val")) not in ("0", "false", "off")


def properties(**marks: object) -> Element | None:
    """Return w:rPr for the marks that are on, in the order that the schema asks for."""
    made = []
    if marks.get("style"):
        made.append(w("rStyle", val=marks["style"]))
    if marks.get("bold"):
        made.append(w("b"))
    if marks.get("italic"):
        made.append(w("i"))
    if marks.get("colour"):
        made.append(w("color", val=marks["colour"]))
    if marks.get("raised"):
        made.append(w("vertAlign", val=marks["raised"]))
    return w("rPr", *made) if made else None


def copied(make: Callable[..., Element]) -> Callable[..., Element]:
    """Return a maker that makes an element once for the same arguments and then copies it, which lxml does ten times as fast."""
    made = lru_cache(maxsize=512)(make)
    return lambda *arguments: copy(made(*arguments))


@copied
def _line_of_text() -> Element:
    part = w("t")
    part.set(XML_SPACE, "preserve")
    return part


@copied
def _empty_run() -> Element:
    return w("r")


def run(text: str, rpr: Element | None = None) -> Element:
    """Return one run of text; a line break stands where the text has one."""
    made = _empty_run()
    if rpr is not None:
        made.append(deepcopy(rpr))
    for number, line in enumerate(ILLEGAL.sub("", text).split("\n")):
        if number:
            made.append(w("br"))
        part = _line_of_text()
        part.text = line
        made.append(part)
    return made


def paragraph(style: str, *inline: Element, **settings: Element) -> Element:
    """Return a paragraph in a style (its id); `settings` are further elements of w:pPr, given in schema order."""
    return w("p", w("pPr", w("pStyle", val=style), *settings.values()), *inline)


def field(instruction: str, shown: str, rpr: Element | None = None, dirty: bool = False) -> list[Element]:
    """Return the runs of a complex field with its cached text."""
    begin = w("fldChar", fldCharType="begin")
    if dirty:
        begin.set(name("w:dirty"), "true")
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(XML_SPACE, "preserve")
    ends = [w("r", mark) for mark in (begin, code, w("fldChar", fldCharType="separate"), w("fldChar", fldCharType="end"))]
    return [*ends[:3], run(shown, rpr), ends[3]]


def text_of(element: Element) -> str:
    """Return the text that a reader sees in an element, field codes left out."""
    return "".join(part.text or "" for part in element.iter(name("w:t")))


def control_key(control: Element) -> str:
    """Return the key of a content control: its tag, else its alias, as LibreOffice keeps that alone."""
    told: dict[str, str | None] = {}
    for marks in control.iterchildren(_MARKS):
        for mark in marks.iterchildren(_ALIAS, _TAG):
            told.setdefault(str(mark.tag), mark.get(_VAL))
    return told.get(_TAG) or told.get(_ALIAS) or ""


def is_decorative(drawn: Element) -> bool:
    """Say whether a picture is marked as being there for its looks alone."""
    return any(str(element.tag).endswith("}decorative") and element.get("val") in ("1", "true") for element in drawn.iter())
