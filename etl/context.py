"""Who a table is from and for which period: read from the labels nearest to it, with a query where two of them clash."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import date

from ..layouts import Layout
from ..layouts.words import fold, words
from ..periods import (
    EXAMPLES,
    Period,
    is_part,
    name_period,
    nhs_year,
    parse_period,
    part_of,
    parts_within,
    title_ends,
    write_period,
    year_up_to,
)
from ..warehouse.holds import part
from ..warehouse.records import Issue
from .file_names import period_of_file
from .labels import Labels, Said, iso_day
from .period_labels import ends_a_period, is_as_at, is_called_date, is_day_of_a_count, is_of_another_date
from .providers import ProviderNames
from .stated_periods import Found, labelled_periods, nearest_first, titled_periods
from .states import tell_state

_LONGEST_TITLE = 8  # words


class Held(Exception):
    """The return cannot be taken in: a stable code, and a sentence that says what was found, where, and what to do.

    `at` is the sheet and cell that it is about, where there is no issue that says more, with the text that stands there, if any does.
    """

    def __init__(self, code: str, sentence: str, issue: Issue | None = None, *, at: tuple[str, str] | tuple[str, str, str] | None = None) -> None:
        super().__init__(code, sentence)
        if at:
            found, cure = part(sentence)
            issue = Issue(at[0], at[1], "block", code, at[2] if len(at) > 2 and at[2] else found, "a return that can be read", cure)
        self.code = code
        self.sentence = sentence
        self.issue = issue


@dataclass(slots=True)
class Context:
    """What a table's surroundings say: the labels of its own sheet first, then those of the sheets without a table.

    `others` are the labels above the tables of the other sheets: asked where nothing nearer says, and believed where they all agree;
    `apart` the titles of the table beside it, which say nothing of this one; `titled` is the title that names the provider of the sheet.
    """

    labels: Labels
    covers: list[Labels]
    sheet: str
    filename: str
    others: list[Labels] = field(default_factory=list)
    apart: list[Said] = field(default_factory=list)
    titled: Said | None = None
    issues: list[Issue] = field(default_factory=list)

    @property
    def _name(self) -> str:
        """What a person knows the sheet by; that of a text file has no name."""
        return f"The sheet {self.sheet!r}" if self.sheet else "The file"

    def said(self, name: str) -> Said | None:
        return next((found for labels in (self.labels, *self.covers) if (found := labels.first(name))), None)

    def _named(self, name: str, find: Callable[[str], str | None]) -> Said | None:
        """Return what names the organisation, the nearest first; a title that holds a label's words does only where `find` knows its value."""
        said = [each for labels in (self.labels, *self.covers) for each in labels.said.get(name, [])]
        return next((each for each in said if each.sure or find(each.text)), said[0] if said else None)

    def _said_elsewhere(self, name: str) -> Said | None:
        """Return what the other sheets say where they say the same, and ask about it."""
        found = [said for labels in self.others if (said := labels.first(name))]
        if len({fold(said.text) for said in found}) != 1:
            return None
        expected = f"a row {'Reporting period' if name == 'period' else 'Organisation'!r} above the table on the sheet {self.sheet!r} too"
        self._query(found[0], "told_on_another_sheet", found[0].text, expected, "What this sheet says was used for the other: please say if not.")
        return found[0]

    def provider(self, names: ProviderNames) -> str:
        """Return the provider's code. Raises Held where the return names none, or none that is known."""
        code, name = self._named("organisation_code", names.by_code), self._named("organisation", names.by_name)
        if not code and not name:
            # one for each provider
            for said, query in ((Said.of_sheet(self.sheet), "provider_of_sheet_name"), (self.titled, "provider_of_title")):
                if said and (found := names.by_title(said.text)):
                    cure = "The provider of that name was used: please say if not."
                    self._query(said, query, said.text, "a row 'Organisation' above the table", cure)
                    return found
            code, name = self._said_elsewhere("organisation_code"), self._said_elsewhere("organisation")
        by_code = names.by_code(code.text) if code else None
        by_name = names.by_name(name.text) if name else None
        if by_code and by_name and by_code != by_name and code and name:
            self._query(code, "provider_clash", f"{code.text}, but {name.text}", "a code and a name of the same provider", "The code was used.")
        if code and not by_code and by_name:
            self._query(code, "unknown_code", code.text, f"the provider's code, {by_name}", "The name was used: please correct the code.")
        if found := by_code or by_name:
            self._ask_other_names(found, names, {each.cell for each in (code, name) if each})
            return found
        if said := name or code:
            raise unknown_provider(said, names)
        beside = f"{self._of_commissioner(names)}add a row 'Organisation' above the table."
        raise Held("no_provider", f"{self._name} does not say which organisation it is from: {beside}", at=(self.sheet, ""))

    def _of_commissioner(self, names: ProviderNames) -> str:
        """Return what is said of a title that names the commissioner alone, whose name stands on many a form."""
        titles = (title for labels in (self.labels, *self.covers) for title in labels.titles)
        title = next((title for title in titles if names.names_commissioner(title.text)), None)
        if title is None:
            return ""
        return f"the name in {title.text!r} ({title.cell}) is the commissioner's, as on many a form, and not taken for a provider's; "

    def _ask_other_names(self, chosen: str, names: ProviderNames, read: Set[str]) -> None:
        """Ask about the labels, here and on a cover, that name another provider than the one `chosen`; the cells `read` are its own."""
        for labels in (self.labels, *self.covers):
            for label, find in (("organisation_code", names.by_code), ("organisation", names.by_name)):
                for said in labels.said.get(label, []):
                    other = find(said.text)
                    if other and other != chosen and not (said.sheet == self.sheet and said.cell in read):
                        expected = f"one provider, {names.name(chosen)}"
                        self._query(said, "provider_clash", said.text, expected, "The provider named nearest to the table was used.")
        for said in self._names_around(names):
            if len(named := names.named_within(said.text)) == 1 and chosen not in named:
                expected = f"one provider, {names.name(chosen)}"
                self._query(said, "provider_clash", said.text, expected, "The provider of the label was used: please say if it was left behind.")

    def _names_around(self, names: ProviderNames) -> list[Said]:
        """Return what may name a provider without a label: titles, the sheet's name, and the file's; a longer text may speak of several."""
        titles = [title for title in self.labels.titles if names.by_title(title.text) or len(title.text.split()) <= _LONGEST_TITLE]
        return [*titles, Said.of_sheet(self.sheet), Said(self.filename, self.filename, "", "")]

    def period(self, layout: Layout) -> Period:
        """Return the period of a table: its sheet name or title, its label, the cover, the file name, the nearest first.

        A month or quarter without its year ("Q4", a sheet called March) is that of the nearest longer period. A label and a title of the
        same sheet where one lies inside the other: the inner one is meant, the outer one is its year.
        Raises Held where none of them says.
        """
        said = self._said_periods(layout)
        parts = self._parts(layout) or self._left_behind(layout)
        if not said:
            raise self._no_period(layout)
        chosen = parts[0] if parts else said[0]
        for other in [*parts[1:], *(found for found in said if found.near)]:
            chosen = other if chosen.near and chosen.period.contains(other.period) else chosen
        for other in (*said, *parts):
            is_aside = other.said and (is_day_of_a_count(other.said, chosen.period) or (other.is_day and is_called_date(other.said)))
            if other.said and not other.period.contains(chosen.period) and not is_aside:
                self._ask_other(other.said, chosen.period)
        for title in titled_periods(self.labels, self.sheet, layout.usual_period)[1:]:
            if title.said and not title.is_day and not title.period.contains(chosen.period):
                self._ask_other(title.said, chosen.period)
        self._ask_unread(layout, parts)
        self._ask_day(chosen)
        return chosen.period

    def _ask_other(self, said: Said, chosen: Period) -> None:
        """Ask about a period that is said beside the one `chosen`."""
        cure = f"The figures were taken to be for {write_period(chosen)}: please say if they are of the other."
        self._query(said, "period_clash", f"{said.text}, but {chosen}", "one period throughout the file", cure)

    def _ask_day(self, chosen: Found) -> None:
        """Ask about a day that a period was taken from, and that does not end it; Excel keeps a month as its first day (Mar-19)."""
        day = iso_day(chosen.said) if chosen.said and chosen.said.label else None
        if not chosen.said or not day:
            return
        as_month = isinstance(chosen.said.value, date) and not is_as_at(chosen.said)
        begins = chosen.period.start.isoformat() == day and (as_month or not ends_a_period(chosen.said))
        if not begins and chosen.period.end.isoformat() != day:
            cure = f"It was read as {name_period(chosen.period)}: please say if the figures are of another."
            self._query(chosen.said, "day_within_period", chosen.said.text, "the last day of a month, a quarter or a year", cure)

    def _no_period(self, layout: Layout) -> Held:
        """Return the hold of a return without a period: with what stands where one belongs, if anything does."""
        example = EXAMPLES[layout.usual_period]
        labelled = next((said[0] for labels in (self.labels, *self.covers) if (said := labels.said.get("period"))), None)
        if labelled is None:
            found = f"{self._name} does not say which period it is for: add a row 'Reporting period', for example '{example}'."
            return Held("no_period", found, at=(self.sheet, ""))
        where = f"sheet {labelled.sheet!r}, cell {labelled.cell}" if labelled.sheet else f"cell {labelled.cell}"
        expected = f"a period such as {example}"
        cure = f"Please write the period as in '{example}'."
        issue = Issue(labelled.sheet, labelled.cell, "block", "no_period", labelled.text, expected, cure)
        sentence = f"The return is for {labelled.text!r} ({where}), which is no period that can be read: write it as in {example!r}."
        return Held("no_period", sentence, issue)

    def _ask_unread(self, layout: Layout, parts: list[Found]) -> None:
        """Ask about period labels of which none could be read, with the others or alone."""
        for labels in (self.labels, *self.covers):
            said = labels.said.get("period", [])
            if said and not labelled_periods(labels, layout.usual_period) and not any(part.said in said for part in parts):
                expected = f"a period such as {EXAMPLES[layout.usual_period]}"
                self._query(said[0], "period_not_read", said[0].text, expected, "Please write the period in one of the usual forms.")

    def says_period(self, layout: Layout) -> bool:
        return bool(self._said_periods(layout))

    def part(self, text: str, layout: Layout) -> Period | None:
        """Return the month or quarter that `text` names without its year, where the surroundings name a period that has it once."""
        return next((part for found in self._said_periods(layout) if (part := part_of(text, found.period))), None)

    def _part_before(self, text: str, layout: Layout) -> Period | None:
        """Return the month or quarter that `text` names without its year, the last that had ended with the period that the return says."""
        said = self._said_periods(layout)
        return part_of(text, year_up_to(said[0].period.end)) if said else None

    def whole(self, period: Period | str, layout: Layout) -> Period:
        """Return the period of a month across the page: "Jan" of a return for March 2019 is the January before that March.

        Raises Held where it is named without its year, and nothing says which.
        """
        found = period if isinstance(period, Period) else self.part(period, layout) or self._part_before(period, layout)
        if found is None:
            year = f"{self._name} does not say which year its {period!r} is of: add a row 'Year', for example '2018/19'."
            raise Held("no_period", year, at=(self.sheet, ""))
        return found

    def ask_period(self, sheet: str, cell: str, text: str, outer: Period) -> None:
        """Ask about a heading whose period lies outside the return's."""
        cure = "The period nearest to the figures was used."
        self._query(Said(text, text, sheet, cell), "period_clash", f"{text}, but the return is for {outer}", "a period within the return's", cure)

    def say_earlier(self, sheet: str, cell: str, text: str) -> None:
        """Say of a column of a register that a later one beside it says what is now."""
        cure = "The last time was loaded, as a case counts once; nothing to do."
        self.issues.append(Issue(sheet, cell, "info", "earlier_column", text, "the status of one time", cure))

    def say_summary(self, sheet: str, cell: str, text: str) -> None:
        """Say of a column across the page that it sums up those beside it."""
        cure = "The months beside it were loaded, and it was not; nothing to do."
        self.issues.append(Issue(sheet, cell, "info", "summary_column", text, "a month in each column", cure))

    def say_period(self, sheet: str, cell: str, text: str, period: Period) -> None:
        """Say which period a word over a column was taken for."""
        cure = f"It was read as {name_period(period)}: please say if it is of another."
        self.issues.append(Issue(sheet, cell, "info", "period_by_word", text, "a month or a quarter with its year", cure))

    def _said_periods(self, layout: Layout) -> list[Found]:
        """Return the periods said in full, the nearest first: title, sheet name, label, covers, and the file name where nothing else says."""
        titled, labelled = titled_periods(self.labels, self.sheet, layout.usual_period)[:1], labelled_periods(self.labels, layout.usual_period)
        # a day in a title may be any day: the label is meant to name the period
        near = [*labelled, *titled] if titled and titled[0].is_day else [*titled, *labelled]
        far = [replace(found, near=False) for labels in self.covers for found in labelled_periods(labels, layout.usual_period)]
        if not near and not far:
            far = [Found(period, near=False) for period in [period_of_file(self.filename, layout.usual_period)] if period]
        if not near and not far and (said := self._said_elsewhere("period")) and (period := parse_period(said.text, layout.usual_period)):
            far = [Found(period, said, near=False)]
        return near + far

    def _parts(self, layout: Layout) -> list[Found]:
        """Return the months and quarters named without their year in the sheet's name, its titles and its labels, the nearest first."""
        texts: list[tuple[str, Said | None]] = [(text, None) for text in dict.fromkeys([*title_ends(self.sheet), *self._called(layout)])]
        texts += [(text, title) for title in reversed(self.labels.titles) for text in title_ends(title.text)]
        for labels in (self.labels, *self.covers):
            for said in nearest_first(labels.said.get("period", [])):
                texts += [(said.text, said), (f"{said.label} {said.text}", said)]
        found = [(self.part(text, layout), said) for text, said in texts]
        return [Found(period, said) for period, said in found if period]

    def _called(self, layout: Layout) -> list[str]:
        """Return the month or quarter that the sheet is called by, where all else in its name is of the return: "Training Jan", not "March House"."""
        own = words(" ".join(layout.names)) | _OF_ANY_RETURN
        return [part for part, rest in parts_within(self.sheet) if words(rest) <= own]

    def _left_behind(self, layout: Layout) -> list[Found]:
        """Return the month or quarter that the sheet is called by, or a title ends in, where a label or the file names another one of that year.

        A sheet that was copied for the next month may keep the label of the last, and a file is named for its last month.
        """
        texts: list[tuple[str, Said | None]] = [(text, None) for text in self._called(layout)]
        texts += [(text, each) for each in reversed(self.labels.titles) if not is_of_another_date(each.text) for text in title_ends(each.text)]
        for text, said in texts:
            for found in self._said_periods(layout) if is_part(text) else ():
                part = part_of(text, nhs_year(found.period.end.year - (found.period.end.month < _APRIL)))
                if part and not part.contains(found.period):
                    return [Found(part, said)]
        return []

    def _query(self, said: Said, code: str, found: str, expected: str, cure: str) -> None:
        issue = Issue(said.sheet, said.cell, "query", code, found, expected, cure)
        if issue not in self.issues:
            self.issues.append(issue)


def unknown_provider(said: Said, names: ProviderNames) -> Held:
    """Return the hold of a return whose provider's name is not known, with the nearest known ones: never a guess."""
    near = names.nearest(said.text)
    where = f"sheet {said.sheet!r}, cell {said.cell}" if said.sheet else f"cell {said.cell}"
    hint = f" The nearest known: {', '.join(near)}." if near else ""
    cure = _cure_of_name(said)
    issue = Issue(said.sheet, said.cell, "block", "unknown_provider", said.text, f"a provider in providers.csv.{hint}", cure)
    return Held("unknown_provider", f"No provider is known as {said.text!r} ({where}).{hint} {cure}", issue)


def _cure_of_name(said: Said) -> str:
    """Return what to do about a name that is not known: teach it, where it could be one and a command line can hold it."""
    could_be = isinstance(said.value, str) and any(map(str.isalpha, said.text)) and not tell_state(said.text, counts=False)
    if not could_be or "|" in said.text or parse_period(said.text):
        return "Please write the organisation's name or code there, as it stands in providers.csv."
    if '"' in said.text:
        return "If it is one of the providers, write it among its aliases in providers.csv. Then ingest again."
    return f'If it is one of the providers, run: boardpaper alias CODE "{said.text}". Then ingest again.'


_OF_ANY_RETURN = words(
    "data figure return report sheet tab table stats statistics number month monthly quarter quarterly final draft update position v1 v2 v3 2 3"
)
_APRIL = 4
