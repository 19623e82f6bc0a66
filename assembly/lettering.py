"""How wide text is in Arial 12, near enough to keep it inside its box or column."""

from functools import lru_cache

POINTS = 12.0
LINE = 13.8
"""Height of a line of Arial 12 at single spacing, in points."""
_WIDTHS = {
    0.28: " ijlIft.,:;|!'/[]",
    0.34: "r-()",
    0.50: 'cksvxyzJ"*',
    0.62: "FTZ+=<>",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.78: "GOQ",
    0.84: "mM",
    0.95: "W%",
    1.02: "@",
}
_BOLD_WIDTHS = {
    0.28: " ijlI.,|/\\'",
    0.34: "ft!:;-()[]`",
    0.39: "r{}*",
    0.50: 'z"',
    0.56: "0123456789aceksvxyJ$_#",
    0.59: "+=<>",
    0.67: "EPSVXY",
    0.73: "ABCDHKNRU&",
    0.78: "GOQw",
    0.84: "M",
    0.90: "m%",
    0.95: "W",
    1.00: "@",
}
_EM, _BOLD_EM = ({letter: width for width, letters in widths.items() for letter in letters} for widths in (_WIDTHS, _BOLD_WIDTHS))
_USUAL, _USUAL_BOLD, _WIDE = 0.56, 0.62, 1.0
_LATIN = 0x250
"""Letters from here on are taken to be wide."""


@lru_cache(maxsize=8192)  # the same words stand in many a cell, and the same cells in every letter
def width(text: str, bold: bool = False) -> float:
    """Return the width of a line of text in points."""
    known, usual = (_BOLD_EM, _USUAL_BOLD) if bold else (_EM, _USUAL)
    return POINTS * sum(known.get(letter, usual if ord(letter) < _LATIN else _WIDE) for letter in text)


def widest_word(text: str, bold: bool = False) -> float:
    return max(_words(text, bold), default=0.0)


@lru_cache(maxsize=16384)
def lines(text: str, room: float, bold: bool = False) -> int:
    """Return how many lines text takes in a column of `room` points."""
    count, used, blank = 1, 0.0, width(" ")
    for long in _words(text, bold):
        if used and used + blank + long > room:
            count, used = count + 1, 0.0
        count += int(long // room)
        used += (blank if used else 0.0) + long % room
    return count


@lru_cache(maxsize=8192)
def _words(text: str, bold: bool) -> tuple[float, ...]:
    """Return the width of each word."""
    return tuple(width(word, bold) for word in text.split())
