"""The looks of the list of issues, added at the end of a workbook's own formats, so that none of those is numbered anew."""

from dataclasses import dataclass

from .outline import Refused, inside, outline, put
from .worksheet import MAIN


@dataclass(frozen=True, slots=True)
class Looks:
    """The numbers of the cell formats of the list; all 0 where a workbook has no formats of its own."""

    title: int = 0
    note: int = 0
    heading: int = 0
    text: int = 0
    link: int = 0


EMPTY_FORMATS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Arial"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
_FONTS = (("14", "003087", True), ("11", "212B32", False), ("11", "FFFFFF", True), ("11", "005EB8", False))
_BLUE_FILL = '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF005EB8"/><{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
# font, filled, wrapped: title, note, heading, text, link
_FORMATS = ((0, False, False), (1, False, False), (2, True, True), (1, False, True), (3, False, True))


def add_looks(data: bytes) -> tuple[bytes, Looks]:
    """Return the formats with those of the list after them, and their numbers. Raises Refused where they cannot be added to."""
    root = outline(data)
    fonts, fills, formats = root.child("fonts"), root.child("fills"), root.child("cellXfs")
    if root.namespace != MAIN or fonts is None or fills is None or formats is None:
        raise Refused("of the way it was saved")
    first_font, fill, first = len(fonts.children), len(fills.children), len(formats.children)
    pieces = [
        *inside(data, fonts, _with_prefix("".join(_font(*font) for font in _FONTS), root.prefix), len(_FONTS)),
        *inside(data, fills, _with_prefix(_BLUE_FILL, root.prefix), 1),
        *inside(
            data,
            formats,
            _with_prefix("".join(_format(first_font + font, fill if filled else 0, wrapped) for font, filled, wrapped in _FORMATS), root.prefix),
            len(_FORMATS),
        ),
    ]
    return put(data, pieces), Looks(*range(first, first + len(_FORMATS)))


def _font(size: str, colour: str, bold: bool) -> str:
    weight = "<{p}b/>" if bold else ""
    return f'<{{p}}font>{weight}<{{p}}sz val="{size}"/><{{p}}color rgb="FF{colour}"/><{{p}}name val="Arial"/><{{p}}family val="2"/></{{p}}font>'


def _format(font: int, fill: int, wrapped: bool) -> str:
    wrap = ' wrapText="1"' if wrapped else ""
    return (
        f'<{{p}}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" applyFont="1" applyFill="1" applyAlignment="1">'
        f'<{{p}}alignment vertical="top"{wrap}/></{{p}}xf>'
    )


def _with_prefix(made: str, prefix: str) -> bytes:
    return made.replace("{p}", prefix).encode()
