"""What a chart says to those who cannot see it, and what its caption says of its gaps."""

from collections.abc import Callable

from boardpaper.assembly.plots.shown import Shown
from boardpaper.assembly.plots.words import described, gaps

Made = Callable[..., Shown]


def test_every_number_is_told_and_every_gap(make_shown: Made) -> None:
    drawn = make_shown(
        "line",
        "percent",
        ["Apr 2018", "May 2018", "Jun 2018", "Jul 2018", "Aug 2018", "Sep 2018"],
        ("North", "value", [(0.995, "99.5%"), (None, ""), (None, ""), (None, ""), (0.5, "about 50%"), (None, "")]),
        ("South", "value", [(None, "withheld")] * 6),
        ("Target", "target", [(0.85, "85%")] * 6),
        in_time=True,
    )
    assert described(drawn) == (
        "Line chart: Own & others. North: Apr 2018 99.5%, Aug 2018 about 50%; not measured: May 2018 to Jul 2018, Sep 2018. "
        "South: withheld: Apr 2018 to Sep 2018. Target (85%) throughout."
    )
    assert gaps(drawn) == " (a gap: not measured or withheld)"


def test_categories_that_do_not_follow_one_another_are_all_named(make_shown: Made) -> None:
    drawn = make_shown("stacked_bar", "count", ["North", "South", "West"], ("Met", "met", [(None, ""), (None, ""), (None, "")]))
    assert described(drawn) == "Stacked bar chart: Own & others. Met: not measured: North, South, West."


def test_a_chart_without_a_gap_says_nothing_of_gaps(make_shown: Made) -> None:
    drawn = make_shown("column", "count", ["North"], ("Met", "met", [(0, "0")]), ("Target", "target", [(None, "no target set")]))
    assert (gaps(drawn), [one.name for one in drawn.series]) == ("", ["Met"])


def test_a_target_that_changes_is_told_point_by_point(make_shown: Made) -> None:
    drawn = make_shown(
        "column", "percent", ["A", "B"], ("N", "value", [(0.9, "90%"), (0.9, "90%")]), ("Target", "target", [(0.85, "85%"), (0.9, "90%")])
    )
    assert described(drawn) == "Column chart: Own & others. N: A 90%, B 90%. Target: A 85%, B 90%."
