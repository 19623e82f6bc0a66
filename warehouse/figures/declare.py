"""What a figure, a table and a chart are declared to be: TOML files, ours and a team's own, checked when they are read."""

from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from ...layouts.declared import declared_files, read_declared

HERE = Path(__file__).parent
Unit = Literal["count", "percent", "number", "date", "text", "word", "rating"]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureDeclaration(_Declared):
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
    decimals: int | None = None
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
        names = [name for _, name, _, _ in Formatter().parse(self.key) if name]
        return names[0] if names else ""


class Flag(_Declared):
    """What a figure says of some of its rows: of each figure of the `return` whose value reads a field in `of`.

    `when` is an SQL condition, in which `row_count` is the number of the figure's rows; `leaves_out` keeps those rows out of it.
    """

    source: str = Setting(alias="return")
    of: list[str] = Setting(min_length=1)
    when: str
    says: str
    leaves_out: bool = False


class TableDeclaration(_Declared):
    """A table: `rows` as they stand, or one row (`each`) for every member of the family `over` a figure's key."""

    key: str
    title: str
    headings: list[str]
    numeric: list[bool] = []
    rows: list[list[str]] = []
    over: str = ""
    each: list[str] = []


class ChartDeclaration(_Declared):
    """A tree of posts: `label` and `parent` are fields of the return, `note` an SQL expression shown under the label."""

    key: str
    title: str
    source: str = Setting(alias="return")
    label: str
    parent: str
    note: str = "''"
    where: str = "1"


class Declarations(_Declared):
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
        figures.update({item.key: item for item in declared.figure})
        flags.extend(declared.flag)
        tables.update({item.key: item for item in declared.table})
        charts.update({item.key: item for item in declared.chart})
    return Declarations(figure=list(figures.values()), flag=flags, table=list(tables.values()), chart=list(charts.values()))
