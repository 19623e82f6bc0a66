"""The period that a file is named for."""

import re
from datetime import timedelta

from ..periods import Period, days_within, find_period

_SENT = re.compile(r"\b(?:sent|e-?mailed|received|rec'?d|returned|submitted|dated|issued)(?: on| back)?\W*$", re.IGNORECASE)


def period_of_file(filename: str, usual: str) -> Period | None:
    """Return the period that a file is named for. A day that ends no month, or is that of sending, is not of the figures."""
    name = filename.rpartition(".")[0].replace("_", " ")
    days = days_within(name)
    if len(set(days.values())) == 1:
        for written, day in sorted(days.items(), key=lambda item: -len(item[0])):
            before, _, after = name.partition(written)
            name = f"{before} {after}" if _SENT.search(before) or (day + timedelta(days=1)).day != 1 else name
    return find_period(name, usual)
