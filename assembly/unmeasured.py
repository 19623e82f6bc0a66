"""What a paper says is not measured where its reader looks for a figure: in its text, or in the place of a whole table or chart."""

from collections.abc import Iterable, Mapping

from ..errors import SettingsError
from ..nearest import suggestion
from ..warehouse.figures.model import NOT_MEASURED, Catalogue
from .block_keys import chart_key, is_table, table_key
from .draft import Draft
from .ooxml import Element, control_key, find_all, name, value

EVERYTHING = "every figure"
"""What is not measured in a paper that shows no measured figure at all."""


def unmeasured(draft: Draft, catalogue: Catalogue, accepted: Mapping[str, str]) -> list[str]:
    """Return the keys of the figures, and the places of the tables and charts, for which a paper has nothing; those that are accepted left out.

    In a table one cell of many may say so; a sentence, or a table that says nothing else, may not.
    """
    shown = [catalogue.figures[key] for key in (*draft.shown, *_drawn(draft)) if key in catalogue.figures]
    if not any(figure.value is not None or figure.is_hidden for figure in shown):
        return [EVERYTHING]
    board_table = draft.style("Board Table")
    missing = {figure.key for figure in shown if figure.text == NOT_MEASURED}
    found: dict[str, None] = {}
    for part in draft.package.stories():
        for control in find_all(draft.package.tree(part), "//w:sdt[not(ancestor::mc:Fallback)]"):
            key = control_key(control)
            is_alone = key in missing and not _is_in(control, board_table)
            if is_alone or (is_table(key) and set() < _figures_in(control, catalogue) <= missing):
                found[key] = None
    found |= dict.fromkeys(draft.blank)
    return [place for place in found if not _accepts(accepted, place)]


def reasons(draft: Draft, catalogue: Catalogue, accepted: Mapping[str, str]) -> list[str]:
    """Return a note for each reason in the settings why something may say that it is not measured.

    Raises SettingsError for one that is of nothing on offer.
    """
    places = [*catalogue.figures, *map(table_key, catalogue.tables), *map(chart_key, catalogue.charts), *draft.blank]
    for key in accepted:
        if not any(_begins(key, place) for place in places):
            raise SettingsError(
                f"boardpaper.toml: not_measured names {key!r}, which no figure's key begins with.{suggestion(key, places)} Mend its name."
            )
    return [f"Accepted as not measured, in boardpaper.toml: {key} ({reason})." for key, reason in accepted.items()]


def _drawn(draft: Draft) -> Iterable[str]:
    return (key for plot in draft.plots.values() for one in plot.series for key in one.keys)


def _figures_in(control: Element, catalogue: Catalogue) -> set[str]:
    return {key for inner in find_all(control, ".//w:sdt") if (key := control_key(inner)) in catalogue.figures}


def _is_in(control: Element, style: str) -> bool:
    return any(value(table, "w:tblPr/w:tblStyle") == style for table in control.iterancestors(name("w:tbl")))


def _accepts(accepted: Iterable[str], place: str) -> bool:
    return any(_begins(key, place) for key in accepted)


def _begins(key: str, place: str) -> bool:
    return place == key or place.startswith(f"{key}.")
