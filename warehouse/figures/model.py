"""What a figure, a table and a chart are, once measured."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

NOT_MEASURED = "not measured"


Kind = Literal["queried", "left out", "missing", "rough", "said", "withheld", "fallback", "unanswered", "not in", "older", "unlike", "settled"]
"""Why a figure may be doubted. The paper says one that is "said" to its reader: "at least 100"."""
_OPEN: frozenset[Kind] = frozenset({"queried", "left out", "missing", "rough"})
Running = Literal["", "since_inception", "year_to_date"]
PlotKind = Literal["column", "bar", "stacked_bar", "line"]
Role = Literal["value", "target", "met", "partial", "not_met", "unanswered"]
"""What a series stands for: the house's colour, pattern and form follow from it."""


class Doubt(Struct, frozen=True, eq=False):
    """One reason why a person should look at a figure before the paper is signed, as a sentence.

    `about` is what it says without its `places`, the cells or rows: two figures may rest on some of the same, and have one doubt by what it says.
    """

    kind: Kind
    says: str
    about: tuple[str, ...] = ()
    places: tuple[str, ...] | tuple[int, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Doubt) and (self.kind, self.says) == (other.kind, other.says)

    def __hash__(self) -> int:
        return hash((self.kind, self.says))

    @property
    def is_open(self) -> bool:
        """Whether somebody can still answer it; until then no paper that prints the figure is final."""
        return self.kind in _OPEN

    def as_record(self) -> dict[str, str]:
        """Return the doubt for a file of lineage."""
        return {"kind": self.kind, "says": self.says}


class Cell(Struct, frozen=True):
    """One cell behind a figure; `settled` are the answers on record about it, in words."""

    filename: str
    sheet: str
    cell: str
    provider: str
    period_start: str
    period_end: str
    field: str
    value: int | float | str | None
    state: str
    text: str | None
    decimals: int | None = None
    qualifier: str | None = None
    source_id: int = 0
    settled: tuple[str, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """Return the cell for a file of lineage; a cell that nothing was said about says nothing of it."""
        return {name: value for name, value in asdict(self).items() if name != "settled" or value}


class Figure(Struct, frozen=True):
    """One figure of the paper.

    `value` is exact (a percent is a ratio, a date is ISO text), None where nothing was returned; `text` is what the paper prints.
    `expected` and `received` count the returns that it should rest on and does; None where the settings expect none.
    `doubts` are the reasons why a person should look before the paper is signed.
    `follows` is the key of the figure that this one follows from, as its target and the words about it do; "" for a figure of its own.
    `is_as_at` where it is of the last day of its period, and not of all that time.
    A figure that a public paper hides has no value, and a text that says no more than the paper may; `brief` is its text in a table.
    """

    key: str
    title: str
    unit: str
    value: int | float | str | None
    text: str
    return_name: str
    period_start: date
    period_end: date
    cells: tuple[Cell, ...] = ()
    expected: int | None = None
    received: int | None = None
    doubts: tuple[Doubt, ...] = ()
    follows: str = ""
    is_as_at: bool = False
    is_hidden: bool = False
    brief: str = ""

    def unmeasured(self) -> "Figure":
        """Return the figure as one that is not shown, for want of the one that it is compared with."""
        return replace(self, value=None, text=NOT_MEASURED, cells=(), doubts=())


Group = Mapping[tuple[object, ...], int]
"""A group of people: how many of them stand at each place in the returns. A place is a row, or a number of one, that nobody shares with another."""


class People(Struct, frozen=True):
    """The people that a figure counts or, of a percentage, counts among others. `counted` is None where they cannot be told from its SQL.

    A percentage `is_alone` that was returned without its counts. `running` is since when they are counted, where it is since a programme began or
    the year: whoever was counted at one time is so at the next.
    """

    counted: Group | None
    among: Group | None = None
    is_alone: bool = False
    running: Running = ""


class Table(Struct, frozen=True):
    """A table of the paper. Cells are text in which `{{ key }}` stands for a figure; `numeric` says which columns hold numbers.

    It `lists_people` where each of its rows is a person, or is there for a number of people.
    `empty` is what stands in the place of a table that has no rows: "" for nothing, None for that it is not measured.
    """

    key: str
    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str | None = None
    lists_people: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all stands in its place."""
        return not self.rows and self.empty == ""

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it."""
        return (self.title, self.empty or "", *self.headings, *(text for row in self.rows for text in row))


class Node(Struct, frozen=True):
    """One post of an accountability chart; `parent` is the label of the post above it, or ""."""

    label: str
    parent: str
    note: str = ""


class Chart(Struct, frozen=True):
    """A picture of a tree of posts, drawn from a return. It `lists_people` where each post is a person, or is there for a number of people."""

    key: str
    title: str
    nodes: tuple[Node, ...]
    lists_people: bool = False
    notes_count_people: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it in which a `{{ key }}` may stand."""
        return (self.title,)


class Series(Struct, frozen=True):
    """One row of a plot: the key of a figure for each category."""

    name: str
    role: Role
    keys: tuple[str, ...]


class Plot(Struct, frozen=True):
    """A chart of figures, all of the one `unit`. Titles, categories and names are text in which `{{ key }}` stands for a figure.

    It holds no number of its own: whatever it shows is told from the figures of the catalogue that the paper is made of.
    """

    key: str
    title: str
    kind: PlotKind
    unit: str
    category_title: str
    value_title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    in_time: bool = False
    """Whether the categories follow one another, as months do."""
    lists_people: bool = False
    """Whether each category or series is a person, or is there for a number of people."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it in which a `{{ key }}` may stand."""
        return (self.title, self.category_title, self.value_title, *self.categories, *(one.name for one in self.series))

    def doubts(self, figures: Mapping[str, Figure]) -> tuple[Doubt, ...]:
        """Return the doubts of all that it shows, each once."""
        return tuple(dict.fromkeys(doubt for one in self.series for key in one.keys for doubt in figures[key].doubts))


class Catalogue(Struct, frozen=True):
    """Everything that a paper may name. `people` holds, by the key of a figure, the people that it counts; none of one that has no value.

    `unlisted` are the keys of the figures whose cells a public paper does not list, as their number, or what stands in them, would be one of people.
    """

    figures: Mapping[str, Figure]
    tables: Mapping[str, Table]
    charts: Mapping[str, Chart | Plot]
    people: Mapping[str, People] = {}
    unlisted: AbstractSet[str] = frozenset()

    def whole(self) -> "Catalogue":
        """Return it with everything measured that has not been asked for yet."""
        return replace(self, figures=dict(self.figures), tables=dict(self.tables), charts=dict(self.charts))
