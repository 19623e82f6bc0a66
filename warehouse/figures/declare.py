"""What a figure, a table and a chart are declared to be: TOML files, ours and a team's own, checked when they are read."""

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator
from pydantic import Field as Setting

from ...layouts.declared import declared_files, read_declared
from .model import Kind

HERE = Path(__file__).parent
LONGEST_KEY = 64  # a key is the tag of a content control, and Word takes no longer one
SHORTEST_SLUG = 12
RECORD = "record"
"""The family over the records of a return: `{record}` in a key stands for what its layout knows a record by."""
Unit = Literal["count", "percent", "number", "date", "text", "word", "rating"]
_KEY = r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*"
_FAMILY_KEY = re.compile(r"(?P<before>[A-Za-z0-9_.-]*)\{(?P<family>[a-z][a-z0-9_]*)\}(?P<after>[A-Za-z0-9_.-]*)")


class Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    _file: str = PrivateAttr("")

    @property
    def place(self) -> str:
        """Where the declaration stands: its file, and its key where it has one."""
        name = type(self).__name__.removesuffix("Declaration").lower()
        return f"The figures file {self._file}: the {name} {getattr(self, 'key', None) or getattr(self, 'source', '')!r}"

    @property
    def sql(self) -> dict[str, str]:
        """The settings of it that are SQL."""
        return {}

    def found_in(self, file: str) -> None:
        """Keep the name of the file, for what has to be said of the declaration later."""
        self._file = file


class FigureDeclaration(Declared):
    """One figure, or a family of them over the values of a field named in braces in the key.

    `where` and `value` are SQL over the current rows of the return; `whose` keeps the commissioner's own, or all others'.
    `latest` keeps only the rows of the last period ("all"), of each provider's last ("provider"), or of each record's last ("record", for
    a register that comes again with the same cases), last among what `members` admits.
    `needs` names a figure without which this one, a comparison, is not measured.
    `members` is the condition for the rows that give a family its members and `latest` its periods, where that is not `where`;
    `order` is the SQL order of the members.
    `target` names the setting of the target that the figure is judged by; it is printed under the key with `target` for its last part.
    """

    key: str
    title: str
    unit: Unit = "count"
    decimals: int | None = Setting(default=None, ge=0, le=6)
    source: str = Setting(alias="return")
    whose: Literal["", "commissioner", "others"] = ""
    where: str = "1"
    value: str
    latest: Literal["", "all", "provider", "record"] = ""
    needs: str = ""
    target: str = ""
    members: str = ""
    order: str = ""

    @cached_property
    def family(self) -> str:
        """The field that the key is a family over, "" where it is one figure."""
        found = _FAMILY_KEY.fullmatch(self.key)
        return found["family"] if found else ""

    @property
    def room(self) -> int:
        """How many characters a member of the family may add to the key, and to the key of the target beside it."""
        target = f"{self.key.rpartition('.')[0]}.target" if self.target else ""
        return LONGEST_KEY - max(len(self.key), len(target)) + (len(f"{{{self.family}}}") if self.family else 0)

    @property
    def sql(self) -> dict[str, str]:
        return {"where": self.where, "value": self.value, "members": self.members, "order": self.order}

    @model_validator(mode="after")
    def _key_is_a_tag(self) -> "FigureDeclaration":
        if not re.fullmatch(_KEY, _FAMILY_KEY.sub("\\g<before>x\\g<after>", self.key, count=1)):
            raise ValueError(f"the key {self.key!r} must be words of letters, digits, _ and - with dots between, one of them at most a {{field}}")
        if self.room < (SHORTEST_SLUG if self.family else 0):
            raise ValueError(f"the key {self.key!r} is too long: Word takes {LONGEST_KEY} characters, of which a {{field}} needs {SHORTEST_SLUG}")
        left = self.title.replace(f"{{{self.family}}}", "") if self.family else self.title
        if "{" in left or "}" in left:
            raise ValueError(f"the title {self.title!r} of {self.key!r} may have in braces only the {{field}} that the key has")
        return self


class Flag(Declared):
    """What a figure says of some of its rows: of each figure of the `return` whose value reads a field in `of`.

    `when` is an SQL condition, in which `row_count` is the number of the figure's rows; `leaves_out` keeps those rows out of it.
    `fallback` says that another value stands in for the one that is wanted, as a provider's own rating for a moderated one.
    """

    source: str = Setting(alias="return")
    of: list[str] = Setting(min_length=1)
    when: str
    says: str
    leaves_out: bool = False
    fallback: bool = False

    @property
    def kind(self) -> Kind:
        """What kind of doubt the rows cast."""
        return "left out" if self.leaves_out else "fallback" if self.fallback else "missing"

    @property
    def sql(self) -> dict[str, str]:
        return {"when": self.when}


class TableDeclaration(Declared):
    """A table: `rows` as they stand, or one row (`each`) for every member of the family `over` a figure's key."""

    key: str = Setting(pattern=f"^{_KEY}$")
    title: str
    headings: list[str]
    numeric: list[bool] = []
    rows: list[list[str]] = []
    over: str = ""
    each: list[str] = []

    @model_validator(mode="after")
    def _rows_are_as_wide_as_the_headings(self) -> "TableDeclaration":
        widths = {len(row) for row in self.rows} | {len(row) for row in (self.each, self.numeric) if row}
        if widths - {len(self.headings)}:
            raise ValueError(f"the table {self.key!r} has {len(self.headings)} headings, and rows of {', '.join(map(str, sorted(widths)))} cells")
        return self


class ChartDeclaration(Declared):
    """A tree of posts: `label` and `parent` are fields of the return, `note` an SQL expression shown under the label."""

    key: str = Setting(pattern=f"^{_KEY}$")
    title: str
    source: str = Setting(alias="return")
    label: str
    parent: str
    note: str = "''"
    where: str = "1"

    @property
    def sql(self) -> dict[str, str]:
        return {"note": self.note, "where": self.where}


class Declarations(Declared):
    figure: list[FigureDeclaration] = []
    flag: list[Flag] = []
    table: list[TableDeclaration] = []
    chart: list[ChartDeclaration] = []


def load_declarations(own: Path | None = None) -> Declarations:
    """Return all declarations: ours, and a team's own in the folder `own`; of two with one key, the team's wins.

    Raises LayoutError, naming the file, the key and the cure.
    """
    figures: dict[str, FigureDeclaration] = {}
    tables: dict[str, TableDeclaration] = {}
    charts: dict[str, ChartDeclaration] = {}
    flags: list[Flag] = []
    for path in declared_files(HERE, own):
        declared = read_declared(path, Declarations, "figures file")
        for item in (*declared.figure, *declared.flag, *declared.table, *declared.chart):
            item.found_in(path.name)
        figures.update({item.key: item for item in declared.figure})
        flags.extend(declared.flag)
        tables.update({item.key: item for item in declared.table})
        charts.update({item.key: item for item in declared.chart})
    return Declarations(figure=list(figures.values()), flag=flags, table=list(tables.values()), chart=list(charts.values()))
