"""Which return a file without one is nearest to, and what it lacks of it: for its sender to see, never to decide anything."""

from dataclasses import dataclass, field
from datetime import date

from ..layouts import Layout
from ..layouts.words import words
from .heading_match import MIN_FIELDS
from .headings import Headings
from .labels import is_label
from .values import as_text
from .workbook import Sheet

_FEWEST_BELOW_A_NAME = 3
_MOST_ROWS = 200
_MOST_TITLES = 10
_MOST_NAMED = 8


@dataclass(slots=True)
class Near:
    """A row that has some of the headings of a return: what its columns were known as, and the headings in it that were not known."""

    layout: Layout
    sheet: Sheet
    row: int
    named: bool
    fields: set[str] = field(default_factory=set)
    exact: int = 0
    unknown: list[str] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, int, bool]:
        return len(self.fields), self.exact, self.named

    @property
    def is_near(self) -> bool:
        """Say whether it is worth naming: two headings of the return, or what may be headings below its name."""
        return len(self.fields) >= MIN_FIELDS or (self.named and len(self.fields) + len(self.unknown) >= _FEWEST_BELOW_A_NAME)

    def say(self) -> str:
        """Return what there is of the return, and what is not."""
        there = [item.headings[0] for item in self.layout.field if item.name in self.fields]
        lacking = [item.headings[0] for item in self.layout.field if item.name not in self.fields]
        row = f"row {self.sheet.row_number(self.row)}" + (f" of the sheet {self.sheet.name!r}" if self.sheet.name else "")
        has = f"{_listed(there)}, but nothing known" if there else "nothing known"
        said = f"The nearest is {self.layout.title}: {row} has {has} for {_listed(lacking)}"
        return f"{said}; not known there: {_listed([repr(text) for text in self.unknown])}." if self.unknown else f"{said}."


def find_near(sheets: list[Sheet], headings: Headings, filename: str) -> Near | None:
    """Return the row of some sheets that has most headings of one return, None where none has enough to be worth naming."""
    found = [near for sheet in sheets for row in range(min(len(sheet.rows), _MOST_ROWS)) for near in _near(sheet, row, headings, filename)]
    best = max(found, key=lambda near: near.rank, default=None)
    return best if best and best.is_near else None


def _near(sheet: Sheet, row: int, headings: Headings, filename: str) -> list[Near]:
    """Return the layouts that a row has headings of; none where it is one of data, or of labels."""
    cells = sheet.rows[row]
    texts = [value.strip() for value in cells if isinstance(value, str) and value.strip()]
    if len(texts) < MIN_FIELDS or any(not isinstance(value, str | date) for value in cells) or is_label(texts[0]):
        return []
    named = {layout.name: layout for layout in headings.layouts.values() if _is_named(layout, sheet, row, filename)}
    found = {name: Near(layout, sheet, row, named=True) for name, layout in named.items()}
    for text in texts:
        best: dict[str, tuple[int, bool, str]] = {}
        for (owner, name), size, exact in headings.known(text):
            best[owner] = max(best.get(owner, (0, False, "")), (size, exact, name))
        for owner, (_, exact, name) in best.items():
            near = found.get(owner) or found.setdefault(owner, Near(headings.layouts[owner], sheet, row, named=False))
            near.exact += exact and name not in near.fields
            near.fields.add(name)
    for owner, near in found.items():
        near.unknown = [text for text in texts if all(known != owner for (known, _), _, _ in headings.known(text))]
    return list(found.values())


def _is_named(layout: Layout, sheet: Sheet, row: int, filename: str) -> bool:
    """Say whether the file, the sheet or a title above the row is called by the name of a return."""
    said = [filename.rpartition(".")[0].replace("_", " "), sheet.name]
    above = [[value for value in cells if value != ""] for cells in sheet.rows[max(0, row - _MOST_TITLES) : row]]
    said += [as_text(cells[0]) for cells in above if len(cells) == 1]  # a lone text is a title
    names = [words(text) for text in layout.names]
    return any(name <= words(text) for text in said for name in names)


def _listed(names: list[str]) -> str:
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1])] * (len(shown) > 1) + shown[-1:])
