"""Which figures count people, and whom: told from the declarations, else taken to be people."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.tests.own_layout import LAYOUT
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.declare import load_declarations
from boardpaper.warehouse.figures.model import Catalogue, People
from boardpaper.warehouse.figures.people import counts_people
from boardpaper.warehouse.figures.quotient import quotient
from boardpaper.workspace import Workspace

OWN = "Organisation,NHS Stockport CCG\nReporting period,March 2019\n\n"


def _catalogue(folder: Path, figures: str, layout: str = "", **returns: str) -> Catalogue:
    settings = (folder / "boardpaper.toml").read_text(encoding="utf-8")
    (folder / "boardpaper.toml").write_text(settings.partition("\n[expected]")[0].replace('public = "none"', 'public = "under_5"'), encoding="utf-8")
    for name in ("figures", "layouts"):
        (folder / name).mkdir()
    (folder / "figures" / "own.toml").write_text(figures, encoding="utf-8")
    if layout:
        (folder / "layouts" / "own.toml").write_text(layout, encoding="utf-8")
    for name, text in returns.items():
        (folder / "returns" / f"{name}.csv").write_text(OWN + text, encoding="utf-8")
    workspace = Workspace(folder)
    assert [outcome.status for outcome in ingest(workspace).outcomes] == ["accepted"] * len(returns)
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts(workspace.layouts))


def _figure(value: str, unit: str = "count", source: str = "dbs", **more: str) -> str:
    settings = {"key": "own", "title": "Own", "return": source, "value": value, "unit": unit}
    return "[[figure]]\n" + "".join(f'{name} = "{text}"\n' for name, text in settings.items()) + "".join(f"{k} = {v}\n" for k, v in more.items())


def test_figures_that_are_not_of_people() -> None:
    layouts = load_layouts()
    numbers = [figure for figure in load_declarations().figure if figure.unit in ("count", "percent", "number")]
    others = {figure.source for figure in numbers if not counts_people(figure, layouts[figure.source])}
    people = {figure.source for figure in numbers if counts_people(figure, layouts[figure.source])}
    assert others - people >= {"provider_audit", "team", "action"}
    assert people >= {
        "looked_after_children",
        "rapid_review",
        "adult_review",
        "child_death",
        "leder",
        "dbs",
        "training",
        "prevent",
        "conference_report",
    }


@pytest.mark.parametrize(
    ("layout", "figure", "is_people"),
    [
        (LAYOUT.format(rows="", field=""), _figure("sum(due)", source="supervision"), True),
        (LAYOUT.format(rows="", field="people = false"), _figure("sum(due)", source="supervision"), False),
        (LAYOUT.format(rows="", field=""), _figure("count(team)", source="supervision"), True),
        (LAYOUT.format(rows="people = false", field=""), _figure("count(team)", source="supervision"), False),
        (LAYOUT.format(rows="", field=""), _figure("sum(due)", source="supervision", people="false"), False),
        (LAYOUT.format(rows="people = false", field=""), _figure("count(team)", source="supervision", people="true"), True),
        (LAYOUT.format(rows="", field=""), _figure("max(team)", "text", source="supervision"), False),
    ],
)
def test_number_of_a_team_s_own_is_of_people_unless_declared_otherwise(empty_workspace: Path, layout: str, figure: str, is_people: bool) -> None:
    catalogue = _catalogue(empty_workspace, figure, layout, a="Team,Sessions due\nNorth,3\n")
    assert ("own" in catalogue.people) is is_people


DBS = "Staff group,Required,In date,Outstanding,In progress\nNurses,100,90,3,4\nDoctors,50,50,0,0\n"


@pytest.mark.parametrize(
    ("value", "unit", "sums"),
    [
        ("sum(outstanding)", "count", (3, None)),
        ("sum(CASE WHEN in_date IS NOT NULL THEN required END)", "count", (150, None)),
        ("sum(outstanding) * 1.0 / sum(required)", "percent", (3, 150)),
        ("round(sum(outstanding) * 1.0 / sum(required), 3)", "percent", (3, 150)),
        ("CASE WHEN sum(required) > 0 THEN sum(outstanding) * 1.0 / sum(required) END", "percent", (3, 150)),
        ("sum(outstanding + in_progress)", "count", (7, None)),
        ("avg(outstanding)", "number", None),
        ("sum(outstanding) * 1000.0 / sum(required)", "number", None),
        ("max(outstanding) * 5", "number", None),
        ("1 - sum(in_date) * 1.0 / sum(required)", "percent", None),
        ("sum(outstanding * 1.0 / required) / 2", "percent", None),
        ("sum(outstanding) || ' of ' || sum(required)", "text", None),
    ],
)
def test_people_behind_a_value(empty_workspace: Path, value: str, unit: str, sums: tuple[int, int | None] | None) -> None:
    people = _catalogue(empty_workspace, _figure(value, unit), a=DBS).people["own"]
    if sums is None:
        assert people == People(None)
    else:
        assert people.counted is not None
        assert (sum(people.counted.values()), people.among and sum(people.among.values())) == sums


def test_counts_of_one_return_divide_their_whole_among_them(empty_workspace: Path) -> None:
    people = _catalogue(empty_workspace, "", a=DBS).people
    parts = [people[f"dbs.{name}"].counted or {} for name in ("in_date", "outstanding", "in_progress")]
    whole = people["dbs.required"].counted or {}
    assert set().union(*parts) < set(whole)
    rest = {place: number for place, number in whole.items() if not any(place in part for part in parts)}
    assert sum(rest.values()) == 100 - 90 - 3 - 4


@pytest.mark.parametrize(("attended", "is_told"), [(58, False), (50, True), (60, True), (63, True)])
def test_few_who_booked_and_did_not_come_are_told_by_no_difference(empty_workspace: Path, attended: int, is_told: bool) -> None:
    events = f"Event,Event date,Audience,Booked,Attended\nYoung Carers,22/11/2018,GP practices,60,{attended}\n"
    figures = disclose(_catalogue(empty_workspace, "", a=events), POLICIES["under_5"]).catalogue.figures
    shown = {figures[key].text for key in ("training_event.booked", "training_event.attended")}
    assert (shown == {"60", str(attended)}) is is_told


@pytest.mark.parametrize(
    ("table", "is_kept"),
    [
        ("Subject,%\nSafeguarding Adults,87.8%\n", True),
        ("Subject,Required,%\nSafeguarding Adults,41,87.8%\n", False),
        ("Subject,Required,Compliant\nSafeguarding Adults,41,36\n", False),
    ],
)
def test_percentage_that_came_without_its_counts_stays(empty_workspace: Path, table: str, is_kept: bool) -> None:
    catalogue = _catalogue(empty_workspace, "", a=table)
    assert catalogue.figures["training.safeguarding_adults.percent"].text == "87.8%"
    people = catalogue.people["training.safeguarding_adults.percent"]
    assert (people.is_alone, people.counted is None and people.among is None) == (is_kept, is_kept or "Compliant" not in table)
    shown = {name: disclose(catalogue, POLICIES[name]).catalogue.figures for name in ("under_5", "round_5", "round_10")}
    assert (shown["under_5"]["training.safeguarding_adults.percent"].text == "87.8%") is (is_kept or "Compliant" in table)
    for name in ("round_5", "round_10"):  # it is of exact counts, and nobody knows of how many
        figures = shown[name]
        keys = ("training.safeguarding_adults.percent", "training.safeguarding_adults.percent.against_target")
        assert [figures[key].text for key in keys] == ["withheld", "not shown against the target"]
        assert [(figures[key].brief, figures[key].value, figures[key].cells) for key in keys] == [("withheld", None, ())] * 2


@pytest.mark.parametrize(
    ("sql", "sides"),
    [
        ("a / b", ("a", "b")),
        ("(sum(a) * 1.0) / (b + c)", ("(sum(a) * 1.0)", "(b + c)")),
        ("coalesce(sum(a) * 1.0 / sum(b), max(p))", ("sum(a) * 1.0", "sum(b)")),
        ("sum(CASE WHEN x = 'a/b' THEN 1 END) * 1.0 / count(*)", ("sum(CASE WHEN x = 'a/b' THEN 1 END) * 1.0", "count(*)")),
        ("CASE WHEN sum(b) > 0 THEN round(a / b, 2) ELSE 0 END", ("a", "b")),
        ("1 - a / b", None),
        ("a / b / c", None),
        ("sum(a / b)", None),
        ("a / b > c", None),
        ("CASE WHEN x THEN a / b WHEN y THEN c / d END", None),
        ("CASE WHEN a / b > 1 THEN 1 END", None),
        ("max(p)", None),
        ("", None),
    ],
)
def test_what_an_expression_divides(sql: str, sides: tuple[str, str] | None) -> None:
    assert quotient(sql) == sides
