"""The text of the letter to a provider: its letterhead, what its returns say, and what is asked of it."""

from .pieces import field, page_set_up, paragraph, run


def body() -> str:
    return "".join(
        [
            paragraph("Logo", "{{ logo }}"),
            paragraph("Subtitle", "{{ organisation.name }}"),
            paragraph("Address", "{{ address }}"),
            paragraph("Normal", "To: {{ provider.name }} ({{ provider.code }})", '<w:spacing w:before="320"/>'),
            paragraph("Normal", "Returns as they stood on {{ report.as_at }}"),
            paragraph("Title", "Safeguarding audit letter {{ report.period }}"),
            paragraph("Normal", "Dear colleague,"),
            paragraph(
                "Normal",
                "This letter sets out what your safeguarding returns for {{ report.period }} say, what is still open, and what we ask of you. "
                "It is about your organisation alone.",
            ),
            paragraph("Heading1", "Audit ratings"),
            paragraph("Normal", "{{ letter.ratings.summary }}"),
            paragraph("Normal", "{{ table: letter.ratings }}"),
            paragraph("Normal", "{{ table: letter.standards }}"),
            paragraph("Heading1", "Open actions"),
            paragraph("Normal", "{{ letter.actions.summary }}"),
            paragraph("Normal", "{{ table: letter.actions }}"),
            paragraph("Heading1", "Training against target"),
            paragraph("Normal", "{{ table: letter.training }}"),
            paragraph("Heading1", "What we ask of you"),
            paragraph("Normal", "{{ table: letter.issues }}"),
            paragraph("Normal", "{{ table: letter.missing }}"),
            paragraph(
                "Normal",
                "Please answer every question that stands above, and send every return that is named there, in reply to this letter. "
                "Where something is right as it stands, please say so.",
                '<w:spacing w:before="160"/>',
            ),
            paragraph("Normal", "With kind regards,", "<w:keepNext/>"),
            paragraph("Normal", "Safeguarding team, {{ organisation.name }}"),
            page_set_up(),
        ]
    )


def header() -> str:
    return paragraph("Header", "{{ organisation.name }}") + paragraph("HeaderLastLine", "Letter to {{ provider.name }}")


def first_header() -> str:
    return paragraph("Header", "")


def footer(page: int) -> str:
    """Return a footer; `page` is the first that it stands on, shown until Word or another reader counts."""
    text = "".join(run(text) for text in ("Safeguarding audit letter {{ report.period }}", "\t", "Page "))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{text}{field("PAGE", page)}</w:p>'
