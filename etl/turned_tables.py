"""Tables that lie on their side, and forms of one record: what their sender is told, as they cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..layouts import Layout
from .context import Held
from .headings import Headings
from .labels import is_label
from .workbook import Sheet

_FEWEST = 3


@dataclass(slots=True)
class Turned:
    """The headings of a return that stand one below another: by field the row, and how many values stand beside the one that has most."""

    layout: Layout
    sheet: Sheet
    rows: dict[str, int]
    width: int

    def hold(self) -> Held:
        """Return the hold of a file with such a table or form."""
        ends = [self.sheet.address(row, self.sheet.first_filled(row)) for row in (min(self.rows.values()), max(self.rows.values()))]
        where = f"{' to '.join(ends)} of {self.sheet.called}"
        found = f"The headings of {self.layout.title} stand one below another ({where})"
        if self.width > 1:
            cure = "with their records side by side. Please turn the table: in Excel copy it, choose Paste Special and then Transpose."
        else:
            cure = "as the questions of a form for one record. Please send a table, with these headings across the page and a row for each record."
        return Held("table_on_its_side", f"{found}, {cure}", at=(self.sheet.name, ends[0]))


def find_turned(sheet: Sheet, headings: Headings, rows: Iterable[int]) -> Turned | None:
    """Return the return of which most headings begin a row each, word for word and with a value beside them; None where it has too few."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        texts = [value for value in sheet.rows[row] if value != ""]
        if len(texts) > 1 and isinstance(texts[0], str) and not is_label(texts[0]):
            for (owner, name), _, exact in headings.index.matches(texts[0].strip()):
                if exact:
                    found.setdefault(owner, {}).setdefault(name, row)
    best = max(found, key=lambda owner: len(found[owner]), default="")
    if len(found.get(best, {})) < _FEWEST:
        return None
    width = max(sum(value != "" for value in sheet.rows[row]) for row in found[best].values()) - 1
    return Turned(headings.layouts[best], sheet, found[best], width)
