"""Tables, charts and orders that tell a number of people without printing one: a row for each case, posts drawn from cases, members by size."""

import json
from collections.abc import Callable
from pathlib import Path

from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.model import Catalogue, Chart, Plot

Measured = Callable[..., Catalogue]
OWN = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\n"
REVIEWS = f"{OWN.format(period='2018/19')}SAR no.,Referral date,Decision\nA1,01/06/2018,DHR\nA2,02/06/2018,DHR\nA3,03/06/2018,Criteria not met\n"
DBS = f"{OWN.format(period='March 2019')}Staff group,Required,In date,Outstanding,In progress\nCooks,50,48,1,1\nNurses,60,56,2,2\nDrivers,70,70,0,0\n"
LISTS = """
[[listing]]
key = "cases"
title = "Cases"
return = "adult_review"
[[listing.column]]
name = "referred"
heading = "Referred"
value = "max(referred_on)"
unit = "date"

[[figure]]
key = "by_case.{case_ref}.decision"
title = "{case_ref}: decision"
return = "adult_review"
value = "max(decision)"
unit = "text"

[[figure]]
key = "by_case.{case_ref}.number"
title = "{case_ref}: number"
return = "adult_review"
value = "count(*)"

[[table]]
key = "by_case"
title = "By case"
headings = ["Case", "Decision"]
over = "by_case.{case_ref}.decision"
each = ["{case_ref.label}", "{{ by_case.{case_ref}.decision }}"]

[[table]]
key = "by_decision"
title = "By decision"
headings = ["Decision", "Number"]
rows = [["DHR", "{{ adult_review.domestic_homicide_review }}"]]

[[chart]]
key = "by_case"
title = "By case"
kind = "column"
value_title = "Cases"
over = "by_case.{case_ref}.number"
[[chart.series]]
name = "Cases"
figures = "by_case.{case_ref}.number"

[[chart]]
key = "tree_of_cases"
title = "Cases"
return = "adult_review"
label = "case_ref"
parent = "decision"

[[chart]]
key = "tree_of_groups"
title = "Groups"
return = "dbs"
label = "staff_group"
parent = "staff_group"
note = "outstanding || ' outstanding'"

[[chart]]
key = "tree_of_some"
title = "Groups"
return = "dbs"
label = "staff_group"
parent = "staff_group"
where = "outstanding = 2"
"""
BY_SIZE = """
[[figure]]
key = "by_size.{staff_group}.outstanding"
title = "{staff_group}: outstanding"
return = "dbs"
value = "sum(outstanding)"
order = "sum(outstanding) DESC"

[[table]]
key = "by_size"
title = "By size"
headings = ["Group", "Outstanding"]
over = "by_size.{staff_group}.outstanding"
each = ["{staff_group.label}", "{{ by_size.{staff_group}.outstanding }}"]
"""


def test_tables_and_charts_with_a_row_for_each_person_are_withheld(measured: Measured) -> None:
    catalogue = measured(LISTS, reviews=REVIEWS, dbs=DBS)
    assert [len(catalogue.tables[key].rows) for key in ("cases", "by_case")] == [3, 3]
    for name in ("under_5", "round_10"):
        public = disclose(catalogue, POLICIES[name]).catalogue
        tables = [public.tables[key] for key in ("cases", "by_case")]
        assert [(table.rows, table.empty) for table in tables] == [((), "Withheld.")] * 2
        plot = public.charts["by_case"]
        assert isinstance(plot, Plot)
        assert [len(one.keys) for one in plot.series] == [len(plot.categories)] == [1]
        assert "A1" not in json.dumps([plot.categories, [public.figures[key].text for one in plot.series for key in one.keys]])
        assert {figure.text for key, figure in public.figures.items() if key.startswith(("by_case.", "cases."))} == {"withheld"}
        assert len(public.tables["by_decision"].rows) == 1
    assert len(disclose(catalogue, POLICIES["none"]).catalogue.tables["cases"].rows) == 3


def test_posts_say_no_number_of_people_and_are_no_people(measured: Measured) -> None:
    charts = disclose(measured(LISTS, reviews=REVIEWS, dbs=DBS), POLICIES["under_5"]).catalogue.charts
    trees = {key: chart for key, chart in charts.items() if isinstance(chart, Chart)}
    assert [node.label for key in ("tree_of_cases", "tree_of_some") for node in trees[key].nodes] == ["Withheld"] * 2
    assert [(node.label, node.note) for node in trees["tree_of_groups"].nodes] == [
        ("Cooks", "withheld"),
        ("Nurses", "withheld"),
        ("Drivers", "withheld"),
    ]


def test_members_do_not_stand_in_the_order_of_numbers_that_are_hidden(measured: Measured) -> None:
    """Of two groups that have three together, the first has two."""
    rows = measured(BY_SIZE, dbs=DBS).tables["by_size"].rows
    assert [row[0] for row in rows] == ["Cooks", "Drivers", "Nurses"]


def test_members_are_ordered_as_declared_where_nothing_is_hidden(measured: Measured, empty_workspace: Path) -> None:
    settings = empty_workspace / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('public = "none"', "public = 'none'"), encoding="utf-8")
    rows = measured(BY_SIZE, dbs=DBS).tables["by_size"].rows
    assert [row[0] for row in rows] == ["Nurses", "Cooks", "Drivers"]


def test_what_a_column_of_a_listing_says_of_people_is_heard(measured: Measured) -> None:
    declared = LISTS.replace('unit = "date"\n', 'unit = "date"\npeople = false\n', 1)
    public = disclose(measured(declared, reviews=REVIEWS), POLICIES["under_5"]).catalogue
    assert (len(public.tables["cases"].rows), public.figures["cases.a1.referred"].text) == (3, "1 June 2018")
