"""The catalogue of a public paper: measured exactly, and then made to hold no more of people than the paper may show."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ..figures.following import AS_PRINTED
from ..figures.model import Catalogue, Figure, People
from .behind import without_places, without_values
from .following import ends, told_anew
from .listed import charts_shown, tables_shown
from .policy import WITHHELD, Policy, Shown
from .protect import Item, protect
from .running import told_by_growth

_HIDDEN = Shown(WITHHELD, 0, None, WITHHELD)


class Disclosed(Struct, frozen=True):
    """A catalogue that a paper may be made of, and the policy it follows; `hidden` are the keys of the figures that show no number for it."""

    catalogue: Catalogue
    policy: Policy
    hidden: tuple[str, ...] = ()


def disclose(catalogue: Catalogue, policy: Policy) -> Disclosed:
    """Return the catalogue as a policy has it. Nothing in it tells more of people than the texts of its figures do.

    A figure whose people cannot be told from its SQL shows no number. A percentage that was returned without its counts is shown where small
    numbers are hidden, as no number of people stands beside it; where all are rounded it is not, as it is of exact ones.
    """
    if not policy.told:
        return Disclosed(catalogue, policy)
    people = {key: people for key, people in catalogue.people.items() if catalogue.figures[key].value is not None}
    shown: dict[str, Shown] = dict.fromkeys(people, _HIDDEN)
    shown |= {key: _alone(catalogue.figures[key]) for key, behind in people.items() if behind.is_alone and policy.below}
    items = _items(catalogue.figures, people)
    running = {key: behind.running for key, behind in people.items()}
    shown |= protect(items, policy, told_by_growth(catalogue.figures, running, items, policy))
    figures = {key: _shown(figure, shown[key]) if key in shown else figure for key, figure in catalogue.figures.items()}
    for figure in catalogue.figures.values():
        now, other = ends(figure)
        if figure.key not in shown and (now in shown or other in shown):
            figures[figure.key] = told_anew(figure, figures[now], figures[other], policy)
    for key, figure in figures.items():
        if catalogue.people.keys() & {key, figure.follows}:
            figures[key] = figure = without_values(figure)
        if catalogue.unlisted & {key, figure.follows}:
            figures[key] = without_places(figure)
    hidden = tuple(key for key, figure in figures.items() if figure.is_hidden)
    tables, charts = tables_shown(catalogue.tables), charts_shown(catalogue.charts)
    return Disclosed(replace(catalogue, figures=figures, tables=tables, charts=charts, people={}), policy, hidden)


def _items(figures: Mapping[str, Figure], people: Mapping[str, People]) -> Mapping[str, Item]:
    made = {}
    for key, behind in people.items():
        figure = figures[key]
        if behind.counted is not None:
            qualifier = figure.cells[0].qualifier if len(figure.cells) == 1 else None
            made[key] = Item(figure.text, behind.counted, behind.among, qualifier)
    return made


def _alone(figure: Figure) -> Shown:
    """Return what is shown of a percentage that came without its counts: what is printed, and no more of its decimals."""
    printed = AS_PRINTED.search(figure.text)
    value = float(Decimal(printed[0].replace(",", "")) / 100) if printed else None
    return Shown(figure.text, 0, None, figure.text, value, is_exact=True)


def _shown(figure: Figure, shown: Shown) -> Figure:
    """Return a figure as it is shown. Its cells keep their places where it is shown exactly, and else are not listed: to count them could tell it."""
    value = int(shown.value) if shown.value is not None and figure.unit == "count" else shown.value
    now = replace(figure, value=value, text=shown.text, brief=shown.brief, is_hidden=shown.value is None)
    return now if shown.is_exact else without_places(now)
