"""Which row of a sheet is a heading row, and of which return: scored by the layouts' own headings, never by position."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..layouts import Field, Layout
from ..layouts.alike import alike
from ..layouts.words import WordIndex, words
from ..periods import Period
from .carried import carried_word
from .denials import denials, denies, denies_what_is_asked, without_key
from .heading_match import MIN_FIELDS, Match
from .heading_periods import split_part, split_period, without_joint
from .labels import is_label
from .period_groups import heading_period
from .repeats import repeats_beside
from .workbook import Value

ANOTHER_TIME = words("previous prior last next forecast projected")
_SPAN_OF_TIME = re.compile(r"\b(?:last|next)\s+(?=\d|two|three|six|twelve|day|working)", re.IGNORECASE)
"""What is up to this day: "in the last 3 years", "on the last day"."""
SHARE = words("% percent percentage proportion rate")
_NUMBER = words("number headcount")
UNIT_OR_SCALE = re.compile(r"\(\s*(?:\d\s*(?:-|–|to)\s*\d|r\W?a\W?g|n|nos?\.?|number|%|y\s*/\s*n)\s*\)", re.IGNORECASE)
"""A unit or a scale, which may part a heading from its period: "Score 2017/18 (0-3)"."""
STAFF = words("number no of total staff headcount post in")
"""What counts staff, without a word of which: "No. of staff trained" is of those trained, and "No. of staff" alone of those required."""
_QUESTION = re.compile(r"\?\s*$|\by\s*/\s*n\b|\byes\s*/\s*no\b", re.IGNORECASE)
"""What is answered yes or no, and is no text: "Post filled?"."""
_MOST_REMEMBERED = 10_000
_LONGEST = 40  # letters; a longer heading says more than a figure and its period


@dataclass(slots=True)
class _Claim:
    layout: str
    field: str
    column: int
    size: int
    exact: bool
    given: int


@dataclass(slots=True)
class Headings:
    """The headings of every layout, ready to be looked for."""

    layouts: Mapping[str, Layout]
    index: WordIndex[tuple[str, str]] = field(init=False)
    _telling: WordIndex[tuple[str, str]] = field(init=False)
    _turned: dict[tuple[str, str], set[str]] = field(default_factory=dict, init=False, repr=False)
    _known: dict[str, list[tuple[tuple[str, str], int, bool]]] = field(default_factory=dict, init=False, repr=False)
    _matched: dict[tuple[tuple[Value, ...], frozenset[int]], list[Match]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        known = [(heading, (layout.name, item.name)) for layout in self.layouts.values() for item in layout.field for heading in item.headings]
        self.index = WordIndex(known, alike)
        self._telling = WordIndex(((heading, owner) for heading, owner in known if not words(alike(heading)) <= STAFF), alike)

    def match_row(self, row: Sequence[Value], qualified: Collection[int] = (), over: Mapping[int, Period | str] | None = None) -> list[Match]:
        """Return the layouts that the row could head a table of, the best first; none where it holds bare numbers, as data do.

        Of two headings of a field, one in a column that is `qualified` by words above it comes second. `over` are the periods that stand
        above columns. The returns of one form have the same rows of headings, which are looked for once.
        """
        if any(not isinstance(value, str | date) for value in row):
            return []
        if over:
            return self._match_row(row, qualified, over)
        key = (tuple(row), frozenset(qualified))
        if key not in self._matched:
            _make_room(self._matched)
            self._matched[key] = self._match_row(row, qualified, {})
        return [match.copy() for match in self._matched[key]]

    def _match_row(self, row: Sequence[Value], qualified: Collection[int], over: Mapping[int, Period | str]) -> list[Match]:
        texts = {column: text for column, value in enumerate(row) if isinstance(value, str) and (text := value.strip())}
        claims = self._claims(texts)
        if not claims:
            return []
        periods = {column: period for column, value in enumerate(row) if (period := heading_period(value))}
        if len(texts.keys() | periods.keys()) < MIN_FIELDS or self._is_label_row([value for value in row if value != ""]):
            return []
        found = [self._match(self.layouts[name], theirs, texts, periods, qualified, over) for name, theirs in claims.items()]
        return sorted((match for match in found if match.is_heading), key=lambda match: match.score, reverse=True)

    def known(self, text: str) -> list[tuple[tuple[str, str], int, bool]]:
        """Return the fields, by layout, whose headings a text holds, each with the words held and whether it is that heading, the longest first.

        One that says that it is of another time ("Target for next year"), or of a figure that is denied ("Not trained"), is of no field
        that has no such heading itself. A percentage of what a return counts ("% returned on time") is no count, and no lesser percentage either;
        a number of it ("Target number trained") is no percentage. A level ("Safeguarding Adults Level 1") is no heading of levels.
        """
        if text not in self._known:
            _make_room(self._known)
            self._known[text] = self._fields_of(text)
        return self._known[text]

    def _fields_of(self, text: str) -> list[tuple[tuple[str, str], int, bool]]:
        matches = self.index.matches(text)
        if not matches:
            return []
        given = words(alike(_SPAN_OF_TIME.sub(" ", text)))
        is_question = _QUESTION.search(text) is not None
        elsewhen, share = given & ANOTHER_TIME, given & SHARE
        found = [
            (owner, size, exact)
            for owner, size, exact in matches
            if exact
            or (
                elsewhen <= self._own(owner)
                and not denies(text, self._item(owner), self._own(owner))
                and not (self._item(owner).type == "yes_no" and denies_what_is_asked(text))
                and not (self._item(owner).carried_by and carried_word(self._item(owner), text, None))
                and not (is_question and self._item(owner).type in ("text", "ref") and not self._item(owner).words)
            )
        ]
        if not share:
            found = [match for match in found if self._item(match[0]).type != "percent" or given & _NUMBER <= self._own(match[0])]
            return self._without_bare_counts(text, found)
        shares = [match for match in found if self._item(match[0]).type in ("count", "number") and not share <= self._own(match[0])]
        most = {owner[0]: max(size for other, size, _ in shares if other[0] == owner[0]) for owner, _, _ in shares}
        return [match for match in found if match not in shares and match[1] >= most.get(match[0][0], 0)]

    def _without_bare_counts(self, text: str, found: list[tuple[tuple[str, str], int, bool]]) -> list[tuple[tuple[str, str], int, bool]]:
        """Leave out that a text counts staff, where it tells of what: of "Number of staff with current DBS" the last two words decide."""
        owners = {owner for owner, _, _ in found}
        told = [match for match in self._telling.matches(text) if match[0] in owners]
        returns = {owner[0] for owner, _, _ in told if self._item(owner).is_number}
        elsewhere = [match for match in found if match[2] or match[0][0] not in returns]
        return sorted([*elsewhere, *(match for match in told if match[0][0] in returns)], key=lambda match: -match[1]) if returns else found

    def _own(self, owner: tuple[str, str]) -> set[str]:
        """Return the words by which a field's own headings are of another time, of a share or a number, or deny: in these they say nothing else."""
        if owner not in self._turned:
            headings = self._item(owner).headings
            self._turned[owner] = {each for text in headings for each in (words(text) & (ANOTHER_TIME | SHARE | _NUMBER)) | denials(text)}
        return self._turned[owner]

    def _item(self, owner: tuple[str, str]) -> Field:
        return self.layouts[owner[0]].fields[owner[1]]

    def is_heading(self, text: str) -> bool:
        """Say whether a text is a heading of a layout, and not only holds the words of one."""
        return any(exact for _, _, exact in self.index.matches(text))

    def _is_label_row(self, cells: list[Value]) -> bool:
        """Say whether a row is labels alone, or each with its value, whose words may be those of headings too: "Role", "Training lead".

        A value may be a date, which is no month across the page: "Return for", a day, "Date submitted", another.
        """
        values = [value for value in cells[1::2] if isinstance(value, str)]
        are_two = len(cells) == len(values) + 1 == MIN_FIELDS
        if all(map(is_label, cells)) or (are_two and self._says_what_of(str(cells[0]), values[0])):
            return True
        return len(cells) % 2 == 0 and all(map(is_label, cells[::2])) and not any(is_label(value) or self.is_heading(value) for value in values)

    def _says_what_of(self, heading: str, text: str) -> bool:
        """Say whether a row of two texts is a heading with a word of its list: "Course", "Prevent Basic" above a table that is of it."""
        owners = [owner for owner, _, exact in self.index.matches(heading) if exact]
        return not self.is_heading(text) and any(self._item(owner).word_index.best(text) is not None for owner in owners)

    def _claims(self, texts: dict[int, str]) -> dict[str, list[_Claim]]:
        """Return, by layout, what each cell's longest known heading claims; shorter ones are no claim, so a cell has no second choice."""
        claims: dict[str, list[_Claim]] = {}
        for column, text in texts.items():
            longest: dict[str, int] = {}
            for (layout, name), size, exact in self.known(text):
                if size >= longest.setdefault(layout, size):
                    given = len(words(alike(without_key(text))) - STAFF)  # "Total number of eligible staff" says "eligible"
                    claims.setdefault(layout, []).append(_Claim(layout, name, column, size, exact, max(size, given)))
        return claims

    def _dated(self, layout: Layout, texts: dict[int, str], over: Mapping[int, Period | str]) -> dict[int, tuple[str, Period | str]]:
        """Return the columns headed by a field of a layout and a period of its own, beside it or over it.

        A running total with a period beside it keeps the return's ("Notified since April 2017"), unless it is there for several.
        """
        found: dict[int, tuple[str, Period | str]] = {}
        for column, text in texts.items():
            if column in over:
                if name := self._only_field(layout, text):
                    found[column] = (name, over[column])
            elif named := self._named_with_period(layout, text):
                found[column] = named
        names = Counter(name for name, _ in found.values())
        fields = layout.fields
        return {
            column: each
            for column, each in found.items()
            if column in over or names[each[0]] > 1 or _takes_a_period(fields[each[0]]) or fields[each[0]].is_judged
        }

    def _named_with_period(self, layout: Layout, text: str) -> tuple[str, Period | str] | None:
        """Return the figure or judgement of a layout that a heading names word for word, and the period that it names beside it."""
        for said in dict.fromkeys((text, UNIT_OR_SCALE.sub(" ", text))) if len(text) <= _LONGEST else ():
            parts = split_period(said, layout.usual_period) or split_part(said)
            for rest in (parts[0], without_joint(parts[0])) if parts else ():
                names = {name for (owner, name), _, exact in self.index.matches(rest) if exact and owner == layout.name}
                fits = [name for name in names if layout.fields[name].is_figure or (layout.fields[name].is_judged and name not in layout.record_key)]
                if parts and len(fits) == 1:
                    return fits[0], parts[1]
        return None

    def _only_field(self, layout: Layout, text: str) -> str | None:
        """Return the field of a layout that a text is a heading of more than of any other; None where that is what names the records."""
        sizes = {name: size for (owner, name), size, _ in reversed(self.known(text)) if owner == layout.name}
        longest = [name for name, size in sizes.items() if size == max(sizes.values())]
        return longest[0] if len(longest) == 1 and longest[0] not in layout.record_key else None

    def _match(
        self,
        layout: Layout,
        claims: list[_Claim],
        texts: dict[int, str],
        periods: dict[int, Period | str],
        qualified: Collection[int],
        over: Mapping[int, Period | str],
    ) -> Match:
        columns: dict[str, int] = {}
        taken: dict[int, _Claim] = {}
        dated = self._dated(layout, texts, over)
        dated |= _beside_each(layout, claims, dated)
        claims = [claim for claim in claims if claim.column not in dated]
        ordered = sorted(claims, key=lambda item: (counts_staff(texts[item.column]), -item.exact, -item.size, item.column in qualified, item.column))
        while sure := next((claim for claim in ordered if claim.column not in taken and _is_only_choice(claim, claims, columns)), None):
            columns[sure.field] = sure.column
            taken[sure.column] = sure
        held = {claim.field: claim for claim in taken.values()}
        doubles = {
            claim.column: claim.field
            for claim in claims
            if claim.column not in taken and claim.field in held and _is_double(claim, held[claim.field], layout.fields[claim.field])
        }
        sizes = [(claim.size, claim.given) for claim in taken.values()] + [(1, 1)] * len(dated)
        quality = sum(size for size, _ in sizes) / max(1, sum(given for _, given in sizes))
        across = {column: period for column, period in periods.items() if column not in dated and column not in taken} if layout.across else {}
        headed, starts = texts.keys() - periods.keys() | dated.keys(), repeats_beside(texts)
        shared = sum(column < starts[0] for column in headed) if starts else 0
        cells = shared + (len(headed) - shared) // max(1, len(starts))
        return Match(layout, columns, across, sum(claim.exact for claim in taken.values()) + len(dated), cells, quality, doubles, dated)


def _beside_each(layout: Layout, claims: list[_Claim], dated: Mapping[int, tuple[str, Period | str]]) -> dict[int, tuple[str, Period | str]]:
    """Return the columns of words that stand right of each of several judgements, which are of a period each.

    "Level 2017/18", "Rationale", "Level 2018/19", "Rationale": one that stands there once goes with all of them.
    """
    found: dict[int, tuple[str, Period | str]] = {}
    judged = {column: period for column, (name, period) in dated.items() if layout.fields[name].is_judged}
    for name in {claim.field for claim in claims if claim.exact and layout.fields[claim.field].type == "text"} if len(judged) > 1 else ():
        columns = [claim.column for claim in claims if claim.field == name and claim.exact and claim.column not in dated]
        beside = {max((left for left in judged if left < column), default=-1): column for column in columns}
        if beside.keys() == judged.keys() and len(columns) == len(judged):
            found |= {column: (name, judged[left]) for left, column in beside.items()}
    return found


def _make_room(memory: dict[Any, Any]) -> None:
    """Empty what is remembered before it grows with the size of what is read."""
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()


def _is_double(claim: _Claim, held: _Claim, item: Field) -> bool:
    """Say whether a column claims a field as well as the one that has it; of a list ("Met threshold", "Decision"), by any heading word for word."""
    return (claim.size, claim.exact) == (held.size, held.exact) or (bool(item.words) and claim.exact and held.exact)


def _is_only_choice(claim: _Claim, claims: list[_Claim], columns: dict[str, int]) -> bool:
    """Say whether a claim is for a field that is free, and its column does not claim another free one as well."""
    free = {
        other.field
        for other in claims
        if other.column == claim.column and (other.size, other.exact) == (claim.size, claim.exact) and other.field not in columns
    }
    return free == {claim.field}


def counts_staff(text: str) -> bool:
    """Say whether a heading says no more than that staff are counted: of "Headcount" and "Staff needing a check" the second is meant."""
    return words(alike(text)) <= STAFF


def _takes_a_period(item: Field) -> bool:
    return item.is_figure and item.basis not in ("year_to_date", "since_inception")
