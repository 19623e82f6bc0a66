"""A rating given by the colour of its cell alone: which fill stands for which word, told by its hue."""

import colorsys
from collections.abc import Container, Sequence
from xml.etree import ElementTree

from .workbook import Sheet

_PALE, _DARK = 0.96, 0.08  # lightness beyond which a fill is read as white or black, and says nothing
_GREY = 0.12  # saturation below which a fill has no hue
_HUES = ((0, 20, "red"), (20, 72, "amber"), (72, 170, "green"), (180, 260, "blue"), (340, 361, "red"))
_RATINGS = {"green": "met", "amber": "partial", "red": "not_met", "grey": "not_applicable"}


def rating_of(rgb: str) -> str | None:
    """Return the rating that a colour ("00B050") stands for: green met, amber or yellow partial, red not met, grey not applicable."""
    return _RATINGS.get(colour_word(rgb) or "")


def names_colours(spelt: Container[str]) -> bool:
    """Say whether a list of words has the colours of a traffic light among them."""
    return "green" in spelt and "red" in spelt


def colour_word(rgb: str) -> str | None:
    """Return the word for a colour ("00B050"), None for one that says nothing, as white does."""
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if not _DARK < lightness < _PALE:
        return None
    if saturation < _GREY:
        return "grey"
    return next((word for first, last, word in _HUES if first <= hue * 360 < last), None)


def rating_fills(sheet: Sheet, first: int, end: int, column: int) -> dict[int, str]:
    """Return the colours, by row, of a rating column's empty cells that are there to say something.

    A row banded in one colour, and a column shaded from top to bottom for someone to fill in, say nothing.
    """
    fills = {row: sheet.fills[row, column] for row in range(first, end) if (row, column) in sheet.fills}
    if len(fills) > 2 and len(set(fills.values())) == 1:
        return {}
    return {
        row: colour
        for row, colour in fills.items()
        if sheet.rows[row][column] == "" and colour not in (sheet.fills.get((row, column - 1)), sheet.fills.get((row, column + 1)))
    }


def solid_fills(styles: ElementTree.Element, theme: Sequence[str]) -> dict[int, str]:
    """Return the colour of each cell format that is filled solidly: format number to "RRGGBB".

    `theme` holds the theme's colours in the order that styles number them.
    """
    colours: list[str | None] = []
    found: dict[int, str] = {}
    for element in styles.iter():
        name = element.tag.rpartition("}")[2]
        if name == "fills":
            colours = [_fill_colour(fill, theme) for fill in element]
        elif name == "cellXfs":
            for number, style in enumerate(element):
                fill = int(style.get("fillId", "0"))
                colour = colours[fill] if fill < len(colours) else None
                if colour:
                    found[number] = colour
    return found


def theme_colours(theme: ElementTree.Element) -> list[str]:
    """Return the colours of a theme in the order that styles number them, in which light and dark change places."""
    scheme = next((element for element in theme.iter() if element.tag.endswith("}clrScheme")), None)
    if scheme is None:
        return []
    colours = [next((str(each.get("lastClr") or each.get("val") or "") for each in entry), "") for entry in scheme]
    return [*(colours[place] for place in (1, 0, 3, 2) if place < len(colours)), *colours[4:]]


def indexed_colour(number: int) -> str:
    """Return a colour of the palette that Excel numbers, "" where it has none of that number."""
    from openpyxl.styles.colors import COLOR_INDEX

    return COLOR_INDEX[number][-6:] if number < len(COLOR_INDEX) else ""


def _fill_colour(fill: ElementTree.Element, theme: Sequence[str]) -> str | None:
    pattern = next((element for element in fill if element.tag.endswith("}patternFill")), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    colour = next((element for element in pattern if element.tag.endswith("}fgColor")), None)
    if colour is None:
        return None
    rgb = colour.get("rgb", "")[-6:]
    if not rgb and (number := colour.get("theme")) is not None and int(number) < len(theme):
        rgb = theme[int(number)][-6:]
    if not rgb and (number := colour.get("indexed")) is not None:
        rgb = indexed_colour(int(number))
    return rgb.upper() if len(rgb) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in rgb) else None
