"""The text of the template: front sheet, form, contents page, and the places between them."""

from .pieces import WIDTH, field, page_set_up, paragraph, run
from .styles import PALE_GREY

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
            paragraph("Logo", "{{ logo }}"),
            paragraph("Subtitle", "{{ organisation.name }}"),
            paragraph("Title", "{{ report.title }}"),
            paragraph("Strapline", "{{ organisation.strapline }}"),
            paragraph("Address", "{{ address }}"),
            paragraph("HeadingUnnumbered", "Executive Summary"),
            _form(),
            paragraph("HeadingUnnumbered", "Contents", '<w:pageBreakBefore/><w:spacing w:before="0"/>'),
            paragraph("Normal", "{{ contents }}"),
            paragraph("Caption", "Prepared by"),
            paragraph("Normal", "{{ prepared by }}"),
            paragraph("Normal", "Version number: {{ report.version }}", '<w:spacing w:before="160"/>'),
            paragraph("Normal", "First published: {{ report.first_published }}"),
            paragraph("Normal", "{{ sections }}", "<w:pageBreakBefore/>"),
            paragraph("HeadingUnnumbered", "Compliance Checklist"),
            paragraph("Normal", "{{ checklist }}"),
            paragraph("Normal", "{{ appendices }}"),
            page_set_up(),
        ]
    )


def header() -> str:
    return paragraph("Header", "{{ organisation.name }}") + paragraph("HeaderLastLine", "{{ report.title }}")


def first_header() -> str:
    return paragraph("Header", "")


def footer(page: int) -> str:
    """Return a footer; `page` is the first that it stands on, shown until Word or another reader counts."""
    pages = "".join(run(text) for text in ("Version {{ report.version }}", "\t", "Page "))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{pages}{field("PAGE", page)}{run(" of ")}{field("NUMPAGES", page)}</w:p>'


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
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/>{shade}</w:tcPr>{paragraph(style, text)}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
