"""Figures of an earlier paper in a contributor's Word file: copied with a passage, they are places to be filled, not words to be kept."""

import re

from .block_keys import BLOCK
from .ooxml import Element, control_key, name, w
from .word_places import WordPlaces

_KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


def free_figures(stories: list[Element], places: WordPlaces) -> list[tuple[str, str]]:
    """Put the place of its key into each control that a figure of a paper stands in; return those that hold a table or a chart, as faults.

    What it shows is the figure of that paper: of another day, of other readers, or typed over.
    """
    faults: list[tuple[str, str]] = []
    for story in stories:
        for control in [*story.iter(name("w:sdt"))]:
            key = control_key(control)
            if BLOCK.match(key):
                what = f"holds the {key.replace(': ', ' ')} of an earlier paper; delete it, and type {{{{ {key} }}}} on a line of its own"
                faults.append((places.of(control), what))
            elif _KEY.fullmatch(key):
                _fill(control, key)
    return faults


def _fill(control: Element, key: str) -> None:
    """Leave of what a control shows its first run, with the place of the key in it."""
    runs = [*control.iter(name("w:r"))]
    for run in runs[1:]:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    for first in runs[:1]:
        for piece in [each for each in first if each.tag != name("w:rPr")]:
            first.remove(piece)
        text = w("t")
        text.text = f"{{{{ {key} }}}}"
        first.append(text)
