"""Counts since a programme began, or of the year so far: what is new in one since the one before is a number of people too."""

from collections.abc import Callable

import pytest

from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.model import Catalogue

Measured = Callable[..., Catalogue]
HEAD = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\n"
FLOWS = """
[[chart]]
kind = "column"
key = "flows"
title = "Children looked after in the year so far"
value_title = "Children"
every = "quarter"
[[chart.series]]
name = "Own"
figures = "looked_after_children.own.flow"
[[figure]]
key = "looked_after_children.{population}.flow"
title = "{population}: children at any time in the year"
return = "looked_after_children"
value = "sum(flow)"
"""


def _leder(period: str, notified: int, completed: int, quick: int) -> str:
    return f"{HEAD.format(period=period)}Notified,Completed,Completed within 6 months\n{notified},{completed},{quick}\n"


def _flow(period: str, flow: int) -> str:
    return f"{HEAD.format(period=period)}Population,Flow\nOwn LAC,{flow}\n"


@pytest.mark.parametrize(
    ("before", "now", "texts"),
    [
        ((70, 40, 20), (73, 60, 30), ["73", "withheld", "not shown against the figure before"]),
        ((30, 20, 10), (73, 60, 30), ["73", "30", "up from 30 in December 2018"]),
        ((73, 60, 30), (73, 60, 30), ["73", "73", "unchanged since December 2018"]),
        ((3, 2, 1), (5, 5, 0), ["5", "fewer than 5", "not shown against the figure before"]),
    ],
)
def test_what_is_new_since_the_return_before(measured: Measured, before: tuple[int, int, int], now: tuple[int, int, int], texts: list[str]) -> None:
    catalogue = measured(before=_leder("Q3 2018/19", *before), now=_leder("Q4 2018/19", *now))
    figures = disclose(catalogue, POLICIES["under_5"]).catalogue.figures
    assert [figures[f"leder.notified{end}"].text for end in ("", ".previous", ".change")] == texts


def test_share_of_counts_that_run_on_tells_them_both(measured: Measured) -> None:
    catalogue = measured(before=_leder("Q3 2018/19", 40, 28, 14), now=_leder("Q4 2018/19", 50, 30, 20))
    figures = disclose(catalogue, POLICIES["under_5"]).catalogue.figures
    key = "leder.completed_in_6_months.percent"
    assert [figures[f"{key}{end}"].text for end in ("", ".previous", ".change")] == ["66.7%", "withheld", "not shown against the figure before"]


def test_quarter_after_quarter_of_one_year(measured: Measured) -> None:
    flows = {"a": ("Q1 2018/19", 100), "b": ("Q2 2018/19", 103), "c": ("Q3 2018/19", 130), "d": ("Q4 2018/19", 130)}
    catalogue = measured(FLOWS, **{name: _flow(*flow) for name, flow in flows.items()})
    figures = disclose(catalogue, POLICIES["under_5"]).catalogue.figures
    assert [figures[f"looked_after_children.own.flow.q{number}"].text for number in range(1, 5)] == ["withheld", "103", "130", "130"]
