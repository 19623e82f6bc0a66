"""Lengths as Word files say them: a number in the attribute's own unit, or one with a unit of its own, as other programs write it."""

TWIP, HALF_POINT = 20, 2
"""How many make a point: of the unit of lengths, and of that of sizes of letters."""
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "pi": 12.0}


def measure(written: str, unit: int = TWIP) -> int:
    """Return a length in an attribute's own unit: "240", or "12pt" for 240 twips (ECMA-376 Part 1, 22.9.2.15). Raises ValueError where it is none."""
    text = written.strip()
    if text[-2:] in _POINTS:
        return round(float(text[:-2]) * _POINTS[text[-2:]] * unit)
    return round(float(text))
