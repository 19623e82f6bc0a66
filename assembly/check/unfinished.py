"""Unfinished: what authors leave for later, and what a paper must not take to the board."""

import re
from collections.abc import Iterator

from lxml import etree

from ..checklist import empty_fields
from ..drawn_words import drawn_words
from ..ooxml import NAMESPACES, find_all, name, switched_on
from ..reading import is_gone, reads
from .document import Passage
from .register import Found, Subject, around, at, quoted, rule

_PLACEHOLDER = re.compile(
    r"\b[xX]{2,}\b(?!-)|\bT\.?B\.?[CAD]\b|\bclick or tap\b|\berror! |\bno table of (?:contents|figures|authorities) entries found\b"
    r"|\bto be (?:confirmed|completed|advised|inserted|added|updated)\b|\blorem ipsum\b|\?{2,}|#{2,}|_{4,}"
    r"|[\[<]\s*(?:insert|add|update|check|name|date|number|figure|text|to follow)\b[^\]>]*[\]>]|\(\s*insert\b[^)]*\)|\{\{[^}]*\}?\}?|\bTODO\b",
    re.IGNORECASE,
)
_TRACKED = {
    "ins": "insertion",
    "del": "deletion",
    "moveFrom": "move",
    "moveTo": "move",
    "cellIns": "insertion of a cell",
    "cellDel": "deletion of a cell",
    **dict.fromkeys(("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"), "change of formatting"),
}
"""What a change is that Word has tracked, by how the file calls it."""


@rule(
    "placeholder",
    "A place that was left for later",
    "fault",
    why="It would be printed as it stands.",
    cure="Write what belongs there, or delete it.",
)
def placeholders(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for words in dict.fromkeys(found[0] for found in _PLACEHOLDER.finditer(passage.text)):
            yield at(passage, f"{quoted(words)} is still there", around(passage.text, words))
    for kind, text in drawn_words(subject.document.package):
        for words in dict.fromkeys(found[0] for found in _PLACEHOLDER.finditer(text)):
            yield Found("the paper", around(text, words), f"{quoted(words)} is still there, in {kind}")


@rule(
    "front_sheet_empty",
    "An empty field of the front sheet",
    "fault",
    why="The board secretary turns back a paper whose front sheet is not complete.",
    cure="Fill in the field in boardpaper.toml, and refresh the paper.",
)
def empty_front_sheet(subject: Subject) -> Iterator[Found]:
    for key in empty_fields(subject.document.package.document):
        yield Found("front sheet", "", f"{key} is empty", key)


@rule(
    "dead_link",
    "A link that leads nowhere",
    "fault",
    why="A reader who follows it finds nothing.",
    cure="Give the link its address, or take the link off its words.",
)
def dead_links(subject: Subject) -> Iterator[Found]:
    package = subject.document.package
    marks = {mark.get(name("w:name"), "") for part in package.stories() for mark in find_all(package.tree(part), "//w:bookmarkStart")}
    for passage in subject.document.passages:
        for link in passage.element.iter(name("w:hyperlink")):
            anchor, identity = link.get(name("w:anchor"), ""), link.get(f"{{{NAMESPACES['r']}}}id", "")
            target = package.target_of(passage.part, identity) if identity else ""
            dead = (anchor not in marks) if anchor and not identity else not _leads(target)
            if dead and not is_gone(link) and anchor != "_top":
                yield at(passage, f"it leads to {target or anchor or 'nothing'!r}", reads(link), element=link)


@rule(
    "comment_left",
    "A comment that is still in the paper",
    "fault",
    why="Comments go to the board, and onto the web, with the paper.",
    cure="Answer it, then delete it (Review, Delete).",
)
def comments(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for mark in passage.element.iter(name("w:commentReference")):
            yield at(passage, "a comment stands here", element=mark.getparent())


@rule(
    "tracked_change",
    "A tracked change that is still open",
    "fault",
    why="Who reads the paper sees what was struck out, and by whom.",
    cure="Accept or reject it (Review).",
)
def tracked_changes(subject: Subject) -> Iterator[Found]:
    package = subject.document.package
    by_paragraph: dict[object, Passage] = {passage.element: passage for passage in subject.document.passages}
    told: set[object] = set()
    for part in package.stories():
        for change in package.tree(part).iter(*(name(f"w:{tag}") for tag in _TRACKED)):
            holder = next(change.iterancestors(name("w:p")), None)
            passage = by_paragraph.get(holder) if holder is not None else by_paragraph.get(next(change.iter(name("w:p")), None))
            where = (passage or part, change.get(name("w:author"), ""))
            if where in told:
                continue
            told.add(where)
            author = change.get(name("w:author")) or "somebody"
            words = "".join(piece.text or "" for piece in change.iter(name("w:t"), name("w:delText")))
            says = f"a tracked {_TRACKED[etree.QName(change).localname]} by {author} is open"
            yield at(passage, says, words or passage.text) if passage else Found("the paper", words, says)


@rule(
    "highlighted",
    "Highlighted words",
    "look",
    why="A marker pen is how authors mark what they have yet to look at.",
    cure="Look at the words, then take the highlight off.",
)
def highlights(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for mark in find_all(passage.element, ".//w:rPr/w:highlight"):
            run = next(mark.iterancestors(name("w:r")), None)
            if run is not None and reads(run).strip() and mark.get(name("w:val")) != "none" and not is_gone(run):
                yield at(passage, "these words are highlighted", reads(run), element=run)
                break


@rule(
    "struck_out",
    "Words with a line through them",
    "fault",
    why="The board reads what an author meant to take out; a figure with a line through it is as good as none.",
    cure="Delete the words, or take the line off them (Home, Strikethrough).",
)
def struck_out(subject: Subject) -> Iterator[Found]:
    for passage in subject.document.passages:
        for run in passage.element.iter(name("w:r")):
            if (switched_on(run, "w:rPr/w:strike") or switched_on(run, "w:rPr/w:dstrike")) and reads(run).strip() and not is_gone(run):
                yield at(passage, "these words are struck out", reads(run), element=run)
                break


def _leads(target: str) -> bool:
    """Say whether an address outside the paper is one at all."""
    return bool(target.strip("#/ ")) and not re.fullmatch(r"https?:/*#?", target.strip())
