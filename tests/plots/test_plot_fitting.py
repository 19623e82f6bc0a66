"""Of more categories than a page has room for the lowest are drawn: the caption says so, and the workbook holds the others behind them."""

from collections.abc import Callable
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from boardpaper.assembly.lettering import LINE
from boardpaper.assembly.plots.fitting import fitted, with_the_rest
from boardpaper.assembly.plots.geometry import geometry
from boardpaper.assembly.plots.part import chart_part
from boardpaper.assembly.plots.saying import differs
from boardpaper.assembly.plots.shown import Shown, ShownSeries
from boardpaper.assembly.plots.words import left_out
from boardpaper.assembly.plots.workbook import workbook
from boardpaper.warehouse.figures.model import PlotKind
from boardpaper.warehouse.figures.printed import Printed

Made = Callable[..., Shown]


def _of(make_shown: Made, kind: str, count: int, **settings: object) -> Shown:
    """Return a chart of teams whose numbers fall, but for the first, which has none."""
    numbers: list[tuple[int | None, str]] = [(None, ""), *((number, str(number)) for number in range(count - 1, 0, -1))]
    return make_shown(kind, "count", [f"Team {place}" for place in range(count)], ("Held", "value", numbers), **settings)


def test_the_lowest_are_drawn_in_their_order(make_shown: Made) -> None:
    whole = _of(make_shown, "bar", 50)
    drawn = fitted(whole)
    count = len(drawn.categories)
    assert (drawn.categories, 30 < count < 40) == (tuple(f"Team {place}" for place in range(50 - count, 50)), True)
    assert left_out(drawn, 50) == f" (of 50, the {count} with the lowest 'Held' are drawn; the others are in the chart's workbook)"


def test_what_has_room_is_drawn_whole_and_so_is_what_runs_over_time(make_shown: Made) -> None:
    for whole in (_of(make_shown, "bar", 30), _of(make_shown, "column", 25), _of(make_shown, "line", 60, in_time=True)):
        assert (fitted(whole), left_out(fitted(whole), len(whole.categories))) == (whole, "")


def test_the_workbook_holds_the_others_behind_what_is_drawn(make_shown: Made) -> None:
    whole = _of(make_shown, "stacked_bar", 50)
    drawn, held = fitted(whole), workbook(with_the_rest(whole, whole))
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(held)).worksheets[0].iter_rows(min_row=2)]
    count = len(drawn.categories)
    assert [row[0] for row in rows[:count]] == list(drawn.categories)
    assert sorted(rows[count:], key=str) == sorted([["Team 0", None], *([f"Team {place}", 50 - place] for place in range(1, 50 - count))], key=str)
    assert differs(chart_part(drawn, "rId1"), held) == ""


def test_series_that_are_not_drawn_are_in_the_workbook_too(make_shown: Made) -> None:
    every = make_shown("line", "count", ["May", "June"], *((f"S{number}", "value", [(number, str(number))] * 2) for number in range(14)))
    assert (len(every.series), every.of) == (12, 14)
    missing = tuple(ShownSeries(f"S{number}", "value", (Printed(number, 0, "", ""),) * 2, (str(number),) * 2) for number in (12, 13))
    head = next(load_workbook(BytesIO(workbook(with_the_rest(every, _whole(every, missing))))).worksheets[0].iter_rows())
    assert [cell.value for cell in head] == ["Group", *(f"S{number}" for number in range(14))]


def _whole(drawn: Shown, missing: tuple[ShownSeries, ...]) -> Shown:
    return replace(drawn, series=(*missing, *drawn.series), of=0)


@given(st.sampled_from(["column", "bar", "stacked_bar"]), st.integers(1, 90), st.integers(1, 4), st.integers(1, 60))
def test_every_name_that_is_drawn_has_a_line(kind: PlotKind, categories: int, series: int, letters: int) -> None:
    one = ShownSeries("Held", "value", (Printed(12, 0, "", ""),) * categories, ("12",) * categories)
    drawn = fitted(Shown("own", "Own", kind, "count", "", "Number", ("n" * letters,) * categories, (one,) * series, in_time=False))
    places = geometry(drawn)
    assert (places.high if drawn.is_lying else places.wide) / len(drawn.categories) >= LINE
