"""How well one colour stands out from another. Source: the contrast ratio of the Web Content Accessibility Guidelines 2.2, 1.4.3."""

ENOUGH = 4.5
ENOUGH_FOR_LARGE = 3.0
"""Large is 18 point, or 14 point in bold."""


def contrast(ink: str, ground: str) -> float:
    """Return the ratio of two colours, given as six hexadecimal digits: 1 for the same, 21 for black on white."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_dark(colour: str) -> bool:
    """Say whether white letters show better on a colour than black ones."""
    return contrast("FFFFFF", colour) > contrast("000000", colour)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
