"""The catalogue of a public paper: measured exactly, and then made to hold no more of people than the paper may show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..figures.model import Catalogue, Figure, Kind, People
from .following import ends, told_anew
from .policy import WITHHELD, Policy, Shown
from .protect import Item, protect

_HIDDEN = Shown(WITHHELD, 0, None, WITHHELD)
_ABOUT_VALUES: dict[Kind, str] = {
    "settled": "An answer is on record about a value behind it: 'boardpaper trace KEY' shows it.",
    "rough": "A value behind it was returned as about right alone: 'boardpaper trace KEY' shows it.",
    "said": "The value behind it was returned as about right alone: 'boardpaper trace KEY' shows it.",
}
"""What is told of a doubt whose own sentence quotes values."""


@dataclass(frozen=True)
class Disclosed:
    """A catalogue that a paper may be made of, and the policy it follows; `hidden` are the keys of the figures that show no number for it."""

    catalogue: Catalogue
    policy: Policy
    hidden: tuple[str, ...] = ()


def disclose(catalogue: Catalogue, policy: Policy) -> Disclosed:
    """Return the catalogue as a policy has it. Nothing in it tells more of people than the texts of its figures do.

    A figure whose people cannot be told from its SQL shows no number. A percentage that was returned without its counts is shown where small
    numbers are hidden, as no number of people stands beside it; where all are rounded it is not, as it is of exact ones.
    """
    if not policy.small:
        return Disclosed(catalogue, policy)
    people = {
        key: people for key, people in catalogue.people.items() if catalogue.figures[key].value is not None and not (people.is_alone and policy.below)
    }
    shown: dict[str, Shown] = dict.fromkeys(people, _HIDDEN)
    shown |= protect(_items(catalogue.figures, people), policy)
    figures = {key: _shown(figure, shown[key]) if key in shown else figure for key, figure in catalogue.figures.items()}
    for figure in catalogue.figures.values():
        now, other = ends(figure)
        if figure.key not in shown and (now in shown or other in shown):
            figures[figure.key] = told_anew(figure, figures[now], figures[other], policy)
    hidden = tuple(key for key, figure in figures.items() if figure.is_hidden)
    return Disclosed(replace(catalogue, figures=figures, people={}), policy, hidden)


def _items(figures: Mapping[str, Figure], people: Mapping[str, People]) -> Mapping[str, Item]:
    made = {}
    for key, behind in people.items():
        figure = figures[key]
        if behind.counted is not None:
            qualifier = figure.cells[0].qualifier if len(figure.cells) == 1 else None
            made[key] = Item(figure.text, behind.counted, behind.among, qualifier)
    return made


def _shown(figure: Figure, shown: Shown) -> Figure:
    """Return a figure as it is shown. Its cells keep their places where it is shown exactly, and else are not listed: to count them could tell it."""
    cells = tuple(replace(cell, value=None, text=None, settled=()) for cell in figure.cells) if shown.is_exact else ()
    doubts = tuple(dict.fromkeys(replace(doubt, says=_ABOUT_VALUES.get(doubt.kind, doubt.says)) for doubt in figure.doubts))
    value = int(shown.value) if shown.value is not None and figure.unit == "count" else shown.value
    return replace(figure, value=value, text=shown.text, brief=shown.brief, cells=cells, doubts=doubts, is_hidden=shown.value is None)
