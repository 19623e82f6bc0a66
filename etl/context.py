"""Who a table is from and for which period: read from the labels nearest to it, with a query where two of them clash."""

import re
from dataclasses import dataclass, field

from ..layouts import Layout
from ..periods import EXAMPLES, Period, find_period, parse_period
from ..warehouse.records import Issue
from .labels import Labels, Said
from .providers import ProviderNames


class Held(Exception):
    """The return cannot be taken in: a stable code, and a sentence that says what was found, where, and what to do."""

    def __init__(self, code: str, sentence: str, issue: Issue | None = None) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence
        self.issue = issue


@dataclass(slots=True)
class Context:
    """What a table's surroundings say: the labels of its own sheet first, then those of the sheets without a table."""

    labels: Labels
    covers: list[Labels]
    sheet: str
    filename: str
    issues: list[Issue] = field(default_factory=list)

    def said(self, name: str) -> Said | None:
        return next((found for labels in (self.labels, *self.covers) if (found := labels.first(name))), None)

    def provider(self, names: ProviderNames) -> str:
        """Return the provider's code. Raises Held where the return names none, or none that is known."""
        code, name = self.said("organisation_code"), self.said("organisation")
        by_code = names.by_code(code.text) if code else None
        by_name = names.by_name(name.text) if name else None
        if by_code and by_name and by_code != by_name and code and name:
            self._query(code, "provider_clash", f"{code.text}, but {name.text}", "a code and a name of the same provider", "The code was used.")
        if found := by_code or by_name:
            return found
        if said := name or code:
            raise unknown_provider(said, names)
        raise Held("no_provider", f"The sheet {self.sheet!r} does not say which organisation it is from: add a row 'Organisation' above the table.")

    def period(self, layout: Layout) -> Period:
        """Return the period of a table: its title or sheet name, its label, the cover, the file name, the nearest first.

        A label and a title of the same sheet where one lies inside the other: the inner one is meant, the outer one is its year.
        Raises Held where none of them says.
        """
        near = [found for found in (self._titled(layout), self._labelled(self.labels, layout)) if found]
        far = [found for labels in self.covers if (found := self._labelled(labels, layout))]
        if not near and not far:
            far = [(period, None) for period in [find_period(self.filename, layout.usual_period)] if period]
        if not near and not far:
            raise Held(
                "no_period",
                f"The sheet {self.sheet!r} does not say which period it is for: add a row 'Reporting period', "
                f"for example '{EXAMPLES[layout.usual_period]}'.",
            )
        chosen = (near or far)[0][0]
        for period, _ in near[1:]:
            chosen = period if chosen.contains(period) else chosen
        for period, said in [*near, *far]:
            if said and not period.contains(chosen):
                self._query(
                    said, "period_clash", f"{said.text}, but {chosen}", "one period throughout the file", "The period nearest to the table was used."
                )
        return chosen

    def _titled(self, layout: Layout) -> tuple[Period, Said | None] | None:
        for title in reversed(self.labels.titles):
            if not _OTHER_DATE.search(title.text) and (period := find_period(title.text, layout.usual_period)):
                return period, title
        period = find_period(self.sheet, layout.usual_period)
        return (period, None) if period else None

    def _labelled(self, labels: Labels, layout: Layout) -> tuple[Period, Said | None] | None:
        """Return what the period labels say: the narrowest that one of them says, or two of them together ("Q4" and "2018/19")."""
        said = labels.said.get("period", [])
        alone = [(period, item) for item in said if (period := parse_period(item.text, layout.usual_period))]
        unread = [item for item in said if item not in [item for _, item in alone]]
        joined = [
            (period, item)
            for item in unread
            for other in said
            if other is not item and (period := parse_period(f"{item.text} {other.text}", layout.usual_period))
        ]
        found = joined or alone
        if not found and said:
            self._query(
                said[0],
                "period_not_read",
                said[0].text,
                f"a period such as {EXAMPLES[layout.usual_period]}",
                "Please write the period in one of the usual forms.",
            )
        return min(found, key=lambda pair: pair[0].end - pair[0].start, default=None)

    def _query(self, said: Said, code: str, found: str, expected: str, cure: str) -> None:
        issue = Issue(said.sheet, said.cell, "query", code, found, expected, cure)
        if issue not in self.issues:
            self.issues.append(issue)


def unknown_provider(said: Said, names: ProviderNames) -> Held:
    """Return the hold of a return whose provider's name is not known, with the nearest known ones: never a guess."""
    near = names.nearest(said.text)
    where = f"sheet {said.sheet!r}, cell {said.cell}" if said.sheet else f"cell {said.cell}"
    hint = f" The nearest known: {', '.join(near)}." if near else ""
    cure = f'If it is one of the providers, run: boardpaper alias CODE "{said.text}". Then ingest again.'
    issue = Issue(said.sheet, said.cell, "block", "unknown_provider", said.text, f"a provider in providers.csv.{hint}", cure)
    return Held("unknown_provider", f"No provider is known as {said.text!r} ({where}).{hint} {cure}", issue)


# a date in such a text is the form's own, or the day by which it is to be sent
_OTHER_DATE = re.compile(
    r"\b(?:version|v\d|template|source|extracted|notes?|issued?|updated?|revised|printed|published|review|deadline|due|by|before|no later)\b",
    re.IGNORECASE,
)
