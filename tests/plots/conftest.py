"""Plots and their figures made by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from boardpaper.assembly.draft import Draft
from boardpaper.assembly.package import Package
from boardpaper.assembly.plots.shown import Shown, shown
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.warehouse.figures.model import NOT_MEASURED, Figure, Plot, PlotKind, Role, Series

Points = list[tuple[float | None, str]]
MakePlot = Callable[..., tuple[Plot, dict[str, Figure]]]


@pytest.fixture
def make_plot() -> MakePlot:
    """Make a plot with its figures: each series a name, a role and its points, as (value, text)."""

    def make(
        kind: PlotKind, unit: str, categories: list[str], *series: tuple[str, Role, Points], in_time: bool = False
    ) -> tuple[Plot, dict[str, Figure]]:
        figures = {}
        made = []
        for name, role, points in series:
            keys = tuple(f"{name.lower()}.{number}" for number in range(len(points)))
            for key, (value, text) in zip(keys, points, strict=True):
                figures[key] = Figure(key, key, unit, value, text or NOT_MEASURED, "r", date(2018, 4, 1), date(2019, 3, 31))
            made.append(Series(name, role, keys))
        return Plot("own", "Own & others", kind, unit, "Group", "Staff", tuple(categories), tuple(made), in_time), figures

    return make


@pytest.fixture
def draft() -> Draft:
    return Draft(Package(TEMPLATE.read_bytes(), "template"), {})


@pytest.fixture
def make_shown(make_plot: MakePlot, draft: Draft) -> Callable[..., Shown]:
    def make(*arguments: object, **settings: object) -> Shown:
        return shown(draft, *make_plot(*arguments, **settings))

    return make
