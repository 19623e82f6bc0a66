"""What a declaration names has to be there: its return, its fields, the figures that it shows."""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from ...errors import LayoutError, SettingsError
from ...layouts import Layout
from ...layouts.quoted import no_column
from ...nearest import suggestion
from .declare import FAMILY_PLACE, RECORD, Declarations, Earlier, FigureDeclaration, Flag
from .declare_charts import TreeDeclaration
from .declared import LONGEST_KEY, Declared
from .family_keys import declared_as, family_of
from .text import slug

_SHORTEST_SLUG = 12
_SHORTEST_CODE = 6  # no organisation's code is longer


def check_declarations(declarations: Declarations, layouts: Mapping[str, Layout]) -> None:
    """Refuse what could not be measured, or would be measured on something else. Raises LayoutError with the file, the key and the cure."""
    items: list[FigureDeclaration | Flag | TreeDeclaration | Earlier] = [*declarations.figure, *declarations.flag]
    items += [*declarations.trees, *declarations.earlier]
    for item in items:
        if item.source not in layouts:
            _refuse(item, f"it is of the return {item.source!r}, which has no layout: correct its 'return'.{suggestion(item.source, layouts)}")
        _check_sql(item, layouts[item.source])
    for figure in declarations.figure:
        if figure.family:
            _check_name(figure, figure.family, [*layouts[figure.source].fields, "provider", RECORD], "its key")
            _check_room(figure, layouts[figure.source])
        for name in figure.share:
            _check_name(figure, name, layouts[figure.source].fields, "its 'share'")
    for flag in declarations.flag:
        for name in flag.of:
            _check_name(flag, name, layouts[flag.source].fields, "its 'of'")
    for earlier in declarations.earlier:
        _check_name(earlier, earlier.field, layouts[earlier.source].fields, "its 'field'")
    for chart in declarations.trees:
        for setting, name in (("label", chart.label), ("parent", chart.parent)):
            _check_name(chart, name, layouts[chart.source].columns, f"its {setting!r}")
    keys = [figure.key for figure in declarations.figure if figure.family]
    lone = [figure.key for figure in declarations.figure if not figure.family]
    for table in declarations.table:
        if table.over and table.over not in keys:
            _refuse(table, f"it is over {table.over!r}, which is no family of figures: correct its 'over'.{suggestion(table.over, keys)}")
        if table.rests_on and table.rests_on not in lone:
            _refuse(table, f"it rests on {table.rests_on!r}, which is no figure: correct its 'rests_on'.{suggestion(table.rests_on, lone)}")
        for place in FAMILY_PLACE.findall(" ".join(table.each)):
            if not family_of(place[0], keys):
                _refuse(table, f"its 'each' names {place[0]!r}, which is no family of figures.{suggestion(place[0], keys)}")
    for plot in declarations.plots:
        if plot.over and plot.over not in keys:
            _refuse(plot, f"it is over {plot.over!r}, which is no family of figures: correct its 'over'.{suggestion(plot.over, keys)}")
        for series in plot.series if plot.every else ():
            if declared_as(series.key, declarations.figure) is None:
                near = suggestion(series.key, [figure.key for figure in declarations.figure])
                _refuse(plot, f"the series {series.name!r} is of {series.key!r}, which is no figure that is declared.{near}")


def check_targets(targets: Iterable[str], declarations: Declarations, layouts: Mapping[str, Layout]) -> None:
    """Refuse a target by which no figure is judged: it would be left out without a word. Raises SettingsError with the nearest name."""
    known: set[str] = set()
    for figure in declarations.figure:
        item = layouts[figure.source].fields.get(figure.family)
        members = item.words if item and f"{{{figure.family}}}" in figure.target else [""]
        known |= {figure.target.replace(f"{{{figure.family}}}", member) for member in members} - {""}
    for name in targets:
        if name not in known:
            names = ", ".join(sorted(known))
            raise SettingsError(f"boardpaper.toml: by targets.{name} no figure is judged.{suggestion(name, known)} There are {names}.")


def _check_sql(item: FigureDeclaration | Flag | TreeDeclaration | Earlier, layout: Layout) -> None:
    for setting, sql in item.sql.items():
        if fault := no_column(sql, layout.columns):
            _refuse(item, f"{setting}: {fault}.")


def _check_room(figure: FigureDeclaration, layout: Layout) -> None:
    """Refuse a key in which a member of its family has no room: of a list, each word whole."""
    item = layout.fields.get(figure.family)
    needed = _SHORTEST_CODE if figure.family == "provider" else max(len(slug(word)) for word in item.words) if item and item.words else _SHORTEST_SLUG
    if figure.room < needed:
        _refuse(figure, f"its key is too long: Word takes {LONGEST_KEY} characters, of which {{{figure.family}}} needs {needed}.")


def _check_name(item: Declared, name: str, known: Iterable[str], where: str) -> None:
    if name not in known:
        _refuse(item, f"{where} names the field {name!r}, which the return does not have.{suggestion(name, known)}")


def _refuse(item: Declared, what: str) -> NoReturn:
    raise LayoutError(f"{item.place}: {what}")
