"""What a figure, a table and a chart are declared to be: TOML files, ours and a team's own, checked when they are read."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from ...layouts.declared import declared_files, read_declared
from ...toml_tables import Misfit, Name, Table
from .declare_charts import Chart, PlotDeclaration, TreeDeclaration
from .declared import KEY as _KEY
from .declared import LONGEST_KEY, Declared, Key
from .model import Kind

HERE = Path(__file__).parent
RECORD = "record"
"""The family over the records of a return: `{record}` in a key stands for what its layout knows a record by."""
FROM_TARGET = ("target", "against_target")
FROM_BEFORE = ("previous", "change")
"""The last parts of the keys of what follows from a figure: from the target that judges it, and from the time before."""
Unit = Literal["count", "percent", "number", "date", "text", "word", "rating"]
Whose = Literal["", "commissioner", "others"]
Latest = Literal["", "all", "provider", "record"]
PaperKind = Literal["board", "letter"]
"""The papers that figures are for: the board paper, and the letter to each provider, whose figures are measured on that provider's rows alone."""
_NUMBERS = ("count", "percent", "number")
IN_PERIOD = "period_start >= :period_start AND period_end <= min(:period_end, :as_at)"
FAMILY_PLACE = re.compile(r"\{\{\s*([\w.-]*\{([a-z][a-z0-9_]*)\}[\w.-]*)\s*\}\}")
"""A place in a table's cell that names a family of figures."""
FAMILY_LABEL = re.compile(r"\{[a-z][a-z0-9_]*\.label\}")
_FAMILY_KEY = re.compile(r"(?P<before>[A-Za-z0-9_.-]*)\{(?P<family>[a-z][a-z0-9_]*)\}(?P<after>[A-Za-z0-9_.-]*)")


Item = TypeVar("Item", bound=Declared)


class FigureDeclaration(Declared, kw_only=True):
    """One figure, or a family of them over the values of a field named in braces in the key.

    `where` and `value` are SQL over the current rows of the return; a percentage is a ratio, 0.85 for 85%. Without a `where` the rows are those
    of the paper's period, as far as they have ended by its own date. `whose` keeps the commissioner's own, or all others'.
    `share` stands in place of a `value`: two counts, the part and the whole, pooled over the rows that give both and never averaged; a third
    field is the percentage as returned, which is used where there is one row alone.
    `latest` keeps only the rows of the last period ("all"), of each provider's last ("provider"), or of each record's last ("record", for
    a register that comes again with the same cases), last among what `members` admits.
    `needs` names a figure without which this one, a comparison, is not measured.
    `members` is the condition for the rows that give a family its members and `latest` its periods, where that is not `where`;
    `order` is the SQL order of the members.
    `target` names the setting of the target that the figure is judged by, and `before` the time that it is compared with: the same a "year"
    earlier, or the return before the "latest". What follows from them stands under the key with `target`, `against_target`, `previous` and
    `change` behind it.
    `nil` is the condition by which a count that rests on no row is 0 and not missing: that some row of the return fulfils it, as where a
    register came that has no case of this period.
    `people` says whether it counts people or is a share of them, where that is not what the fields that it reads are declared to be.
    `absent` is what is printed where there is no value, as "no date given", in place of "not measured".
    """

    key: str
    title: str
    unit: Unit = "count"
    decimals: Annotated[int, Meta(ge=0, le=6)] | None = None
    source: str = msgspec.field(name="return")
    whose: Whose = ""
    where: str = IN_PERIOD
    value: str = ""
    share: Annotated[list[str], Meta(max_length=3)] = []
    latest: Latest = ""
    needs: str = ""
    target: str = ""
    before: Literal["", "year", "latest"] = ""
    members: str = ""
    order: str = ""
    nil: str = ""
    absent: str = ""
    people: bool | None = None

    @cached_property
    def family(self) -> str:
        """The field that the key is a family over, "" where it is one figure."""
        found = _FAMILY_KEY.fullmatch(self.key)
        return found["family"] if found else ""

    @property
    def room(self) -> int:
        """How many characters a member of the family may add to the key, and to the keys of what follows from the figure."""
        follows = [*(FROM_TARGET if self.target else ()), *(FROM_BEFORE if self.before else ())]
        longest = len(self.key) + max((len(f".{part}") for part in follows), default=0)
        return LONGEST_KEY - longest + (len(f"{{{self.family}}}") if self.family else 0)

    @property
    def expression(self) -> str:
        """The SQL of the value, written out where it is a share."""
        if not self.share:
            return self.value
        part, whole, *returned = self.share
        pooled = f"sum(CASE WHEN {whole} IS NOT NULL THEN {part} END) * 1.0 / sum(CASE WHEN {part} IS NOT NULL THEN {whole} END)"
        return f"coalesce({pooled}, CASE WHEN count(*) = 1 THEN max({returned[0]}) END)" if returned else pooled

    @property
    def sql(self) -> dict[str, str]:
        return {"where": self.where, "value": self.expression, "members": self.members, "order": self.order, "nil": self.nil}

    def __post_init__(self) -> None:
        if not re.fullmatch(_KEY, _FAMILY_KEY.sub("\\g<before>x\\g<after>", self.key, count=1)):
            raise Misfit(f"the key {self.key!r} must be words of letters, digits, _ and - with dots between, one of them at most a {{field}}")
        if self.room < 0:
            raise Misfit(f"the key {self.key!r} is too long: Word takes {LONGEST_KEY} characters")
        if bool(self.value) == bool(self.share) or len(self.share) == 1:
            raise Misfit(f"the figure {self.key!r} must have either a 'value', or a 'share' of two counts, the part and the whole")
        if self.nil and (self.family or self.unit != "count"):
            raise Misfit(f"the figure {self.key!r} has a 'nil', which one count alone may have, and no family of them")
        if self.target and self.unit != "percent":
            raise Misfit(f"the figure {self.key!r} has a target, which is a percentage, so its 'unit' must be \"percent\"")
        if self.before == "latest" and not (self.latest == "all" or (self.latest == "provider" and self.family == "provider")):
            raise Misfit(
                f'the figure {self.key!r} cannot be compared with the return before the latest: it needs latest = "all", '
                'or latest = "provider" and a {provider} in its key'
            )
        left = self.title.replace(f"{{{self.family}}}", "") if self.family else self.title
        if "{" in left or "}" in left:
            raise Misfit(f"the title {self.title!r} of {self.key!r} may have in braces only the {{field}} that the key has")


class Flag(Declared, kw_only=True):
    """What a figure says of some of its rows: of each figure of the `return` whose value reads a field in `of`.

    `when` is an SQL condition, in which `row_count` is the number of the figure's rows; `leaves_out` keeps those rows out of it.
    `fallback` says that another value stands in for the one that is wanted, as a provider's own rating for a moderated one; `unanswered`
    that a question was left open, so that a count of the answers may be too low.
    """

    source: str = msgspec.field(name="return")
    of: Annotated[list[str], Meta(min_length=1)]
    when: str
    says: str
    leaves_out: bool = False
    fallback: bool = False
    unanswered: bool = False

    @property
    def kind(self) -> Kind:
        """What kind of doubt the rows cast."""
        return "left out" if self.leaves_out else "fallback" if self.fallback else "unanswered" if self.unanswered else "missing"

    @property
    def sql(self) -> dict[str, str]:
        return {"when": self.when}


class Tabled(Declared, kw_only=True):
    """What every table says of itself: `empty` stands in its place where it has no row, "" for nothing; else it says that it is not measured.

    `rests_on` is the key of a figure without which there is no table: where that is not measured, `not_in` stands there.
    """

    key: Key
    title: str
    empty: str | None = None
    rests_on: str = ""
    not_in: str | None = None


class TableDeclaration(Tabled, kw_only=True):
    """A table: `rows` as they stand, or one row (`each`) for every member of the family `over` a figure's key.

    `only_measured` leaves out the rows of members none of whose figures has a value.
    """

    headings: list[str]
    numeric: list[bool] = []
    rows: list[list[str]] = []
    over: str = ""
    each: list[str] = []
    only_measured: bool = False

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows} | {len(row) for row in (self.each, self.numeric) if row}
        if widths - {len(self.headings)}:
            raise Misfit(f"the table {self.key!r} has {len(self.headings)} headings, and rows of {', '.join(map(str, sorted(widths)))} cells")


class Column(Table, kw_only=True):
    """One column of a listing: the last part of its figures' keys, its heading, and what it shows of a record, an SQL expression."""

    name: Name
    heading: str
    value: str
    unit: Unit = "text"
    absent: str = ""
    people: bool | None = None


class Listing(Tabled, kw_only=True):
    """A table of the records of a return, one a row: those that `where` admits, in the SQL order `order`. Each cell is a figure of its own."""

    source: str = msgspec.field(name="return")
    whose: Whose = ""
    where: str = IN_PERIOD
    latest: Latest = ""
    members: str = ""
    order: str = ""
    column: Annotated[list[Column], Meta(min_length=1)]

    def __post_init__(self) -> None:
        _ = self.figures  # a family that may not be is refused where its listing is read

    @cached_property
    def figures(self) -> list[FigureDeclaration]:
        """The family of each column."""
        return [
            FigureDeclaration(
                key=f"{self.key}.{{{RECORD}}}.{column.name}",
                title=f"{{{RECORD}}}: {column.heading}",
                unit=column.unit,
                source=self.source,
                whose=self.whose,
                where=self.where,
                value=column.value,
                latest=self.latest,
                members=self.members,
                order=self.order,
                absent=column.absent,
                people=column.people,
            )
            for column in self.column
        ]

    def table(self) -> TableDeclaration:
        keys = [f"{self.key}.{{{RECORD}}}.{column.name}" for column in self.column]
        return TableDeclaration(
            key=self.key,
            title=self.title,
            empty=self.empty,
            rests_on=self.rests_on,
            not_in=self.not_in,
            headings=[column.heading for column in self.column],
            numeric=[column.unit in _NUMBERS for column in self.column],
            over=keys[0],
            each=[f"{{{{ {key} }}}}" for key in keys],
        )


class Earlier(Declared, kw_only=True):
    """Values that earlier returns had in a field, where they are not in the warehouse: members of the families over it, not measured."""

    source: str = msgspec.field(name="return")
    field: str
    values: list[str]


class Declarations(Declared, kw_only=True):
    """What a file declares, all of it for one `paper`; its flags and members hold for every paper, as they tell of the rows of a return."""

    paper: PaperKind = "board"
    figure: list[FigureDeclaration] = []
    flag: list[Flag] = []
    earlier: list[Earlier] = []
    listing: list[Listing] = []
    table: list[TableDeclaration] = []
    chart: list[Chart] = []

    @property
    def charts(self) -> list[TreeDeclaration | PlotDeclaration]:
        return [chart for chart in self.chart if isinstance(chart, TreeDeclaration | PlotDeclaration)]

    @property
    def trees(self) -> list[TreeDeclaration]:
        return [chart for chart in self.chart if isinstance(chart, TreeDeclaration)]

    @property
    def plots(self) -> list[PlotDeclaration]:
        return [chart for chart in self.chart if isinstance(chart, PlotDeclaration)]


def load_declarations(own: Path | None = None, paper: PaperKind = "board") -> Declarations:
    """Return all declarations for a paper: ours, and a team's own in the folder `own`; of two with one key, the team's wins.

    Raises LayoutError, naming the file, the key and the cure.
    """
    figures: dict[str, FigureDeclaration] = {}
    tables: dict[str, TableDeclaration] = {}
    charts: dict[str, TreeDeclaration | PlotDeclaration] = {}
    flags: list[Flag] = []
    earlier: list[Earlier] = []
    for path in declared_files(HERE, own):
        declared = read_declared(path, Declarations, "figures file")
        flags.extend(_found_in(path.name, declared.flag))
        earlier.extend(_found_in(path.name, declared.earlier))
        if declared.paper == paper:
            listed = [(listing.figures, listing.table()) for listing in declared.listing]
            figures.update({item.key: item for item in _found_in(path.name, [*declared.figure, *(one for each, _ in listed for one in each)])})
            tables.update({item.key: item for item in _found_in(path.name, [*declared.table, *(table for _, table in listed)])})
            charts.update({item.key: item for item in _found_in(path.name, declared.charts)})
    return Declarations(
        paper=paper, figure=list(figures.values()), flag=flags, earlier=earlier, table=list(tables.values()), chart=list(charts.values())
    )


def _found_in(file: str, items: Sequence[Item]) -> Sequence[Item]:
    """Keep the name of the file with each declaration, for what has to be said of it later."""
    for item in items:
        item.found_in(file)
    return items
