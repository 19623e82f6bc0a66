"""Formatting that a contributor set by hand and the house style takes the place of, counted for the notes."""

from collections.abc import Callable

from .ooxml import Element, name, switched_on, value
from .word_pieces import Tally

_OF_RUNS: dict[str, Callable[[Element], bool]] = {
    "fonts": lambda run: value(run, "w:rPr/w:rFonts", "w:ascii") not in (None, "Arial") or value(run, "w:rPr/w:rFonts", "w:asciiTheme") is not None,
    "sizes": lambda run: value(run, "w:rPr/w:sz") not in (None, "24"),
    "colours": lambda run: (
        value(run, "w:rPr/w:color") not in (None, "auto", "000000")
        or value(run, "w:rPr/w:highlight") not in (None, "none")
        or value(run, "w:rPr/w:shd", "w:fill") not in (None, "auto")
    ),
    "underlining": lambda run: value(run, "w:rPr/w:u") not in (None, "none"),
    "capitals": lambda run: bool(switched_on(run, "w:rPr/w:caps") or switched_on(run, "w:rPr/w:smallCaps")),
}
_OF_PARAGRAPHS: dict[str, Callable[[Element], bool]] = {
    "alignment": lambda paragraph: value(paragraph, "w:pPr/w:jc") not in (None, "left", "start"),
    "spacing": lambda paragraph: any(paragraph.find(f"{name('w:pPr')}/{name(tag)}") is not None for tag in ("w:spacing", "w:ind")),
    "borders and shading": lambda paragraph: any(paragraph.find(f"{name('w:pPr')}/{name(tag)}") is not None for tag in ("w:pBdr", "w:shd")),
}


def count_run(tally: Tally, run: Element) -> None:
    if run.find(name("w:t")) is not None:
        tally.formatting.update(kind for kind, is_set in _OF_RUNS.items() if is_set(run))


def count_paragraph(tally: Tally, paragraph: Element) -> None:
    tally.formatting.update(kind for kind, is_set in _OF_PARAGRAPHS.items() if is_set(paragraph))
