"""A return for the wrong period: its day, today or its file name say that it cannot be for the period that it names."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from ..periods import Period, find_period, holds_day
from ..warehouse.records import Issue
from .context import Context
from .labels import iso_day

_CURE = "The return's own period was used: please say if it is another."


def doubt_period(period: Period, context: Context, usual: str) -> Iterator[Issue]:
    """Yield a query for each sign that a return is not for `period`.

    One that comes long after its period is none: last year's figures are sent again to be compared with. A file name with a whole day in it
    names the day that it was sent.
    """
    if period.start > date.today():
        yield Issue(context.sheet, "", "query", "period_to_come", f"{period}", "a period that has begun", _CURE)
    said = context.said("date_of_return")
    day = iso_day(said)
    if said and not day:
        cure = "Please write the day on which the return was sent: of two returns for one period, the later one counts."
        yield Issue(said.sheet, said.cell, "query", "not_a_date", said.text, "a date such as 26/06/2018", cure)
    if said and day and date.fromisoformat(day) < period.start:
        yield Issue(said.sheet, said.cell, "query", "returned_before_period", said.text, f"a day in or after the period {period}", _CURE)
    name = PurePath(context.filename).stem.replace("_", " ")
    named = None if holds_day(name) else find_period(name, usual)
    if named and (named.end < period.start or period.end < named.start):
        yield Issue(context.sheet, "", "query", "file_name_period", f"{period}", f"the period in the file's name, {named}", _CURE)
