"""The sample's charts as measured, a team's own, and what is never drawn: a number of another time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boardpaper.errors import LayoutError
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Catalogue, Plot
from boardpaper.workspace import Workspace

NOT = "not measured"
Shown = tuple[list[str], dict[str, list[str]]]
ACROSS = {
    "audit_ratings": (
        [
            "Northmoor NHS Foundation Trust",
            "Calder Vale Mental Health NHS Foundation Trust",
            "St Brigid's Hospice",
            "Moorside Urgent Care CIC",
            "Lakeview Clinic",
        ],
        {
            "Met": ["12", "16", "16", "16", "23"],
            "Partly met": ["10", "8", "7", "4", "3"],
            "Not met": ["5", "3", "2", "1", "0"],
            "Unanswered": ["0", "0", "0", "4", "0"],
        },
    ),
    "training_against_target": (
        ["Safeguarding Adults", "Safeguarding Children", "Mental Capacity Act", "Prevent Basic", "Prevent Level 3"],
        {"Compliant": ["87.79%", "88.55%", "96.3%", "87.02%", "85.7%"], "Target": ["85%"] * 5},
    ),
}
QUARTERS = (
    ["March 2018", "June 2018", "September 2018", "December 2018", "March 2019"],
    {
        "{{ organisation.area }} Looked After Children": ["363", NOT, NOT, NOT, "355"],
        "Looked After Children placed in {{ organisation.area }}": ["445", NOT, NOT, NOT, "470"],
    },
)
MONTHS = (
    ["Apr 2018", "May 2018", "Jun 2018", "Jul 2018", "Aug 2018", "Sep 2018", "Oct 2018", "Nov 2018", "Dec 2018", "Jan 2019", "Feb 2019", "Mar 2019"],
    {
        "Northmoor": [*[NOT] * 9, "92.6%", NOT, "89.3%"],
        "Calder Vale Mental Health": ["99.5%", "84.2%", "87.3%", "72.3%", "92.9%", "79.6%", "95.1%", "89.1%", "87.3%", NOT, NOT, "91.2%"],
        "St Brigid's Hospice": [*[NOT] * 11, "78.9%"],
        "Moorside Urgent Care": [*[NOT] * 9, "91.8%", "95.2%", "84.9%"],
        "The Grange Hospital": [*[NOT] * 10, "87.8%", "84.4%"],
        "Lakeview Clinic": [*[NOT] * 10, "89.4%", NOT],
        "Bridgewell GP Federation": [*[NOT] * 10, "86.4%", "74.2%"],
        "Target": ["85%"] * 12,
    },
)
OWN = """
[[chart]]
kind = "bar"
key = "own"
title = "Criminal record checks"
value_title = "Staff"
categories = ["In date", "Outstanding"]
[[chart.series]]
name = "Checks"
figures = ["dbs.in_date", "dbs.outstanding"]
"""


def _measure(ingested: Path, folder: Path, figures: str = "", **settings: str) -> Catalogue:
    for name in ("providers.csv", "warehouse.db"):
        (folder / name).write_bytes((ingested / name).read_bytes())
    text = (ingested / "boardpaper.toml").read_text(encoding="utf-8")
    for old, new in settings.values():
        assert old in text
        text = text.replace(old, new)
    (folder / "boardpaper.toml").write_text(text, encoding="utf-8")
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "own.toml").write_text(figures, encoding="utf-8")
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts())


def _shown(catalogue: Catalogue, key: str) -> Shown:
    plot = catalogue.charts[key]
    assert isinstance(plot, Plot)
    return list(plot.categories), {one.name: [catalogue.figures[point].text for point in one.keys] for one in plot.series}


@pytest.fixture
def catalogue(ingested: Path, tmp_path: Path) -> Catalogue:
    return _measure(ingested, tmp_path, OWN)


def test_charts_over_a_family(catalogue: Catalogue) -> None:
    assert {key: _shown(catalogue, key) for key in ACROSS} == ACROSS


def test_charts_over_time(catalogue: Catalogue) -> None:
    assert _shown(catalogue, "looked_after_children") == QUARTERS
    assert _shown(catalogue, "training_over_months") == MONTHS


def test_a_teams_own_chart(catalogue: Catalogue) -> None:
    categories, series = _shown(catalogue, "own")
    checks = [catalogue.figures[f"dbs.{key}"].text for key in ("in_date", "outstanding")]
    assert (categories, series) == (["In date", "Outstanding"], {"Checks": checks})


def test_a_point_over_time_is_a_figure_with_its_cells_and_doubts(catalogue: Catalogue) -> None:
    figure = catalogue.figures["looked_after_children.own.snapshot.q0"]
    assert figure.title == "Own looked after children: number at the end of the period, Q4 2017/18"
    assert (figure.value, str(figure.period_end)) == (363, "2018-03-31")
    assert [(cell.filename, cell.cell, cell.value) for cell in figure.cells] == [("LAC health Mar-18.xls.xls", "B7", 363)]
    grange = catalogue.figures["training_by_provider.xa5.safeguarding_children.m12"]
    assert [doubt.says for doubt in grange.doubts] == [
        "grange training mar.xlsx: queried (formula_without_value) at Training E11, Training E12, Training E13"
    ]
    plot = catalogue.charts["training_over_months"]
    assert isinstance(plot, Plot)
    assert set(grange.doubts) <= set(plot.doubts(catalogue.figures))


def test_an_earlier_time_stands_only_beside_this_one(ingested: Path, tmp_path: Path) -> None:
    moved = _measure(ingested, tmp_path, year=('period = "2018/19"', 'period = "2019/20"'), day=("as_at = 2019-03-31", "as_at = 2020-03-31"))
    categories, series = _shown(moved, "looked_after_children")
    assert categories == ["March 2019", "June 2019", "September 2019", "December 2019", "March 2020"]
    assert {text for texts in series.values() for text in texts} == {NOT}
    assert _shown(moved, "training_over_months")[1] == {}


def test_what_ends_after_the_papers_own_date_is_not_drawn(ingested: Path, tmp_path: Path) -> None:
    early = _measure(ingested, tmp_path, day=("as_at = 2019-03-31", "as_at = 2018-12-31"))
    categories, series = _shown(early, "training_over_months")
    assert (categories, series["Calder Vale Mental Health"]) == (MONTHS[0][:9], MONTHS[1]["Calder Vale Mental Health"][:9])
    assert early.figures["training_by_provider.xa2.safeguarding_children.m12"].text == NOT
    assert _shown(early, "looked_after_children")[0] == ["March 2018", "June 2018", "September 2018", "December 2018"]


def test_targets_that_differ_are_not_drawn_as_one(ingested: Path, tmp_path: Path) -> None:
    chart = OWN.partition("categories")[0].replace('"bar"', '"line"') + 'every = "month"\ntarget = true\n'
    series = '[[chart.series]]\nname = "{subject}"\nfigures = "training.{subject}.percent"\n'
    target = ("prevent_l3 = [{ from = 2018-04-01, percent = 85 }]", "prevent_l3 = [{ from = 2018-04-01, percent = 90 }]")
    assert "Target" not in _shown(_measure(ingested, tmp_path, chart + series, target=target), "own")[1]


def test_the_target_is_the_one_that_held_then(ingested: Path, tmp_path: Path) -> None:
    old = "safeguarding_children = [{ from = 2018-04-01, percent = 85 }]"
    new = old.replace("]", ", { from = 2018-10-01, percent = 90 }]")
    assert _shown(_measure(ingested, tmp_path, target=(old, new)), "training_over_months")[1]["Target"] == ["85%"] * 6 + ["90%"] * 6


def test_names_that_would_become_alike_keep_their_endings(ingested: Path, tmp_path: Path) -> None:
    _measure(ingested, tmp_path)
    with closing(sqlite3.connect(tmp_path / "warehouse.db")) as connection, connection:
        connection.execute("UPDATE provider SET name = 'Lakeview Hospital' WHERE name = 'The Grange Hospital'")
    chart = OWN.partition("categories")[0].replace('"bar"', '"line"') + 'every = "month"\n'
    series = '[[chart.series]]\nname = "{provider}"\nfigures = "training_by_provider.{provider}.safeguarding_children"\n'
    without = 'without = ["Clinic", "Hospital", "Hospice"]\n'
    names = set(_shown(_measure(tmp_path, tmp_path, chart + series + without), "own")[1])
    assert {"Lakeview Clinic", "Lakeview Hospital", "St Brigid's", "Moorside Urgent Care CIC"} <= names


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ('["dbs.in_date", "dbs.outstandin"]', "the chart 'own': it names the figure 'dbs.outstandin', which is not declared. Did you mean"),
        ('["dbs.in_date", "prevent.l3.percent"]', "the chart 'own': its figures are of the units count, percent, and one axis takes one of"),
        ('["dbs.in_date", "assurance.1.level"]', "its figures are of the units count, word"),
        ('["dbs.in_date"]', "must have as many figures as there are categories"),
        ('"dbs.in_date"', "must have as many figures as there are categories"),
        ('["dbs.in date", "dbs.outstanding"]', "names a figure by a key that can be none: dbs.in date"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_told(ingested: Path, tmp_path: Path, figures: str, says: str) -> None:
    with pytest.raises(LayoutError) as caught:
        _measure(ingested, tmp_path, OWN.replace('["dbs.in_date", "dbs.outstanding"]', figures))
    assert ("own.toml" in str(caught.value), says in str(caught.value)) == (True, True), caught.value


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "bar"', 'kind = "pie"', "kind: it must be 'column', 'bar', 'stacked_bar' or 'line'."),
        ("categories = ", 'every = "month"\ncategories = ', "must have one of 'over', 'categories' and 'every'"),
        ('categories = ["In date", "Outstanding"]', 'over = "dbs.{provder}.in_date"', "must have in its key the {field} that the chart is over"),
        ('categories = ["In date", "Outstanding"]', 'every = "month"', "must have one figure, or a family with its {field} in the name too"),
        ("categories = ", "earlier = 1\ncategories = ", "may have 'only' with 'over' alone, 'earlier' and 'target' with 'every' alone"),
        ('name = "Checks"', 'name = "Checks"\nrole = "target"', "has a target, which only a column or a line chart can draw"),
        ('name = "Checks"', 'name = "{provider}"', "may have in braces only the {field} that its 'figures' has"),
        ('key = "own"', 'key = "' + "o" * 58 + '"', "at most 57 characters"),
    ],
)
def test_a_chart_declared_wrongly_is_told(ingested: Path, tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(LayoutError) as caught:
        _measure(ingested, tmp_path, OWN.replace(old, new))
    assert ("own.toml" in str(caught.value), says in str(caught.value)) == (True, True), caught.value


def test_a_series_over_time_of_no_figure_is_told(ingested: Path, tmp_path: Path) -> None:
    chart = OWN.partition("categories")[0] + 'every = "month"\n[[chart.series]]\nname = "Checks"\nfigures = "dbs.in_dat"\n'
    with pytest.raises(LayoutError, match=r"the series 'Checks' is of 'dbs.in_dat', which is no figure that is declared\. Did you mean"):
        _measure(ingested, tmp_path, chart)
