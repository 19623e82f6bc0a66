"""The house style of a published paper: Arial 12 in single spacing, headings bold, nothing underlined. Source: the board's compliance checklist."""

from collections.abc import Iterator
from typing import Literal

from .formatting import Look

Kind = Literal["font", "size", "heading", "underline", "spacing"]
FONT = "Arial"
POINTS = 12


def style_faults(look: Look) -> Iterator[tuple[Kind, str]]:
    """Yield what a piece of text has against the house style, each kind with a few words for a message."""
    if look.font != FONT:
        yield "font", f"Not {FONT} but {look.font}"
    if look.points < POINTS or (look.points > POINTS and not look.heading):
        yield "size", f"Not {POINTS} point but {look.points:g}"
    if look.heading and not look.bold:
        yield "heading", "A heading that is not bold"
    if look.underlined:
        yield "underline", "Underlined"
    if look.line != 1:
        yield "spacing", "Not single spaced"
