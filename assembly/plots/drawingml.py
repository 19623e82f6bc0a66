"""The XML of charts: elements made in one line each, and what many of them have in common."""

from collections.abc import Iterable, Mapping

from lxml import etree

from ..ooxml import NAMESPACES, Element, a, maker
from .looks import INK

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CATEGORIES, VALUES = 111111111, 222222222
"""The numbers of the two axes of a chart."""
_FONT = "Arial"
_SIZE = 1200
"""Hundredths of a point."""
c = maker("c", namespaces={"c": CHART})


def chart_space(*children: Element) -> Element:
    """Return the root of a chart part, with the names that all of it uses."""
    made = etree.Element(f"{{{CHART}}}chartSpace", nsmap={"c": CHART, "a": NAMESPACES["a"], "r": NAMESPACES["r"]})
    made.extend(children)
    return made


def solid(colour: str) -> Element:
    return a("solidFill", a("srgbClr", val=colour))


def lettering(ink: str = INK, box: Mapping[str, object] | None = None) -> Element:
    """Return the house's letters, Arial 12, for any text of a chart; `box` are settings of the space that the text stands in."""
    marks = a("defRPr", *_letters(ink), sz=_SIZE, b=0)
    return c("txPr", a("bodyPr", **(box or {})), a("lstStyle"), a("p", a("pPr", marks), a("endParaRPr", lang="en-GB")))


def title(text: str, box: Mapping[str, object]) -> Element:
    """Return the title of an axis."""
    words = a("t")
    words.text = text
    line = a("p", a("pPr", a("defRPr", *_letters(INK), sz=_SIZE, b=0)), a("r", a("rPr", *_letters(INK), lang="en-GB", sz=_SIZE, b=0), words))
    return c("title", c("tx", c("rich", a("bodyPr", **box), a("lstStyle"), line)), c("overlay", val=0))


def placed(left: float, top: float, wide: float, high: float, inner: bool = False) -> Element:
    """Return a place in the chart, in parts of its width and height; `inner` leaves out what is written beside an axis."""
    target = [c("layoutTarget", val="inner")] if inner else []
    sides = zip("xywh", (left, top, wide, high), strict=True)
    modes = [c("xMode", val="edge"), c("yMode", val="edge")]
    return c("layout", c("manualLayout", *target, *modes, *(c(side, val=f"{part:.4f}") for side, part in sides)))


def number_code(code: str) -> Element:
    return c("numFmt", formatCode=code, sourceLinked=0)


def formula(text: str) -> Element:
    made = c("f")
    made.text = text
    return made


def points(texts: Iterable[str | None]) -> list[Element]:
    """Return the cached points of a series: how many, and those that there are."""
    texts = list(texts)
    made = [c("ptCount", val=len(texts))]
    for number, text in enumerate(texts):
        if text is not None:
            value = c("v")
            value.text = text
            made.append(c("pt", value, idx=number))
    return made


def _letters(ink: str) -> list[Element]:
    return [solid(ink), a("latin", typeface=_FONT), a("cs", typeface=_FONT)]
