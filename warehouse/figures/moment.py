"""The time that a figure is measured for: the paper's own, the same a year earlier, the return before the latest, or a step of a chart."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from ...periods import Period, period_ending, spans, write_period
from ...workspace import Settings


class Moment(Struct, frozen=True):
    """The only names that a condition may use, and never a year; `one_back` where the return before the latest is meant, not the latest.

    `step` is the month or quarter of a chart; one that `has_ended` only after the paper's own date has no figures yet.
    """

    parameters: Mapping[str, str]
    name: str = ""
    one_back: bool = False
    step: Period | None = None
    has_ended: bool = True
    is_earlier: bool = False


def moments(settings: Settings) -> dict[str, Moment]:
    """Return the paper's own moment under "", and those that a declaration may compare it with."""
    period, as_at = settings.report.period, settings.report.as_at
    year_before = Period(_year_before(period.start), _year_before(period.end))
    now = _parameters(settings, period, as_at)
    return {
        "": Moment(now),
        "year": Moment(_parameters(settings, year_before, _year_before(as_at)), "a year earlier"),
        # the return before the latest may be one of the year before
        "latest": Moment(now | {"period_start": _year_before(period.start).isoformat()}, "the return before", one_back=True),
    }


def steps(settings: Settings, every: str, earlier: int) -> dict[str, Moment]:
    """Return each month ("m1", "m2") or quarter ("q1") of the paper's period, and so many before it ("q0", "q-1"), in order."""
    period, as_at = settings.report.period, settings.report.as_at
    found = spans(period, every)
    for _ in range(earlier):
        found.insert(0, period_ending(found[0].start - timedelta(days=1), every))
    return {
        f"{every[0]}{number}": Moment(
            _parameters(settings, step, as_at), write_period(step), step=step, has_ended=step.end <= as_at, is_earlier=number < 1
        )
        for number, step in enumerate(found, start=1 - earlier)
    }


def _parameters(settings: Settings, period: Period, day: date) -> dict[str, str]:
    return {
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "previous_start": _year_before(period.start).isoformat(),
        "previous_end": _year_before(period.end).isoformat(),
        "as_at": day.isoformat(),
        "commissioner": settings.organisation.code,
    }


def _year_before(day: date) -> date:
    """Return the same day a year earlier; the last day of a month stays one."""
    year = day.year - 1
    last = monthrange(day.year, day.month)[1] == day.day
    return date(year, day.month, monthrange(year, day.month)[1] if last else min(day.day, monthrange(year, day.month)[1]))
