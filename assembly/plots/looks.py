"""The house's colours, patterns, dashes and markers: no two series of a chart look alike, in grey either."""

from msgspec import Struct
from msgspec.structs import replace

from ...warehouse.figures.model import Role

INK = "212B32"
PAPER = "FFFFFF"
GRID = "D8DDE0"


class Look(Struct, frozen=True):
    """`pattern` is one of DrawingML's, of the colour on white; `ink` is the colour of a number on it, `box` asks for a white box behind that."""

    colour: str
    ink: str = INK
    pattern: str = ""
    box: bool = False
    dash: str = "solid"
    marker: str = "circle"
    hollow: bool = False


TARGET = Look(INK, dash="dash", marker="none")
RATINGS: dict[Role, Look] = {
    "met": Look("006747", ink=PAPER),
    "partial": Look("FFB81C", ink="000000"),
    "not_met": Look("DA291C", ink="000000", pattern="wdUpDiag", box=True),
    "unanswered": Look(PAPER),
}
BARS = (
    Look("41B6E6"),
    Look("003087", ink=PAPER),
    Look("768692", pattern="wdUpDiag", box=True),
    Look("E8EDEE"),
    Look("330072", pattern="dkHorz", box=True),
    Look("AE2573", ink=PAPER),
)
LINES = (
    Look("003087"),
    Look("009639", dash="dash", marker="square", hollow=True),
    Look("AE2573", dash="sysDot", marker="triangle"),
    Look("768692", marker="diamond", hollow=True),
    Look("330072", dash="lgDash", marker="x"),
    Look("00A499", dash="lgDashDot", marker="star"),
    Look("425563", dash="sysDash", marker="plus"),
)


_DASHES = ("solid", "dash", "sysDot", "lgDash", "dashDot", "lgDashDot", "sysDash")
_PATTERNS = ("", "wdUpDiag", "dkHorz", "smGrid", "dkVert", "pct50")


def look(role: Role, number: int, is_line: bool) -> Look:
    """Return how a series looks; `number` counts those without a look of their own, from 0: the eighth line is the first in another dash."""
    if role == "target":
        return TARGET
    if role in RATINGS:
        return RATINGS[role]
    choice = LINES if is_line else BARS
    again, place = divmod(number, len(choice))
    found = choice[place]
    if not again:
        return found
    if is_line:
        return replace(found, dash=_next(_DASHES, found.dash, again))
    return replace(found, pattern=_next(_PATTERNS, found.pattern, again), box=True, ink=INK)


def _next(choice: tuple[str, ...], one: str, steps: int) -> str:
    return choice[(choice.index(one) + steps) % len(choice)]
