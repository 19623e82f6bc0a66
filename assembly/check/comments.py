"""The findings of a check as Word comments, each at its place, in a copy of the paper."""

from collections.abc import Iterable
from datetime import date

from lxml import etree

from ..ooxml import NAMESPACES, Element, find_all, name, run, serialise, w
from ..package import Package
from .register import Found, Rule

AUTHOR, INITIALS = "boardpaper", "bp"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_COMMENTS = frozenset({"hdr", "ftr", "footnotes", "endnotes"})
"""The stories in which Word allows no comment."""


def commented(package: Package, findings: Iterable[tuple[Rule, Found]], day: date) -> bytes:
    """Return the paper with a comment for each finding: at its words, else at the first paragraph. What was in it stays as it is."""
    part = package.related("comments")
    root = package.tree(part) if part in package.parts else w("comments")
    fresh = 1 + max((int(found.get(name("w:id"), 0)) for found in find_all(root, "w:comment")), default=-1)
    first = find_all(package.document, "//w:body//w:p")[0]
    for number, (rule, found) in enumerate(findings, start=fresh):
        root.append(_comment(number, rule, found, day))
        _mark(_place(found.element, first), number)
    if part in package.parts:
        package.replace(part, root)
    else:
        package.relate(package.main, "comments", package.add("word/comments.xml", serialise(root), _TYPE))
    return package.data()


def _comment(number: int, rule: Rule, found: Found, day: date) -> Element:
    lines = (f"{rule.title}. {found.where}: {found.says}.", f"What to do: {rule.cure}")
    return w(
        "comment",
        *(w("p", run(line)) for line in lines),
        id=number,
        author=AUTHOR,
        initials=INITIALS,
        date=f"{day.isoformat()}T00:00:00Z",
    )


def _place(element: Element | None, first: Element) -> Element:
    """Return the paragraph that a comment is put at."""
    if element is None or etree.QName(element.getroottree().getroot()).localname in _NO_COMMENTS:
        return first
    if element.tag == name("w:p"):
        return element
    around = next(element.iterancestors(name("w:p")), None)
    return next(element.iter(name("w:p")), first) if around is None else around


def _mark(paragraph: Element, number: int) -> None:
    """Put the range and the reference of a comment round all that a paragraph says."""
    ppr = paragraph.find("w:pPr", NAMESPACES)
    paragraph.insert(0 if ppr is None else 1, w("commentRangeStart", id=number))
    paragraph.append(w("commentRangeEnd", id=number))
    paragraph.append(w("r", w("commentReference", id=number)))
