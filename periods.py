"""Periods as people write them: months, quarters, NHS years and spans, each with a first and a last day.

The NHS year runs from 1 April to 31 March; quarter 1 is April to June.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from .days import MONTH, MONTHS, full_year, parse_date, plain
from .year_parts import months_named, months_up_to, quarter_beside

EXAMPLES = {"month": "March 2019", "quarter": "Q4 2018/19", "year": "2018/19"}
_DASH = r"\s*(?:to|until|-|–|—)\s*"
_MONTHS = 12
_MONTH_YEAR = re.compile(rf"^{MONTH}\.?[\s\-/,']*(?P<year>\d{{4}}|\d{{2}})$")
_MONTH_OF_YEAR = re.compile(r"^(?P<month>\d{1,2})[/.](?P<year>20\d{2})$")
_ISO_MONTH = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})$")
_BARE_MONTH = re.compile(rf"^{MONTH}\.?$")
_YEAR = re.compile(r"^(?:fy\s*|year\s+|nhs year\s+|financial year\s+)?(?P<first>20\d{2}|\d{2})\s*[/\-–]\s*(?P<second>20\d{2}|\d{2})$")
_FY = re.compile(r"^fy\s*'?(?P<year>20\d{2}|\d{2})$")
_YEAR_QUARTER = re.compile(r"^(?P<year>.*\d)\s*[,\-–]?\s*(?:q|qtr|quarter)\.?\s*(?P<quarter>[1-4])$")
_BARE_QUARTER = re.compile(r"^(?:q|qtr|quarter)[.:\s]*(?P<quarter>[1-4])(?:st|nd|rd|th)?(?:\s*\([^)]*\))?$")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)(?:\s+|$)")
_SINCE = re.compile(r"\bsince\s+([^()\[\]]+)", re.IGNORECASE)
_COMPACT_MONTH = re.compile(r"^(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])$")
_QUARTER = re.compile(r"^(?:q|qtr|quarter)\.?\s*(?P<quarter>[1-4])\s*,?\s*(?P<year>.*)$")
_LABEL = re.compile(
    r"^(?:reporting period|period ending|period|month ending|month ended|month end|month(?!\s*\d{1,2}\b)|quarter ending|quarter ended|quarter end|"
    r"quarter to|year ending|year ended|year end|year to|return for|position at end of|position at|position as at|data as at|as at|"
    r"for the month of|for)\s*:?\s+"
)


class Period(Struct, frozen=True, order=True):
    """A span of whole days, first and last included."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()} to {self.end.isoformat()}"

    def contains(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def nhs_year(first: int) -> Period:
    """Return the NHS year that begins on 1 April of `first`."""
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


def year_up_to(day: date) -> Period:
    """Return the twelve months that end with a day."""
    after = day + timedelta(days=1)
    return Period(after.replace(year=after.year - 1, day=min(after.day, 28)), day)


def quarter(first: int, number: int) -> Period:
    """Return quarter 1 to 4 of the NHS year that begins in `first`."""
    begin = month(first + (number == 4), (1, 4, 7, 10)[number % 4])
    last = month(begin.start.year, begin.start.month + 2)
    return Period(begin.start, last.end)


def period_ending(day: date, usual: str) -> Period:
    """Return the whole month, quarter or year (`usual`) that has `day` in it."""
    if usual == "month":
        return month(day.year, day.month)
    first = day.year if day.month >= 4 else day.year - 1
    if usual == "quarter":
        return quarter(first, (day.month - 4) % 12 // 3 + 1)
    return nhs_year(first)


def spans(period: Period, every: str) -> list[Period]:
    """Return the whole months, quarters or years that a period is made of, or the one that it lies in."""
    found: list[Period] = []
    day = period.start
    while day <= period.end:
        found.append(period_ending(day, every))
        day = found[-1].end + timedelta(days=1)
    return found


def write_period(period: Period) -> str:
    """Return a period in words that `parse_period` reads as the same: "March 2019", "Q4 2018/19", "2018/19", or both its ends."""
    start, end = period.start, period.end
    return name_period(period) or f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"


def name_period(period: Period) -> str:
    """Return the name of a month, a quarter or a year, "" for any other period."""
    end = period.end
    first = period_ending(end, "year").start.year
    year = f"{first}/{(first + 1) % 100:02}"
    if period == nhs_year(first):
        return year
    if period == period_ending(end, "quarter"):
        return f"Q{(end.month - 4) % 12 // 3 + 1} {year}"
    return f"{end:%B %Y}" if period == period_ending(end, "month") else ""


@lru_cache(maxsize=8192)
def parse_period(text: str, usual: str = "month") -> Period | None:
    """Return the period that `text` means, None where it means none.

    `usual` says what a single date ends: "month", "quarter" or "year". The forms are those of the returns' own rules.
    """
    words = plain(text)
    if found := re.match(r"^since\s+(.+?),?\s+(?:data\s+)?(?:as at|to)\s+(.+)$", words):
        return _span(found[1], found[2])
    if found := re.match(r"^(?:ytd|year to date)\s*(?:to|at|as at)?\s+(.+)$", words):
        last = _whole(found[1].strip("()"))
        return Period(period_ending(last.end, "year").start, last.end) if last else None
    ended = ""
    while label := _LABEL.match(words):
        ended = next((span for span in ("month", "quarter", "year") if label[0].startswith((f"{span} end", f"{span} to"))), ended)
        words = words[label.end() :]
    outside, whole = _IN_BRACKETS.sub(" ", words).strip(), re.sub(r"[()]", " ", words)
    if (day := parse_date(outside)) is not None:
        return period_ending(day, ended or usual)
    period, inner = _spelt(outside), None
    if whole != words and (inner := _spelt(" ".join(whole.split()))) and (period is None or period.contains(inner)):
        period = inner  # "2018/19 (Q4)", "Q4 (2018/19)", "Q4 (January to March 2019)"
    return _ended_by(period, ended) if period and ended else period


def _spelt(words: str) -> Period | None:
    """Return the period that `words` name or put together, with nothing left over."""
    return _whole(words) or _two_ends(words) or _months_to(words) or _told_twice(words)


def _ended_by(last: Period, span: str) -> Period | None:
    """Return the quarter or year that a month ends ("Quarter ending June 2018"), what is longer than a month as it is; None where it ends none."""
    if last != month(last.end.year, last.end.month):
        return last
    whole = period_ending(last.end, span)
    return whole if whole.end == last.end else None


@lru_cache(maxsize=8192)
def find_period(text: str, usual: str = "month") -> Period | None:
    """Return the one period that stands somewhere in a title, a sheet name or a file name; None where there is none, or several.

    The longest run of words that is a period wins, so that "training March 2019" is March 2019 and "Q4 18-19" is not a year.
    """
    named = re.sub(r"(?:\.[A-Za-z]{3,4})+$", "", text).replace("_", " ")
    found = _outside_or_whole(named, usual)
    since = _SINCE.search(named)
    said = since[1].split() if since else []
    for size in range(1, min(len(said), 3) + 1):
        begun = parse_period(" ".join(said[:size]).rstrip(",;"), usual)
        if begun and since and (found is None or found == begun):  # where it began, and not when it ended
            return _outside_or_whole(f"{named[: since.start()]} | {' '.join(said[size:])} | {named[since.end() :]}", usual)
    return found


def _outside_or_whole(named: str, usual: str) -> Period | None:
    outside, whole = (_longest_run(re.sub(pattern, " ", named), usual) for pattern in (r"\([^)]*\)|\[[^\]]*\]", r"[()\[\]]"))
    # "Q3 (October to December) 2018/19" is a quarter, and with its brackets' words among the others no more than a year
    return outside if outside and whole and whole.contains(outside) else whole


def _longest_run(text: str, usual: str) -> Period | None:
    words = text.split()
    for size in range(min(len(words), 8), 0, -1):
        found = {period for start in range(len(words) - size + 1) if (period := parse_period(" ".join(words[start : start + size]), usual))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def holds_day(text: str) -> bool:
    """Say whether a longer text holds a whole date, which may be the day of anything."""
    return bool(days_within(text))


def days_within(text: str) -> dict[str, date]:
    """Return the whole dates that a longer text holds, by the words that write them."""
    words = text.split()
    written = (" ".join(words[start : start + size]) for size in (1, 2, 3) for start in range(len(words) - size + 1))
    return {each: day for each in written if (day := parse_date(each))}


def part_of(text: str, outer: Period) -> Period | None:
    """Return the month or quarter of `outer` that `text` names without its year ("Q4", "March"); None where it names none, or two."""
    words = plain(text)
    years = range(outer.start.year - 1, outer.end.year + 1)
    found: list[Period] = []
    if named := _BARE_QUARTER.match(words):
        found = [quarter(year, int(named["quarter"])) for year in years]
    elif named := _BARE_MONTH.match(words):
        found = [month(year, MONTHS[named["month"]]) for year in years]
    inside = [period for period in found if outer.contains(period)]
    return inside[0] if len(inside) == 1 else None


def is_part(text: str) -> bool:
    """Say whether `text` names a month or quarter without its year, and nothing else."""
    words = plain(text)
    return bool(_BARE_QUARTER.match(words) or _BARE_MONTH.match(words))


def parts_within(text: str) -> list[tuple[str, str]]:
    """Return the month or quarter, without its year, among the words of a sheet's name, with the others: ("Jan", "data"); none of two."""
    words = re.sub(r"[()\[\]_\-,]", " ", text).split()
    ends = [(start, start + size) for size in (1, 2) for start in range(len(words) - size + 1)]
    found = [(" ".join(words[start:end]), " ".join(words[:start] + words[end:])) for start, end in ends if is_part(" ".join(words[start:end]))]
    return found if len(found) == 1 else []


def title_ends(text: str) -> list[str]:
    """Return a title or a sheet's name, and the last words of it, where a month or quarter may stand: "Training, Quarter 4"."""
    words = text.split()
    return [text, *(" ".join(words[-size:]) for size in (1, 2) if len(words) > size)]


def _year(words: str) -> Period | None:
    if found := _FY.match(words):
        return nhs_year(full_year(found["year"]) - 1)
    if found := _YEAR.match(words):
        first, second = full_year(found["first"]), full_year(found["second"])
        return nhs_year(first) if second == first + 1 else None
    return None


def _whole(words: str) -> Period | None:
    """Return the day, month, quarter or year that `words` name with nothing left over."""
    words = words.strip()
    if day := parse_date(words):
        return Period(day, day)
    if part := _part_of_year(words):
        return part
    if found := (_QUARTER.match(words) or _YEAR_QUARTER.match(words)):
        year = _year(found["year"].strip(" ,-"))
        return quarter(year.start.year, int(found["quarter"])) if year else None
    if year := _year(words):
        return year
    if found := (_MONTH_YEAR.match(words) or _ISO_MONTH.match(words) or _COMPACT_MONTH.match(words) or _MONTH_OF_YEAR.match(words)):
        number = found["month"]
        value = MONTHS[number] if number in MONTHS else int(number)
        return month(full_year(found["year"]), value) if 1 <= value <= 12 else None
    return None


def _part_of_year(words: str) -> Period | None:
    """Return what is named by its number in an NHS year: "Month 12 2018/19", "H1 2018/19", "Q1-Q2 2018/19"."""
    named = months_named(words)
    year = _year(named.year) if named else None
    if named is None or year is None:
        return None
    return Period(_later(year.start, named.first - 1), _later(year.start, named.last) - timedelta(days=1))


def _months_to(words: str) -> Period | None:
    """Return so many months up to the end of one: "six months to September 2016"."""
    named = months_up_to(words)
    last = _whole(named[1]) if named else None
    if named is None or last is None or last.end != month(last.end.year, last.end.month).end:
        return None
    return Period(_later(last.end + timedelta(days=1), -named[0]), last.end)


def _told_twice(words: str) -> Period | None:
    """Return a quarter that is named and spelt out beside it ("Q2 July to September 2018"); None where the two are not the same."""
    named = quarter_beside(words)
    spelt = _two_ends(named[1]) if named else None
    if named is None or spelt is None:
        return None
    whole = period_ending(spelt.end, "quarter")
    return spelt if spelt == whole == quarter(period_ending(spelt.end, "year").start.year, named[0]) else None


def _later(first: date, months: int) -> date:
    """Return the first day of the month that is so many months after that of another first day."""
    years, number = divmod(first.month - 1 + months, _MONTHS)
    return date(first.year + years, number + 1, 1)


def _two_ends(words: str) -> Period | None:
    """Return the span of two dates or months joined by to, - or a dash: "Oct - Dec 2018", "1 April 2018 to 31 March 2019"."""
    for joint in re.finditer(_DASH, words):
        if span := _span(words[: joint.start()], words[joint.end() :]):
            return span
    return None


def _span(first: str, last: str) -> Period | None:
    end = _whole(last)
    if end is None:
        return None
    first = first.strip()
    without_year = (_whole(f"{first} {year}") for year in (end.end.year, end.end.year - 1))  # "Oct - Dec 2018", "1 October - 31 December 2018"
    for start in (_whole(first), *without_year):
        if start and start.start <= end.end:
            return Period(start.start, end.end)
    return None
