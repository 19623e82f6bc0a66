"""The forms that a percentage is written in, and what is said of one whose form is in doubt."""

from decimal import Decimal
from enum import Enum

ONE_FORM = "percentages such as 87.79%"


class Form(Enum):
    """What a number of a percentage column stands for.

    STRAY is a percentage that is written otherwise than those around it, and LIKELY one by its column alone: 1 among percentages; UNCLEAR may
    be either, and CONTRADICTED is a hundredth of what the counts beside it give.
    """

    RATIO = 1
    PERCENT = 2
    STRAY = 3
    UNCLEAR = 4
    CONTRADICTED = 5
    LIKELY = 6

    @property
    def parts(self) -> int:
        """Say how many of the number make a whole."""
        return 100 if self in (Form.PERCENT, Form.STRAY, Form.LIKELY) else 1

    @property
    def is_read(self) -> bool:
        return self not in (Form.UNCLEAR, Form.CONTRADICTED)

    @property
    def is_asked(self) -> bool:
        return self not in (Form.RATIO, Form.PERCENT)


def count_decimals(number: Decimal) -> int:
    """Return how many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def show_doubt(form: Form, shown: str, read: str = "") -> tuple[str, str]:
    """Return what was found in a cell whose form is in doubt, and the cure; `read` is the percentage that it was taken for."""
    if form is Form.STRAY:
        return f"{shown}, unlike the others", f"It was read as {read}: please write the column in one form, with its %."
    if form is Form.LIKELY:
        return f"{shown}, which may be a percentage or a ratio", f"It was read as {read}, as its column is: please write it with its %."
    if form is Form.CONTRADICTED:
        return f"{shown}, a hundredth of what the counts beside it give", "The value is not used: please correct it, or the counts."
    return f"{shown}, which may be a percentage or a ratio", "The value is not used: please write it with its %."
