"""Sense: what a paper says in one place and denies in another."""

import re
from collections import Counter
from collections.abc import Iterator

from ...days import parse_date
from ...layouts.words import fold
from ...periods import parse_period
from ..contents import DEEPEST
from ..ooxml import find_all, name
from .document import Document, Passage
from .glossary import glossary
from .register import Found, Subject, around, at, rule

LEVELS = ("no", "limited", "moderate", "significant", "full")
"""The levels of assurance, the lowest first."""
_LEVEL = re.compile(r"\b(no|limited|moderate|reasonable|significant|substantial|full)\s+assurance\b", re.IGNORECASE)
_SAME = {"reasonable": "moderate", "substantial": "significant"}
_AUDIT = re.compile(r"\b(?:internal|external|independent)\s+audit", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\s+\d{{4}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b"
    rf"|\b(?:{_MONTHS})\s+20\d\d\b|\b20\d\d\s?[/-]\s?(?:20)?\d\d\b(?![-/]\d)"
)


@rule(
    "contents_differ",
    "Contents that are not the paper's headings",
    "fault",
    why="A reader looks for a section under the name and in the place that the contents give it.",
    cure="Run 'boardpaper refresh' on the paper, which writes the contents anew.",
)
def differing_contents(subject: Subject) -> Iterator[Found]:
    document = subject.document
    entries = _entries(document)
    headings = [passage for passage in document.passages if 1 <= passage.level <= DEEPEST and passage.text.strip()]
    first = next((passage for passage in headings if entries and _same(passage.text, entries[0][1].text)), None)
    listed = headings[headings.index(first) :] if first else []
    titled = [entry for _, entry, _ in entries]
    unlisted, untitled = _beyond(listed, titled), _beyond(titled, listed)
    yield from (at(passage, "the contents do not list this section") for passage in unlisted)
    yield from (at(entry, "no section has this title") for entry in untitled)
    orders = [[fold(passage.text) for passage in passages if passage not in unlisted + untitled] for passages in (listed, titled)]
    if orders[0] != orders[1]:
        yield Found("Contents", "", "the sections stand in another order")


@rule(
    "contents_page",
    "A wrong page in the contents",
    "fault",
    why="A reader turns to the page that the contents name.",
    cure="Run 'boardpaper refresh' on the paper, which measures its pages anew.",
)
def wrong_pages(subject: Subject) -> Iterator[Found]:
    if subject.layout is None:
        return
    rest = list(subject.layout.headings)
    for number, entry, page in _entries(subject.document):
        named = [f"{number} {entry.text}", entry.text]  # the title alone is a later section's too, where two have the same
        measured = next((found for name in named for found in rest if _same(found[0], name)), None)
        if measured is None:
            continue
        rest.remove(measured)
        if page.strip() and page.strip() != str(measured[1]):
            yield at(entry, f"the contents say page {page.strip()}, and the section begins on page {measured[1]}")


@rule(
    "date_ahead",
    "A date after the meeting",
    "look",
    why="What is told as done cannot have been done after the paper went to the board; often the year is mistyped.",
    cure="Look at the date; leave it where it is a plan or a deadline.",
)
def dates_ahead(subject: Subject) -> Iterator[Found]:
    own = subject.settings.front_sheet.meeting_date or subject.settings.report.as_at
    for passage in subject.document.passages:
        for found in _DATE.finditer(passage.text):
            plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", found[0])
            period = parse_period(plain)
            day = parse_date(plain) or (period.start if period else None)
            if day and day > own:
                yield at(passage, f"{found[0]} is after {own.day} {own:%B %Y}, the paper's own date", around(passage.text, found[0]))


@rule(
    "second_name",
    "Two names for one thing",
    "look",
    why="A reader takes two names for two things; and a statutory body has one name, in its own time.",
    cure="Use the name that the law, or [glossary] in boardpaper.toml, gives; a team's own word there goes before the law's.",
)
def second_names(subject: Subject) -> Iterator[Found]:
    for usual, others in glossary(subject.settings.report.as_at, subject.settings.glossary).items():
        for other in others:
            pattern = re.compile(rf"(?<!\w){re.escape(other)}(?!\w)" if other.isupper() else rf"(?i)(?<!\w){re.escape(other)}s?(?!\w)")
            where = [passage for passage in subject.document.passages if pattern.search(re.sub(re.escape(usual), " ", passage.text, flags=re.I))]
            if where:
                count = f", and in {len(where) - 1} more" if len(where) > 1 else ""
                yield at(where[0], f"{other!r}, where the glossary has {usual!r}{count}", around(where[0].text, other))


@rule(
    "assurance_above_audit",
    "Duties rated above an independent audit",
    "look",
    why="The board will ask why the team rates itself higher than its auditors do.",
    cure="Say in the paper why both hold, or lower the level in the assurance return.",
)
def assurance_above_audit(subject: Subject) -> Iterator[Found]:
    rated = [level for control in subject.document.controls if control.key.startswith("assurance.") and (level := _level(control.text))]
    for passage in subject.document.passages:
        if passage.story != "body" or not _AUDIT.search(passage.text) or not (level := _level(passage.text)):
            continue
        if above := [found for found in rated if LEVELS.index(found) > LEVELS.index(level)]:
            highest = max(above, key=LEVELS.index)
            duties = "1 duty is" if len(above) == 1 else f"{len(above)} duties are"
            yield at(passage, f"an audit gave {level} assurance, and {duties} rated higher, up to {highest}")
            return


def _level(text: str) -> str:
    found = _LEVEL.search(text)
    word = found[1].casefold() if found else ""
    return _SAME.get(word, word)


def _entries(document: Document) -> list[tuple[str, Passage, str]]:
    """Return the contents' entries: number, title and page, from the rows of the table that links to the headings."""
    made: list[tuple[str, Passage, str]] = []
    by_element = {passage.element: passage for passage in document.passages}
    for row in find_all(document.package.document, "//w:body//w:tbl[.//w:hyperlink[starts-with(@w:anchor, '_Toc')]]//w:tr[position() > 1]"):
        cells = [[by_element[paragraph] for paragraph in cell.iter(name("w:p")) if paragraph in by_element] for cell in find_all(row, "w:tc")]
        if len(cells) == 3 and all(cells):
            made.append((cells[0][0].text, cells[1][0], cells[2][0].text))
    return made


def _beyond(passages: list[Passage], others: list[Passage]) -> list[Passage]:
    """Return the passages that are more than the others: of several with one title, the last."""
    left = Counter(fold(other.text) for other in others)
    made = []
    for passage in passages:
        left[fold(passage.text)] -= 1
        if left[fold(passage.text)] < 0:
            made.append(passage)
    return made


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)
