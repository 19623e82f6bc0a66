"""The styles of the template: the house style of a board paper, Arial 12, in NHS blue."""

NHS_BLUE = "005EB8"
DARK_BLUE = "003087"
PALE_GREY = "E8EDEE"
MID_GREY = "768692"
_ARIAL = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'


def styles() -> str:
    made = [_defaults(), *_text(), *_headings(), *_lists(), *_furniture(), *_tables()]
    return "".join(made)


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _bold(points: int, colour: str) -> str:
    return f'{_ARIAL}<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(points)}'


def _spacing(before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="240" w:lineRule="auto"/>'


def _paragraph(title: str, ppr: str = "", rpr: str = "", based_on: str = "Normal", following: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if title != "Normal" else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    own = "" if title in _BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if title == "Normal" else ""
    identity = "".join(word[0].upper() + word[1:] for word in title.replace("toc", "TOC").split())
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{identity}"><w:name w:val="{title}"/>{base}{after}<w:qFormat/>'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


_BUILT_IN = {
    *("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "List Bullet", "List Bullet 2", "List Bullet 3"),
    *("List Number", "List Number 2", "List Number 3", "caption", "header", "footer", "toc 1", "toc 2", "footnote text", "Quote"),
}


def _defaults() -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_ARIAL}{_size(12)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _text() -> list[str]:
    return [
        _paragraph("Normal", _spacing(after=6)),
        _paragraph("Numbered Paragraph"),
        _paragraph("Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"),
        _paragraph("Strapline", _spacing(before=8, after=8), f'<w:color w:val="{DARK_BLUE}"/>'),
        _paragraph("Address", _spacing()),
        _paragraph("Logo", '<w:jc w:val="right"/>'),
        _paragraph("Picture", f"<w:keepNext/>{_spacing(before=6, after=6)}"),
    ]


def _headings() -> list[str]:
    edges = "".join(f'<w:{side} w:val="single" w:sz="48" w:space="6" w:color="{NHS_BLUE}"/>' for side in ("top", "left", "bottom", "right"))
    colour = f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{NHS_BLUE}"/>'
    band = f'<w:keepNext/>{colour}{_spacing(before=14, after=14)}<w:ind w:left="227" w:right="227"/>'
    kept = "<w:keepNext/><w:keepLines/>"
    made = [
        _paragraph("Title", band, _bold(24, "FFFFFF"), following="Normal"),
        _paragraph("Subtitle", f"<w:keepNext/>{_spacing(after=6)}", _bold(18, NHS_BLUE), following="Normal"),
    ]
    for level, (points, before) in enumerate([(16, 18), (14, 12), (12, 10)]):
        outline = f'<w:outlineLvl w:val="{level}"/>'
        for title, list_id in ((f"heading {level + 1}", 1), ("Appendix Heading" + (f" {level + 1}" if level else ""), 4)):
            number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
            begins_page = title == "Appendix Heading"
            page, above = ("<w:pageBreakBefore/>", 0) if begins_page else ("", before)
            made.append(_paragraph(title, f"{kept}{page}{number}{_spacing(above, 6)}{outline}", _bold(points, DARK_BLUE), following="Normal"))
    bare = f'{kept}{_spacing(18, 6)}<w:outlineLvl w:val="0"/>'
    return [*made, _paragraph("Heading Unnumbered", bare, _bold(16, DARK_BLUE), following="Normal")]


def _lists() -> list[str]:
    made = []
    for kind, list_id in (("Bullet", 2), ("Number", 3)):
        for level in range(3):
            number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
            made.append(_paragraph(f"List {kind}" + (f" {level + 1}" if level else ""), f"{number}{_spacing(after=3)}"))
    return made


def _furniture() -> list[str]:
    line = f'<w:{{side}} w:val="single" w:sz="8" w:space="4" w:color="{NHS_BLUE}"/>'
    right = '<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs>'
    grey = '<w:color w:val="425563"/>'
    link = f'<w:color w:val="{NHS_BLUE}"/><w:u w:val="none"/>'
    raised = '<w:vertAlign w:val="superscript"/>'
    return [
        _paragraph("caption", f"<w:keepNext/><w:keepLines/>{_spacing(before=8, after=4)}", _bold(12, DARK_BLUE), following="Normal"),
        _paragraph("header", f"{right}{_spacing()}", grey),
        _paragraph("Header Last Line", f"<w:pBdr>{line.format(side='bottom')}</w:pBdr>", grey, based_on="Header"),
        _paragraph("footer", f"<w:pBdr>{line.format(side='top')}</w:pBdr>{right}{_spacing()}", grey),
        _paragraph("toc 1", _spacing(before=2, after=1), "<w:b/><w:bCs/>"),
        _paragraph("toc 2", _spacing()),
        _paragraph("Table Text", _spacing(before=1, after=1)),
        _paragraph("Table Heading", f"<w:keepNext/>{_spacing(before=1, after=1)}", '<w:b/><w:bCs/><w:color w:val="FFFFFF"/>'),
        *(
            _paragraph(title, "", f'<w:b/><w:bCs/><w:color w:val="{ink}"/>', based_on="TableText")
            for title, ink in (("Rating Light", "FFFFFF"), ("Rating Dark", "000000"))
        ),
        _paragraph("Form Question", f"<w:keepNext/>{_spacing(before=2, after=2)}", f'<w:b/><w:bCs/><w:color w:val="{DARK_BLUE}"/>'),
        _paragraph("Chart Text", _spacing()),
        _paragraph("footnote text", _spacing(after=2)),
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>{link}</w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>{raised}</w:rPr></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
    ]


def _tables() -> list[str]:
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{NHS_BLUE}"/></w:tcPr></w:tblStylePr>'
    )
    return [
        _table("Normal Table", f'<w:tblInd w:w="0" w:type="dxa"/>{_margins(0)}'),
        _table("Board Table", f"{_borders(MID_GREY)}{_margins(28)}", head),
        _table("Board Form", f"{_borders(NHS_BLUE)}{_margins(28)}", head),
    ]


def _table(title: str, properties: str, conditions: str = "") -> str:
    usual = title == "Normal Table"
    kind = 'w:default="1" w:styleId="TableNormal"' if usual else f'w:customStyle="1" w:styleId="{title.replace(" ", "")}"'
    base = "" if usual else '<w:basedOn w:val="TableNormal"/>'
    return f'<w:style w:type="table" {kind}><w:name w:val="{title}"/>{base}<w:tblPr>{properties}</w:tblPr>{conditions}</w:style>'


def _margins(upright: int) -> str:
    sides = {"top": upright, "left": 108, "bottom": upright, "right": 108}
    return "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides.items()) + "</w:tblCellMar>"


def _borders(colour: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "<w:tblBorders>" + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for side in sides) + "</w:tblBorders>"
