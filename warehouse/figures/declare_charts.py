"""What a chart is declared to be: a tree of posts, or a plot of figures with its categories and series."""

import re
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from ...toml_tables import Misfit, OneOf
from .declared import KEY, LONGEST_KEY, Declared, Key
from .model import PlotKind, Role

FAMILY = re.compile(r"\{[a-z][a-z0-9_]*\}")
"""The place of a member in the key or the name of a family."""


class Chart(OneOf):
    """A chart of either form: a tree of posts unless it names another kind."""

    @classmethod
    def form_of(cls, data: Any) -> type[OneOf]:
        return TreeDeclaration if not isinstance(data, dict) or data.get("kind", "tree") == "tree" else PlotDeclaration


class TreeDeclaration(Declared, Chart, kw_only=True):
    """A tree of posts: `label` and `parent` are fields of the return, `note` an SQL expression shown under the label."""

    called: ClassVar[str] = "chart"
    kind: Literal["tree"] = "tree"
    key: Key
    title: str
    source: str = msgspec.field(name="return")
    label: str
    parent: str
    note: str = "''"
    where: str = "1"

    @property
    def sql(self) -> dict[str, str]:
        return {"note": self.note, "where": self.where}


class SeriesDeclaration(Declared, kw_only=True):
    """One series of a plot, or one for each member of the family whose {field} is in its name.

    `figures` is a figure's key, with the {field} of a family in it where the plot or the series is over that; where the plot has
    categories of its own, it is a list of one key for each. The endings in `without` are left out of the names of members.
    """

    name: str
    role: Role = "value"
    figures: str | list[str]
    without: list[str] = []

    @property
    def key(self) -> str:
        """The one key of a series that is not a list."""
        return self.figures if isinstance(self.figures, str) else ""

    def __post_init__(self) -> None:
        keys = [self.figures] if isinstance(self.figures, str) else self.figures
        if not all(re.fullmatch(KEY, FAMILY.sub("x", key, count=1)) for key in keys):
            raise Misfit(f"the series {self.name!r} names a figure by a key that can be none: {', '.join(keys)}")
        if FAMILY.findall(self.name) not in ([], FAMILY.findall(self.key)):
            raise Misfit(f"the name of the series {self.name!r} may have in braces only the {{field}} that its 'figures' has")


class PlotDeclaration(Declared, Chart, kw_only=True):
    """A chart of figures, over one kind of categories.

    `over` is the key of a family, whose members of this period are the categories, or those in `only`; `categories` are words;
    `every` takes the figures of each month or quarter of the paper's period, and of so many `earlier` ones, which are shown only beside
    this period's. `target` draws the target by which the figures of the months or quarters are judged, where all have the same.
    """

    called: ClassVar[str] = "chart"
    kind: PlotKind
    key: Annotated[Key, Meta(max_length=LONGEST_KEY - len("chart: "))]
    title: str
    category_title: str = ""
    value_title: str
    over: str = ""
    only: list[str] = []
    categories: list[str] = []
    every: Literal["", "month", "quarter"] = ""
    earlier: Annotated[int, Meta(ge=0, le=24)] = 0
    target: bool = False
    series: Annotated[list[SeriesDeclaration], Meta(min_length=1)]

    def __post_init__(self) -> None:
        if [bool(self.over), bool(self.categories), bool(self.every)].count(True) != 1:
            raise Misfit(f"the chart {self.key!r} must have one of 'over', 'categories' and 'every'")
        if (self.only and not self.over) or ((self.earlier or self.target) and not self.every):
            raise Misfit(f"the chart {self.key!r} may have 'only' with 'over' alone, 'earlier' and 'target' with 'every' alone")
        for series in self.series:
            self._refuse_series(series)
        if self.kind in ("bar", "stacked_bar") and (self.target or any(series.role == "target" for series in self.series)):
            raise Misfit(f"the chart {self.key!r} has a target, which only a column or a line chart can draw")

    def _refuse_series(self, series: SeriesDeclaration) -> None:
        if self.categories and (series.key or len(series.figures) != len(self.categories)):
            raise Misfit(f"the series {series.name!r} of {self.key!r} must have as many figures as there are categories")
        if self.over and FAMILY.findall(series.key) != FAMILY.findall(self.over):
            raise Misfit(f"the series {series.name!r} of {self.key!r} must have in its key the {{field}} that the chart is over")
        if self.over and FAMILY.search(series.name):
            raise Misfit(f"the name of the series {series.name!r} of {self.key!r} may have nothing in braces: the chart is over the {{field}}")
        if self.every and (not series.key or len(FAMILY.findall(series.key)) != len(FAMILY.findall(series.name))):
            raise Misfit(f"the series {series.name!r} of {self.key!r} must have one figure, or a family with its {{field}} in the name too")
