"""What Markdown can say and a paper has no form for: what it is called, and what a message says of it."""

import re

from .draft import KEY

ALONE = "put its place on a line of its own, with an empty line around it"
CALLED = {
    "bullet_list": "list",
    "ordered_list": "numbered list",
    "blockquote": "quotation",
    "fence": "block of code",
    "code_block": "text set in by four spaces, which Markdown takes for code,",
    "hr": "line across the page",
    "html_block": "HTML",
    "footnote_reference": "footnote",
}
"""What a message calls a part of the text where its name in Markdown's own terms says nothing to a reader."""
FORMLESS = {
    "html_inline": "holds HTML, {}, which a paper has no form for; write it in words or in Markdown, and delete what is a comment",
    "s": "holds struck out words, ~~{}~~, which a paper has no form for; delete them, or the ~~ around them",
    "image": "holds a picture in the middle of text; put it on a line of its own, with an empty line around it",
}
"""What is said of a piece within text that the paper has no form for."""
_ESCAPED = re.compile(r"\\[{}]")
_BOX_TO_TICK = re.compile(r"^\[[ xX]\](?=\s)")
_NO_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)?")


def mistyped(text: str, raw: str) -> str:
    """Return what is wrong with a text that would be printed as it was typed, or filled in against its author's will; `raw` is it as typed."""
    if found := _NO_LINK.search(text):
        return f"holds {found[0]!r}, which is no link, {_why_no_link(found[0].partition('](')[2])}"
    if found := _BOX_TO_TICK.search(text):
        return f"begins with {found[0]!r}, a box to tick, which a paper has no form for; write in words what is done and what is not"
    typed = {_spaced(place[1]) for place in KEY.finditer(_ESCAPED.sub("", raw))}
    escaped = next((place[0] for place in KEY.finditer(text) if _spaced(place[1]) not in typed), "")
    return f"holds {escaped} with a brace written as \\{{ or by its code; write braces as they are, or one alone" if escaped else ""


def _why_no_link(address: str) -> str:
    if "{{" in address:
        return "as an address has no blanks in it; write the address out, without {{ }}"
    if " " in address.strip(" )"):
        return "as an address has no blanks in it; put it between < and >, or give the file a name without blanks"
    return "as no reader could follow it; link to an address that begins with https://, or write its words alone"


def _spaced(key: str) -> str:
    return " ".join(key.split())
