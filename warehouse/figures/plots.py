"""What a plot shows: its categories, and for each of its series the key of a figure at every category."""

from collections.abc import Collection, Mapping
from typing import NoReturn

from msgspec import Struct

from ...errors import LayoutError
from ...nearest import suggestion
from ...workspace import Settings
from .declare_charts import FAMILY, PlotDeclaration, SeriesDeclaration
from .members import Members
from .model import Figure, Plot, Series
from .moment import steps

_NUMBERS = ("count", "percent", "number")
_DAY = {"month": "%b %Y", "quarter": "%B %Y"}
"""A month, or the one that ends a quarter."""


class Plotting(Struct, frozen=True):
    """Makes one plot of what is measured."""

    declaration: PlotDeclaration
    settings: Settings
    members: Members
    figures: Mapping[str, Figure]
    listing: Collection[str] = ()
    """The families whose members list people."""

    def plot(self) -> Plot:
        """Return the plot. Raises LayoutError where it names a figure that is not there, or mixes what cannot stand on one axis."""
        declared = self.declaration
        if declared.every:
            categories, series = self._over_time()
        elif declared.over:
            categories, series = self._over_a_family()
        else:
            categories = declared.categories
            series = [Series(one.name, one.role, tuple(one.figures)) for one in declared.series]
        shown = [self._figure(key) for one in series for key in one.keys]
        return Plot(
            declared.key,
            declared.title,
            declared.kind,
            self._unit(shown),
            declared.category_title,
            declared.value_title,
            tuple(categories),
            tuple(series),
            in_time=bool(declared.every),
            lists_people=bool(set(self.listing) & {declared.over, *(one.key for one in declared.series)}),
        )

    def _over_a_family(self) -> tuple[list[str], list[Series]]:
        over = self.declaration.over
        names = self.members.of(over)
        whose = {self.members.part(over, member): member for member in names}
        for part in self.declaration.only:
            self._figure(_put(over, part))
        wanted = [whose[part] for part in self.declaration.only or whose if part in whose]
        series = [Series(one.name, one.role, tuple(self._key(one.key, member) for member in wanted)) for one in self.declaration.series]
        return [names[member] for member in wanted], series

    def _key(self, key: str, member: str) -> str:
        """Return the key of a member's figure in a family."""
        try:
            return _put(key, self.members.part(key, member))
        except KeyError:
            self._refuse(f"it names {key!r}, which is no family of figures with {member!r} in it.{suggestion(key, self.members.parts)}")

    def _over_time(self) -> tuple[list[str], list[Series]]:
        every = self.declaration.every
        ended = {name: moment for name, moment in steps(self.settings, every, self.declaration.earlier).items() if moment.has_ended}
        series = [made for one in self.declaration.series for made in self._members(one, list(ended))]
        if self.declaration.target and (target := self._target(series)):
            series.append(target)
        return [f"{moment.step.end:{_DAY[every]}}" for moment in ended.values() if moment.step], series

    def _members(self, declared: SeriesDeclaration, ended: list[str]) -> list[Series]:
        if not FAMILY.search(declared.key):
            return [Series(declared.name, declared.role, tuple(f"{declared.key}.{step}" for step in ended))]
        names = _without(self.members.of(declared.key), declared.without)
        return [
            Series(_put(declared.name, name), declared.role, tuple(f"{self._key(declared.key, member)}.{step}" for step in ended))
            for member, name in names.items()
        ]

    def _target(self, series: list[Series]) -> Series | None:
        """Return the target that all series are judged by, None where there is none, or not one for all."""
        targets = [tuple(f"{key}.target" for key in one.keys) for one in series]
        values = {tuple(self._figure(key).value for key in keys) for keys in targets}
        return Series("Target", "target", targets[0]) if len(values) == 1 and any(value is not None for value in next(iter(values))) else None

    def _figure(self, key: str) -> Figure:
        found = self.figures.get(key)
        if found is None:
            self._refuse(f"it names the figure {key!r}, which is not declared.{suggestion(key, self.figures)}")
        return found

    def _unit(self, shown: list[Figure]) -> str:
        units = list(dict.fromkeys(figure.unit for figure in shown))
        if len(units) > 1 or not set(units) <= set(_NUMBERS):
            self._refuse(f"its figures are of the units {', '.join(units)}, and one axis takes one of {', '.join(_NUMBERS)}.")
        return next(iter(units), "count")

    def _refuse(self, what: str) -> NoReturn:
        raise LayoutError(f"{self.declaration.place}: {what}")


def _put(text: str, part: str) -> str:
    """Return a key or a name with what stands for a member of a family in its place."""
    return FAMILY.sub(lambda _: part, text)


def _without(names: Mapping[str, str], endings: list[str]) -> dict[str, str]:
    """Return names without their endings, but for those that would be like another."""
    short = {}
    for member, name in names.items():
        ending = next((ending for ending in endings if name.endswith(f" {ending}")), "")
        short[member] = name.removesuffix(ending).rstrip()
    return {member: name if list(short.values()).count(name) == 1 else names[member] for member, name in short.items()}
