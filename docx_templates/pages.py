"""The text of the template: front sheet, form, contents page, and the places between them."""

from .styles import PALE_GREY

WIDTH = 9298
"""Twips between the margins."""

_QUESTIONS = (
    ("Please detail the key points of this report", ("{{ summary }}", "{{ assurance }}")),
    ("What are the potential conflicts of interest?", ("{{ front_sheet.conflicts_of_interest }}",)),
    ("Where has this report been previously discussed?", ("{{ front_sheet.previously_discussed }}",)),
    ("Presented by", ("{{ front_sheet.presented_by }}",)),
    ("Meeting date", ("{{ front_sheet.meeting_date }}",)),
    ("Agenda item", ("{{ front_sheet.agenda_item }}",)),
    ("Reason for being in Part 2 (if applicable)", ("{{ front_sheet.part_2_reason }}",)),
)


def body() -> str:
    return "".join(
        [
            _paragraph("Logo", "{{ logo }}"),
            _paragraph("Subtitle", "{{ organisation.name }}"),
            _paragraph("Title", "{{ report.title }}"),
            _paragraph("Strapline", "{{ organisation.strapline }}"),
            _paragraph("Address", "{{ address }}"),
            _paragraph("HeadingUnnumbered", "Executive Summary"),
            _form(),
            _paragraph("HeadingUnnumbered", "Contents", '<w:pageBreakBefore/><w:spacing w:before="0"/>'),
            _paragraph("Normal", "{{ contents }}"),
            _paragraph("Caption", "Prepared by"),
            _paragraph("Normal", "{{ prepared by }}"),
            _paragraph("Normal", "Version number: {{ report.version }}", '<w:spacing w:before="160"/>'),
            _paragraph("Normal", "First published: {{ report.first_published }}"),
            _paragraph("Normal", "{{ sections }}", "<w:pageBreakBefore/>"),
            _paragraph("HeadingUnnumbered", "Compliance Checklist"),
            _paragraph("Normal", "{{ checklist }}"),
            _paragraph("Normal", "{{ appendices }}"),
            _page_set_up(),
        ]
    )


def header() -> str:
    return _paragraph("Header", "{{ organisation.name }}") + _paragraph("HeaderLastLine", "{{ report.title }}")


def first_header() -> str:
    return _paragraph("Header", "")


def footer(page: int) -> str:
    """Return a footer; `page` is the first that it stands on, shown until Word or another reader counts."""
    pages = "".join(_run(text) for text in ("Version {{ report.version }}", "\t", "Page "))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{pages}{_field("PAGE", page)}{_run(" of ")}{_field("NUMPAGES", page)}</w:p>'


def _form() -> str:
    rows = ""
    for question, answers in _QUESTIONS:
        rows += _row("FormQuestion", question, PALE_GREY) + "".join(_row("TableText", answer) for answer in answers)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BoardForm"/>'
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        '<w:tblCaption w:val="Executive Summary"/>'
        '<w:tblDescription w:val="A form of one column: each question is a row in bold, its answer is the row below it."/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _row(style: str, text: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/>{shade}</w:tcPr>{_paragraph(style, text)}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _page_set_up() -> str:
    stories = "".join(
        f'<w:{story}Reference w:type="{kind}" r:id="{identity}"/>'
        for story, kind, identity in (
            ("header", "default", "rId5"),
            ("header", "first", "rId6"),
            ("footer", "default", "rId7"),
            ("footer", "first", "rId8"),
        )
    )
    return (
        f'<w:sectPr>{stories}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1304" w:bottom="1304" w:left="1304" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _paragraph(style: str, text: str, settings: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{_run(text) if text else ""}</w:p>'


def _run(text: str) -> str:
    return "<w:r><w:tab/></w:r>" if text == "\t" else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(code: str, shown: int) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{middle}{_run(str(shown))}{end}'
