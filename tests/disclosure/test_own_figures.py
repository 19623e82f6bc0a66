"""What a team's own SQL may give away of people beside the number that it gives, and what of it is printed all the same."""

import json
from collections.abc import Callable

import pytest

from boardpaper.layouts import load_layouts
from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.linear import linear
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.warehouse.figures.telling import compares, counts_rows

Measured = Callable[..., Catalogue]
OWN = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\n"
DBS = f"{OWN.format(period='March 2019')}Staff group,Required,In date,Outstanding,In progress\nNurses,100,57,3,40\nDoctors,150,90,20,40\n"
REVIEWS = f"{OWN.format(period='2018/19')}SAR no.,Referral date,Decision\nA1,01/06/2018,DHR\nA2,02/06/2018,DHR\nA3,03/06/2018,Criteria not met\n"

TEAM = f"{OWN.format(period='March 2019')}Role,Reports to,WTE\nHead of Safeguarding,Chief Nurse,1\nNamed GP,Head of Safeguarding,0.2\n"


def own(value: str, unit: str = "count", source: str = "dbs", key: str = "own", **more: object) -> str:
    settings: dict[str, object] = {"key": key, "title": "Own", "return": source, "value": value, "unit": unit, **more}
    return "\n[[figure]]\n" + "".join(f"{name} = {json.dumps(setting)}\n" for name, setting in settings.items())


def shown(catalogue: Catalogue, policy: str = "under_5") -> str:
    return disclose(catalogue, POLICIES[policy]).catalogue.figures["own"].text


WITHHELD = [
    own("100 - sum(CASE staff_group WHEN 'Nurses' THEN outstanding END)"),
    own("sum(CASE staff_group WHEN 'Nurses' THEN outstanding END) * 20"),
    own("max(outstanding) - min(outstanding)"),
    own("max(staff_group)", "text", where="outstanding = 3"),
    own("count(*)", where="outstanding < 5"),
    own("sum(in_date) * 1.0 / sum(required)", "percent", where="outstanding = 3"),
    own("sum(CASE WHEN outstanding > 2 THEN in_date END)"),
    own("sum(in_date) FILTER (WHERE outstanding > 2)"),
    own("sum((outstanding > 2) * in_date)"),
    own("sum(iif(outstanding > 2, in_date, 0))"),
    own("sum(nullif(outstanding, 3))"),
    own("count(*) || ' cases'", "text", "adult_review"),
    own("group_concat(decision, ', ')", "text", "adult_review"),
    own("CASE WHEN count(*) = 3 THEN 'three' END", "word", "adult_review"),
    own("max(row)", "text", "adult_review"),
    own("count(*) * 2", "count", "adult_review"),
    own("(SELECT sum(outstanding) FROM current_dbs)", "count", "team"),
    own("max(role)", "text", "team", where="(SELECT sum(outstanding) FROM current_dbs) > 2"),
]
PRINTED = [
    (own("sum(required - in_date)"), "107"),
    (own("sum(in_date) + total(in_progress) * 1.0"), "223"),
    (own("sum(CASE WHEN in_date IS NOT NULL THEN required END)"), "250"),
    (own("sum(in_date) FILTER (WHERE staff_group = 'Doctors')"), "90"),
    (own("CASE WHEN sum(required) > 0 THEN sum(in_date) * 1.0 / nullif(sum(required), 0) END", "percent", decimals=1), "57.2%"),
    (own("max(staff_group)", "text"), "Nurses"),
    (own("count(*)", people=False), "2"),
    (own("min(referred_on)", "date", "adult_review"), "1 June 2018"),
]


def _each(figures: list[str]) -> str:
    """Return the figures as they are, but for their keys: own0, own1."""
    return "".join(figure.replace('key = "own"', f'key = "own{number}"') for number, figure in enumerate(figures))


def test_number_that_gives_away_another_is_withheld(measured: Measured) -> None:
    catalogue = measured(_each(WITHHELD), dbs=DBS, reviews=REVIEWS, team=TEAM)
    for name in ("under_5", "under_8", "round_5", "round_10"):
        figures = disclose(catalogue, POLICIES[name]).catalogue.figures
        assert [figure for number, figure in enumerate(WITHHELD) if figures[f"own{number}"].text != "withheld"] == []


def test_number_that_gives_nothing_away_is_printed(measured: Measured) -> None:
    catalogue = measured(_each([figure for figure, _ in PRINTED]), dbs=DBS.replace("57,3,40", "53,7,40"), reviews=REVIEWS)
    figures = disclose(catalogue, POLICIES["under_5"]).catalogue.figures
    assert [figures[f"own{number}"].text for number in range(len(PRINTED))] == [text for _, text in PRINTED]


def test_what_a_sum_leaves_of_a_whole_is_known_to_be_the_rest_of_it(measured: Measured) -> None:
    """Required less outstanding was taken to count people whom no other figure counts: with all that are required it told those outstanding."""
    assert shown(measured(own("sum(required - outstanding)", where="staff_group = 'Nurses'"), dbs=DBS)) == "withheld"


def test_sum_of_two_numbers_is_known_to_be_of_both(measured: Measured) -> None:
    every = DBS.replace(",90,20,40", ",110,0,40")
    figures = disclose(measured(own("sum(outstanding + in_date)"), dbs=every), POLICIES["under_5"]).catalogue.figures
    assert [figures[key].text for key in ("dbs.outstanding", "dbs.in_date", "own")].count("withheld") == 1


@pytest.mark.parametrize(
    ("sql", "terms"),
    [
        ("sum(a)", {"a": 1}),
        ('sum("a" - b) + coalesce(sum(c), 0)', {"a": 1, "b": -1, "c": 1}),
        ("a - (b - c)", {"a": 1, "b": -1, "c": 1}),
        ("CASE WHEN min(a) = max(a) THEN max(a) END", {"a": 1}),
        ("sum(CASE x WHEN 'y' THEN a ELSE 0 END) * 1.0", {"a": 1}),
        ("cast(sum(a) AS REAL)", {"a": 1}),
        ("round(1.0 * total(a), 2)", {"a": 1}),
        ("sum(CASE WHEN x THEN a ELSE b END)", None),
        ("sum(a) * 2", None),
        ("sum(a) / 2", None),
        ("100 - sum(a)", None),
        ("coalesce(a, 3)", None),
        ("abs(a)", None),
        ("sum(DISTINCT a)", None),
        ("a || b", None),
        ("", {}),
    ],
)
def test_sums(sql: str, terms: dict[str, int] | None) -> None:
    assert linear(sql) == terms


@pytest.mark.parametrize(
    ("sql", "value", "condition"),
    [
        ("sum(CASE WHEN in_date IS NOT NULL THEN required END)", False, True),
        ("in_date IS NOT NULL AND required > 0", False, False),
        ("CASE WHEN sum(required) > 0 THEN 1 END", False, False),
        ("CASE WHEN min(required) = max(required) THEN max(required) END", False, True),
        ("staff_group = 'required'", False, False),
        ("required > 0", False, False),
        ("required - in_date > 0", True, True),
        ("required > 0 + outstanding", True, True),
        ("0 < required + outstanding", True, True),
        ("staff_group IN (SELECT required)", True, True),
        ("CASE required WHEN 3 THEN 1 END", True, True),
        ("sum(required)", False, True),
        ("(SELECT count(*) FROM current_team)", True, True),
    ],
)
def test_comparisons(sql: str, value: bool, condition: bool) -> None:
    layout = load_layouts()["dbs"]
    assert (compares(sql, layout, is_condition=False), compares(sql, layout, is_condition=True)) == (value, condition)


@pytest.mark.parametrize(
    ("sql", "is_so"),
    [
        ("count(*)", True),
        ("sum(decision = 'dhr')", True),
        ("max(row)", True),
        ("sum(learning_events)", False),
        ("max(decision)", False),
        ("'row'", False),
    ],
)
def test_numbers_of_rows(sql: str, is_so: bool) -> None:
    assert counts_rows(sql, load_layouts()["adult_review"]) is is_so
