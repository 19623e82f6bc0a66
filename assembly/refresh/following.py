"""What follows from a paper's figures and headings: the pages of its contents, and the answers of its checklist."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from ...errors import TemplateError
from ...layouts.words import fold
from ...workspace import Settings
from .. import checklist
from ..compliance import asked, shown_answers
from ..contents import Contents, contents, leave_pages_to_word, show_pages
from ..draft import Draft
from ..formatting import Looks
from ..headings import structure
from ..ledger import Today
from ..office import ready
from ..ooxml import Element, control_key, find_all, name, parse, serialise, text_of
from ..package import Package
from ..ruler import Layout, measure, soffice
from .content import put_content
from .figures import shown_by
from .splice import Edit, edits_of
from .spots import find_cells, find_spots

CONTENTS = "contents"
_MEASURED = "executive_summary"
"""The rule of the checklist of which nothing is known where the pages are not measured."""

_APART = "The contents stand in no control any more, as after a save by LibreOffice: they were left as they are, so see that they still hold."


class Following(Struct, frozen=True):
    """The edits of the main part, what is to be said of what could not be renewed, and the checklist's answers, as far as they are known."""

    edits: tuple[Edit, ...]
    notes: tuple[str, ...]
    answers: dict[str, checklist.Answer]


NOTHING = Following((), (), {})
"""What follows in a letter, which has neither contents nor a checklist."""


def follow(package: Package, today: Today, settings: Settings, *, pages: bool) -> Following:
    """Return what contents and checklist would be in a paper whose figures and blocks are today's; `package` is a copy to try it on.

    Without LibreOffice, or where `pages` is false, the contents keep the pages that they have.
    """
    before = package.parts[package.main]
    was = parse(before)
    # LibreOffice makes a control round a table one within a line, beside it
    control = next((found for found in find_all(package.document, "//w:sdt[.//w:tbl]") if control_key(found) == CONTENTS), None)
    written = _cells(control)
    draft = Draft(package, today.texts, today.brief)
    apart = [] if control is not None else [_APART]
    listed = _list_anew(draft, control) if control is not None else None
    notes: list[str] = []
    answers: dict[str, str] = {}
    evidence: dict[str, checklist.Answer] = {}

    def show(layout: Layout | None) -> None:
        if listed and layout:
            try:
                show_pages(listed, layout)
            except TemplateError as error:
                notes[:] = [str(error)]
        every = settings.report.paragraph_numbers == "every"
        told = checklist.told(package, Looks(package), layout, listed.heading if listed else "", every)
        answers.update(shown_answers(told, settings.checklist))
        evidence.update({rule: answer for rule, answer in told.items() if layout or rule != _MEASURED})

    with ready(soffice() if pages else None) as office:
        is_measured = bool(office and measure(office, package, show))
    if not is_measured:
        _keep_pages(listed, written)
        show(None)
    edits = [*_of_contents(before, package, written, control), *_of_answers(before, was, answers, measured=bool(office))]
    return Following(tuple(edits), (*apart, *notes), evidence)


def _list_anew(draft: Draft, control: Element) -> Contents:
    """Put contents made today into the control of the old ones. A heading that an author added has no bookmark, so its entry is no link."""
    place = next(control.iter(name("w:p")))
    made = contents(draft, place, structure(draft, bookmarked=False))
    put_content(draft, control, [made.block])
    return made


def _keep_pages(listed: Contents | None, written: list[tuple[str, ...]]) -> None:
    """Let entries show the pages that they showed before, by their titles; one that is new shows none."""
    if listed is None:
        return
    pages = _pages_of(written, [entry.heading.title for entry in listed.entries])
    for entry, page in zip(listed.entries, pages, strict=True):
        for piece in (found for shown in entry.page for found in shown.iter(name("w:t"))):
            piece.text = page
    if not any(row[2] for row in written if len(row) > 2):
        leave_pages_to_word(listed)


def _pages_of(written: list[tuple[str, ...]], titles: list[str]) -> list[str]:
    """Return the page that the old contents give each title, "" for none.

    Sections of one title have their pages in order; of no page is it known whose it was where there were more or fewer of them.
    """
    pages: dict[str, list[str]] = {}
    for row in written:
        if len(row) > 2:
            pages.setdefault(row[1], []).append(row[2])
    known = {title: iter(found) for title, found in pages.items() if len(found) == titles.count(title)}
    return [next(known[title]) if title in known else "" for title in titles]


def _cells(control: Element | None) -> list[tuple[str, ...]]:
    return [tuple(text_of(cell) for cell in find_all(row, "w:tc")) for row in find_all(control, ".//w:tr")] if control is not None else []


def _of_contents(before: bytes, package: Package, written: list[tuple[str, ...]], control: Element | None) -> Iterator[Edit]:
    """Yield the edit that puts the new contents in place of the old, where they say anything else."""
    if control is None or _cells(control) == written:
        return
    after = serialise(package.document)
    new = next(after[slice(*spot.content)] for spot in find_spots(after, package.main) if spot.key == CONTENTS)
    yield from ((*spot.content, new) for spot in find_spots(before, package.main) if spot.key == CONTENTS)


def _of_answers(before: bytes, document: Element, answers: Mapping[str, str], *, measured: bool) -> Iterator[Edit]:
    """Yield the edits of the answers that are others now; where the pages were not measured, nothing new is known of the summary's.

    An answer is the text of a cell: the one behind the cell that asks, by its words.
    """
    rules = {fold(words): rule for rule, words in asked().items()}
    cells = dict(zip(document.iter(name("w:tc")), find_cells(before, "the paper"), strict=True))
    for row in find_all(document, "//w:body//w:tr"):
        for asking, answering in pairwise(find_all(row, "w:tc")):
            rule, spot = rules.get(fold(text_of(asking)), ""), cells[answering]
            known = measured or rule != _MEASURED
            if rule in answers and known and spot.texts and shown_by(before, spot) != answers[rule]:
                yield from edits_of(before, spot, answers[rule])
