"""The time that a figure is measured for: the paper's own, the same a year earlier, or the return before the latest."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...workspace import Settings


@dataclass(frozen=True)
class Moment:
    """The only names that a condition may use, and never a year; `one_back` where the return before the latest is meant, not the latest."""

    parameters: Mapping[str, str]
    name: str = ""
    one_back: bool = False


def moments(settings: Settings) -> dict[str, Moment]:
    """Return the paper's own moment under "", and those that a declaration may compare it with."""
    period, as_at = settings.report.period, settings.report.as_at

    def parameters(start: date, end: date, day: date) -> dict[str, str]:
        return {
            "period_start": start.isoformat(),
            "period_end": end.isoformat(),
            "previous_start": _year_before(start).isoformat(),
            "previous_end": _year_before(end).isoformat(),
            "as_at": day.isoformat(),
            "commissioner": settings.organisation.code,
        }

    now = parameters(period.start, period.end, as_at)
    return {
        "": Moment(now),
        "year": Moment(parameters(_year_before(period.start), _year_before(period.end), _year_before(as_at)), "a year earlier"),
        # the return before the latest may be one of the year before
        "latest": Moment(now | {"period_start": _year_before(period.start).isoformat()}, "the return before", one_back=True),
    }


def _year_before(day: date) -> date:
    """Return the same day a year earlier; the last day of a month stays one."""
    year = day.year - 1
    last = monthrange(day.year, day.month)[1] == day.day
    return date(year, day.month, monthrange(year, day.month)[1] if last else min(day.day, monthrange(year, day.month)[1]))
