"""What an Excel number format says of a value: whether it is shown as a percentage, and with how many decimals."""

import re

BUILT_IN_PERCENT = {9: 0, 10: 2}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # texts, escapes, gaps, fillings, colours and conditions
_DIGITS = re.compile(r"\.([0#?]+)")


def percent_decimals(code: str) -> int | None:
    """Return the decimals that a format shows a percentage with; None where it shows none, though it may write a % sign."""
    positive = _LITERAL.sub("", code).partition(";")[0]
    if "%" not in positive:
        return None
    digits = _DIGITS.search(positive)
    return len(digits[1]) if digits else 0
