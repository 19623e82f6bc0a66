"""What a public catalogue still says of the cells and doubts behind a figure of people."""

from msgspec.structs import replace

from ..figures.model import Doubt, Figure, Kind

_ABOUT_VALUES: dict[Kind, str] = {
    "settled": "An answer is on record about a value behind it: 'boardpaper trace KEY' shows it.",
    "rough": "A value behind it was returned as about right alone: 'boardpaper trace KEY' shows it.",
    "said": "The value behind it was returned as about right alone: 'boardpaper trace KEY' shows it.",
    "unlike": "The change is between returns that may not count the same: 'boardpaper trace KEY' shows them.",
}
"""What is told of a doubt whose own sentence quotes values, or numbers of rows."""


def without_values(figure: Figure) -> Figure:
    """Return a figure that says where its cells are, and not what stands in them."""
    cells = tuple(replace(cell, value=None, text=None, settled=()) for cell in figure.cells)
    doubts = (replace(doubt, says=_ABOUT_VALUES.get(doubt.kind, doubt.says)) for doubt in figure.doubts)
    return replace(figure, cells=cells, doubts=tuple(dict.fromkeys(doubts)))


def without_places(figure: Figure) -> Figure:
    """Return a figure that does not list its cells and rows, as their number could be that of the people."""
    return replace(figure, cells=(), doubts=tuple(dict.fromkeys(_without_places(doubt) for doubt in figure.doubts)))


def _without_places(doubt: Doubt) -> Doubt:
    return replace(doubt, says=doubt.about[0]) if doubt.about and doubt.kind not in _ABOUT_VALUES else doubt
