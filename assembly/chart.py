"""An accountability chart as a native Word drawing: a tree of boxes, one under another, with real text in them."""

from lxml import etree
from msgspec import Struct

from ..warehouse.figures.model import Chart
from .block_keys import chart_key
from .draft import Draft
from .flow import THIRD_OF_A_PAGE
from .lettering import LINE, lines, width
from .ooxml import NAMESPACES, Element, a, name, paragraph, properties, run, w, wpg, wps
from .pictures import EMU_A_POINT, drawing
from .tables import SAID_OF_NOTHING, caption
from .tree import Post, in_order, sentence, told

WIDTH = 462.0
STEP = 22.0
DEEPEST = 6
"""Sizes in points; a post deeper than DEEPEST is indented no further."""
_GAP = 6.0
_MARGIN = 6.0
_PADDING = 3.0
_FILLS = (("005EB8", "FFFFFF"), ("003087", "FFFFFF"), ("E8EDEE", "212B32"))
_LINE_COLOUR = "425563"


class _Box(Struct, frozen=True):
    post: Post
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def charted(draft: Draft, chart: Chart) -> list[Element]:
    """Return a chart, in as many drawings as pages need, above its numbered caption; a word in its place where there is no post to draw."""
    posts = in_order(chart.nodes)
    boxes = _boxes(posts)
    pieces = _pieces(boxes)
    made = []
    for number, piece in enumerate(pieces, start=1):
        part = f" Part {number} of {len(pieces)}." if len(pieces) > 1 else ""
        alt = f"{draft.plain(chart.title)}.{part} " + told(posts if number == 1 else [])
        holder = draft.paragraph("Picture", "", **_parted(number > 1, number < len(pieces)))
        # in a control round the paragraph, LibreOffice would lose the look of the first post
        holder.append(draft.enclosed(chart_key(chart.key), w("r", _drawn(draft, boxes, piece, chart_key(chart.key), alt.strip()))))
        made.append(holder)
    if not made:
        holder = draft.paragraph("Picture", "")
        holder.append(draft.enclosed(chart_key(chart.key), run(SAID_OF_NOTHING)))
        made.append(holder)
        draft.blank[chart_key(chart.key)] = None
    # a caption stays with what follows it, but this one stands below what it names
    below = caption(draft, "Figure", chart.title, keep=w("keepNext", val=0))
    draft.named.setdefault(chart_key(chart.key), below)
    return [*made, below]


def _boxes(posts: list[Post]) -> list[_Box]:
    made = []
    top = 1.0
    for post in posts:
        left = min(post.depth, DEEPEST) * STEP + 1
        text = post.label + _note(post)
        wide = min(width(text, bold=True) + 2 * _MARGIN + 2, WIDTH - left - 1)
        height = lines(text, wide - 2 * _MARGIN - 1, bold=True) * LINE + 2 * _PADDING
        made.append(_Box(post, left, top, wide, height))
        top += height + _GAP
    return made


def _note(post: Post) -> str:
    return f" ({post.note})" if post.note else ""


def _parted(follows: bool, goes_on: bool) -> dict[str, Element]:
    """Return the settings of one drawing among several: a page may end between two of them, and no space parts them on a page."""
    made = {"keep": w("keepNext", val=0)} if goes_on else {}
    if follows or goes_on:
        made["spacing"] = w("spacing", before=0 if follows else 120, after=0 if goes_on else 120)
    return made


def _pieces(boxes: list[_Box]) -> list[list[_Box]]:
    """Return the boxes in groups, none taller than a drawing may be."""
    made: list[list[_Box]] = []
    for box in boxes:
        if not made or box.top + box.height - made[-1][0].top > THIRD_OF_A_PAGE:
            made.append([])
        made[-1].append(box)
    return made


def _drawn(draft: Draft, boxes: list[_Box], piece: list[_Box], label: str, alt: str) -> Element:
    top, bottom = piece[0].top - 1, piece[-1].top + piece[-1].height + 1
    shapes = [*_joints(draft, boxes, top, bottom), *(_box(draft, boxes, box, top) for box in piece)]
    height = bottom - top
    frame = a(
        "xfrm", a("off", x=0, y=0), a("ext", cx=_emu(WIDTH), cy=_emu(height)), a("chOff", x=0, y=0), a("chExt", cx=_emu(WIDTH), cy=_emu(height))
    )
    group = wpg("wgp", wpg("cNvGrpSpPr"), wpg("grpSpPr", frame), *shapes)
    return _for_word_2010(drawing(draft, group, _emu(WIDTH), _emu(height), label, alt))


def _joints(draft: Draft, boxes: list[_Box], top: float, bottom: float) -> list[Element]:
    """Return one shape of all the lines that join boxes to those above them, as far as they lie between `top` and `bottom`."""
    paths = []
    for box in (box for box in boxes if box.post.above is not None):
        superior = boxes[box.post.above or 0]
        across = min(superior.left + STEP / 2, box.left - 4)
        begin, end = max(superior.top + superior.height, top), min(box.middle, bottom)
        if end > begin:
            paths += [a("moveTo", _point(across, begin - top)), a("lnTo", _point(across, end - top))]
        if top < box.middle < bottom and box.left > across:
            paths += [a("moveTo", _point(across, box.middle - top)), a("lnTo", _point(box.left, box.middle - top))]
    if not paths:
        return []
    size = {"w": _emu(WIDTH), "h": _emu(bottom - top)}
    empty = [a(tag) for tag in ("avLst", "gdLst", "ahLst", "cxnLst")]
    lines = a("custGeom", *empty, a("rect", l="0", t="0", r="r", b="b"), a("pathLst", a("path", *paths, **size, fill="none")))
    ink = a("ln", a("solidFill", a("srgbClr", val=_LINE_COLOUR)), w=19050)
    shape = wps("spPr", _frame(0, 0, WIDTH, bottom - top), lines, a("noFill"), ink)
    named = wps("cNvPr", id=next(draft.drawings), name="Lines", descr="Lines from each post to the one that it reports to.")
    return [wps("wsp", named, wps("cNvSpPr"), shape, wps("bodyPr"))]


def _point(left: float, top: float) -> Element:
    return a("pt", x=_emu(left), y=_emu(top))


def _box(draft: Draft, boxes: list[_Box], box: _Box, top: float) -> Element:
    fill, ink = _FILLS[min(box.post.depth, len(_FILLS) - 1)]
    style = draft.style("Chart Text")
    texts = [run(box.post.label, properties(bold=True, colour=ink)), *([run(_note(box.post), properties(colour=ink))] if box.post.note else [])]
    shape = wps(
        "spPr",
        _frame(box.left, box.top - top, box.width, box.height),
        a("prstGeom", a("avLst"), prst="rect"),
        a("solidFill", a("srgbClr", val=fill)),
        a("ln", a("solidFill", a("srgbClr", val=_FILLS[0][0])), w=9525),
    )
    inset = _emu(_MARGIN)
    margins = {"lIns": inset, "rIns": inset, "tIns": _emu(_PADDING / 2), "bIns": _emu(_PADDING / 2)}
    body = wps("bodyPr", a("noAutofit"), wrap="square", anchor="ctr", **margins)
    return wps(
        "wsp",
        wps("cNvPr", id=next(draft.drawings), name=box.post.label, descr=sentence([other.post for other in boxes], box.post)),
        wps("cNvSpPr", txBox=1),
        shape,
        wps("txbx", w("txbxContent", paragraph(style, *texts))),
        body,
    )


def _for_word_2010(drawn: Element) -> Element:
    """Return the drawing as an alternative that names the vocabulary it needs, as Word writes it."""
    spaces = {prefix: NAMESPACES[prefix] for prefix in ("mc", "wpg")}
    made = etree.Element(name("mc:AlternateContent"), nsmap=spaces)
    etree.SubElement(made, name("mc:Choice"), Requires="wpg").append(drawn)
    return made


def _frame(left: float, top: float, wide: float, high: float) -> Element:
    return a("xfrm", a("off", x=_emu(left), y=_emu(top)), a("ext", cx=_emu(wide), cy=_emu(high)))


def _emu(points: float) -> int:
    return round(points * EMU_A_POINT)
