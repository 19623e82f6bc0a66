"""Notes at cells of one sheet: the part that holds their words, and the drawing without which Excel does not show them."""

import math
import re
from collections.abc import Mapping

from .outline import Element, Refused, inside, outline, put, text
from .package import Package
from .worksheet import LAST_COLUMN, LAST_ROW, MAIN, Worksheet, place

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY_COMMENTS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_AUTHOR = b"boardpaper"
# the spaces are declared on each shape, as the root of a drawing that is there already may not declare them
_SPACES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_DRAWING = b'<xml%s><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>' % _SPACES
_SHAPE_TYPE = (
    b'<v:shapetype%s id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' % _SPACES
)
_SHAPE = (
    b'<v:shape%s id="_x0000_s%%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:90pt;'
    b'z-index:%%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%%s</x:Anchor><x:AutoFill>False</x:AutoFill>'
    b"<x:Row>%%d</x:Row><x:Column>%%d</x:Column></x:ClientData></v:shape>" % _SPACES
)
_LETTERS_A_LINE, _COLUMNS_WIDE = 34, 4


def noted_cells(package: Package, sheet: str) -> set[str]:
    """Return the cells of a sheet that have a comment or note already."""
    part = package.related(sheet, "comments")
    found = outline(package.read(part)).grandchildren("commentList") if part else []
    return {item.attributes.get("ref", "").replace("$", "") for item in found}


def add_notes(package: Package, sheet: str, notes: Mapping[str, str]) -> None:
    """Put notes at cells of a sheet, beside those that it has. Raises Refused where its own are saved in a way that cannot be added to."""
    folder = sheet.rpartition("/")[0].rpartition("/")[0]
    base = f"{folder}/" if folder else ""
    comments = package.related(sheet, "comments")
    if comments:
        package.write(comments, _more_comments(package.read(comments), notes))
    else:
        comments = package.free(f"{base}comments{{}}.xml")
        package.add(comments, _COMMENTS_TYPE, _more_comments(_EMPTY_COMMENTS, notes))
        package.relate(sheet, "comments", comments)
    worksheet = Worksheet(package.read(sheet))
    if worksheet.notes_drawing:
        kind, drawing = package.relations(sheet).get(worksheet.notes_drawing, ("", ""))
        if kind != "vmlDrawing":
            raise Refused("of the way its own comments were saved")
        package.write(drawing, _more_shapes(package.read(drawing), notes))
    else:
        drawing = package.free(f"{base}drawings/vmlDrawing{{}}.vml")
        package.add(drawing, _VML_TYPE, _more_shapes(_EMPTY_DRAWING, notes))
        package.write(sheet, worksheet.with_notes_drawing(package.relate(sheet, "vmlDrawing", drawing)))


def _more_comments(data: bytes, notes: Mapping[str, str]) -> bytes:
    root = outline(data)
    authors, listed = root.child("authors"), root.child("commentList")
    if root.namespace != MAIN or authors is None or listed is None:
        raise Refused("of the way its own comments were saved")
    added = b"".join(_comment(root, cell, len(authors.children), words) for cell, words in notes.items())
    author = b"<{p}author>%s</{p}author>".replace(b"{p}", root.prefix.encode()) % _AUTHOR
    return put(data, [*inside(data, authors, author), *inside(data, listed, added)])


def _comment(root: Element, cell: str, author: int, words: str) -> bytes:
    made = (
        b'<{p}comment ref="%s" authorId="%d"><{p}text><{p}r><{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Arial"/>'
        b'<{p}family val="2"/></{p}rPr><{p}t xml:space="preserve">%s</{p}t></{p}r></{p}text></{p}comment>'
    )
    return made.replace(b"{p}", root.prefix.encode()) % (cell.encode(), author, text(words))


def _more_shapes(data: bytes, notes: Mapping[str, str]) -> bytes:
    """Add a hidden box for each note. Excel's own drawings need not be well-formed XML, so their end alone is looked for."""
    end = data.rfind(b"</xml>")
    if end < 0:
        raise Refused("of the way its own comments were saved")
    taken = max((int(number) for number in re.findall(rb"_x0000_s(\d{1,9})\b", data)), default=1024)
    kind = b"" if re.search(rb"""\sid=["']_x0000_t202["']""", data) else _SHAPE_TYPE
    shapes = [_shape(taken + number, cell, words) for number, (cell, words) in enumerate(notes.items(), start=1)]
    return data[:end] + kind + b"".join(shapes) + data[end:]


def _shape(number: int, cell: str, words: str) -> bytes:
    """Return the box of a note, to the right of its cell and high enough for its words."""
    row, column = place(cell) or (0, 0)
    lines = sum(math.ceil(len(line) / _LETTERS_A_LINE) or 1 for line in words.split("\n"))
    left, top = min(column + 1, LAST_COLUMN - _COLUMNS_WIDE), max(min(row - 1, LAST_ROW - lines - 1), 0)
    anchor = b"%d, 12, %d, 8, %d, 12, %d, 8" % (left, top, left + _COLUMNS_WIDE, top + lines + 1)
    return _SHAPE % (number, number, anchor, row, column)
