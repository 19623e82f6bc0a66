"""Which labels are meant for a table: its own, and those of the tables above or beside it where it has none."""

from ..periods import Period, find_period, parse_period
from .labels import Labels

_MUCH = 1.5
"""So much longer is a period of another kind: a month, a quarter and a year have not all the same days."""


def nearest_labels(own: Labels, outer: Labels, usual: str) -> tuple[Labels, list[Labels]]:
    """Return what is said of a table by its own labels, then by the `outer` ones; and what these say of a longer period around its own.

    Where the table says its own period, neither a title nor a label of another table has a say in it.
    """
    both = own.within(outer)
    mine = [period for said in own.said.get("period", []) if (period := parse_period(said.text, usual))]
    mine += [period for title in own.titles if (period := find_period(title.text, usual))]
    if not mine:
        return both, []
    longest = _MUCH * max(_days(period) for period in mine)
    around = [said for said in outer.said.get("period", []) if (period := parse_period(said.text, usual)) and _days(period) > longest]
    labels = Labels({**both.said, "period": own.said.get("period", [])}, own.titles)
    return labels, [Labels({"period": around})] if around else []


def _days(period: Period) -> int:
    return (period.end - period.start).days
