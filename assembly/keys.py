"""The keys that a paper may name: the warehouse's figures, and what the settings say."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..warehouse.disclosure import Disclosed
from ..warehouse.figures.letters import Addressee
from ..warehouse.figures.model import Catalogue, Chart, Plot, Table
from ..warehouse.figures.on_demand import OnDemand, layered
from ..workspace import Settings
from .block_keys import BLOCK
from .lettering import width
from .uses import Use, uses

PUBLIC = "Not applicable: this paper is public"
"""What the front sheet of a public paper answers to the reason for being in part 2."""

_PAGE_HEAD = 455.0
"""Points, somewhat less than the 462 of a line of the template's page, as the width of letters is an estimate."""


def offered(settings: Settings, catalogue: Catalogue, part_2: str = PUBLIC) -> Mapping[str, str]:
    """Return every key with the text that the paper shows for it."""
    return layered(OnDemand(catalogue.figures, lambda key: catalogue.figures[key].text), setting_keys(settings, part_2))


def letter_keys(settings: Settings, addressee: Addressee) -> Mapping[str, str]:
    """Return every key on offer to the letter of a provider, with the text that it shows for it."""
    return layered({"provider.code": addressee.code, "provider.name": addressee.name}, offered(settings, addressee.catalogue))


def brief(settings: Settings, disclosed: Disclosed) -> dict[str, str]:
    """Return the keys that a table or a page head shows with fewer words, and these."""
    told = disclosed.catalogue.figures if disclosed.policy.told else {}  # no other figure has fewer
    figures = {key: figure.brief for key, figure in told.items() if figure.brief and figure.brief != figure.text}
    title = settings.report.title
    return figures | ({"report.title": cut} if (cut := _for_a_page_head(title)) != title else {})


def _for_a_page_head(title: str) -> str:
    """Return a title as it fits on one line, cut behind a word: a head of several lines takes its room from the text of every page."""
    if width(title) <= _PAGE_HEAD:
        return title
    words = title.split()
    while len(words) > 1 and width(f"{' '.join(words)}…") > _PAGE_HEAD:
        words.pop()
    return f"{' '.join(words).rstrip(',;:.–- ')}…"


def with_tables(found: Iterable[Use], catalogue: Catalogue) -> Iterator[Use]:
    """Return the keys that a paper names, and then those that the tables and charts among them name."""
    blocks: dict[str, Table | Chart | Plot] = {}
    for use in found:
        yield use
        block = BLOCK.match(use.key)
        if block and block[2] in (held := catalogue.tables if block[1] == "table" else catalogue.charts):
            blocks[f"the {block[1]} {block[2]!r}"] = held[block[2]]
    for place, named in blocks.items():
        yield from (Use(inner.key, place) for text in named.words for inner in uses(text, lambda _: ""))


def setting_keys(settings: Settings, part_2: str = PUBLIC) -> dict[str, str]:
    """Return what the settings say; `part_2` is why the paper is in part 2 of the meeting, or that it is not."""
    organisation, report, front = settings.organisation, settings.report, settings.front_sheet
    return {
        "organisation.name": organisation.name,
        "organisation.short_name": organisation.short_name or organisation.name,
        "organisation.area": organisation.place,
        "organisation.strapline": organisation.strapline,
        "report.title": report.title,
        "report.period": period_name(report.period.start, report.period.end),
        "report.as_at": long_date(report.as_at),
        "report.period_end_month": f"{report.period.end:%B %Y}",
        "report.previous_end_month": f"{report.period.end:%B} {report.period.end.year - 1}",
        "report.version": report.version,
        "report.first_published": report.first_published,
        "front_sheet.conflicts_of_interest": front.conflicts_of_interest,
        "front_sheet.previously_discussed": front.previously_discussed,
        "front_sheet.presented_by": front.presented_by,
        "front_sheet.meeting_date": ordinal_date(front.meeting_date) if front.meeting_date else "",
        "front_sheet.agenda_item": front.agenda_item,
        "front_sheet.part_2_reason": part_2,
    }


def long_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def ordinal_date(day: date) -> str:
    ending = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{ending} {day:%B %Y}"


def period_name(start: date, end: date) -> str:
    """Return "2018/19" for an NHS year, "March 2019" for a month, both ends for any other span."""
    if (start.month, start.day, end.month, end.day) == (4, 1, 3, 31) and end.year == start.year + 1:
        return f"{start.year}/{end.year % 100:02}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{end:%B %Y}"
    return f"{start:%B %Y} to {end:%B %Y}"
