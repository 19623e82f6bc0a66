"""The period that a file is named for."""

import re

from ..periods import Period, days_within, find_period, period_ending

_OF_SENDING = re.compile(
    r"\b(?:sent|e-?mailed|received|rec'?d|returned|submitted|dated|issued|due|deadline|by|before|updated|final|extracted|printed)"
    r"(?: on| back| by)?\W*$",
    re.IGNORECASE,
)
_WHOLE_NUMBER = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")


def period_of_file(filename: str, usual: str) -> Period | None:
    """Return the period that a file is named for. A day that ends no such period as is usual, or is that of sending, is not of the figures."""
    name = _WHOLE_NUMBER.sub(r"\1-\2-\3", filename.rpartition(".")[0].replace("_", " "))
    days = days_within(re.sub(r"[()\[\]]", " ", name))
    if len(set(days.values())) == 1:
        for written, day in sorted(days.items(), key=lambda item: -len(item[0])):
            before, _, after = name.partition(written)
            is_of_figures = period_ending(day, usual).end == day and not _OF_SENDING.search(before)
            name = name if is_of_figures else f"{before} {after}"
    return find_period(name, usual)
