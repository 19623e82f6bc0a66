"""The cells and doubts behind a public paper's figures, which its lineage lists: their number is one of people, and what stands in them is hidden."""

from collections.abc import Callable, Iterator

from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.figures.model import Catalogue, Figure

Measured = Callable[..., Catalogue]
OWN = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\n"
REVIEWS = f"{OWN.format(period='2018/19')}SAR no.,Referral date,Decision\nA1,01/06/2018,DHR\nA2,02/06/2018,DHR\nA3,03/06/2018,Criteria not met\n"
DBS = f"{OWN.format(period='March 2019')}Staff group,Required,In date,Outstanding,In progress\nNurses,77,,3,\n"
TRAINING = f"{OWN.format(period='March 2019')}Subject,Required,Compliant\nSafeguarding Adults,1200,1100\n"
ALONE = f"{OWN.format(period='March 2019')}Subject,%\nSafeguarding Children,0.857142857142857\n"
FIRST = """
[[figure]]
key = "own.first"
title = "First referral"
return = "adult_review"
unit = "date"
value = "min(referred_on)"
"""


def _public(measured: Measured, policy: str = "under_5", **returns: str) -> dict[str, Figure]:
    return disclose(measured(FIRST, **returns), POLICIES[policy]).catalogue.figures


def _values(figures: dict[str, Figure], source: str) -> Iterator[tuple[str, object]]:
    for figure in figures.values():
        if figure.return_name == source:
            yield from ((figure.key, cell.value) for cell in figure.cells if cell.value is not None)


def test_cells_of_cases_are_not_listed_as_their_number_is_one_of_people(measured: Measured) -> None:
    figures = _public(measured, reviews=REVIEWS)
    assert (figures["own.first"].text, figures["adult_review.referrals"].text) == ("1 June 2018", "fewer than 5")
    assert figures["adult_review.referrals.change"].text == "not measured before"
    assert [figure.key for figure in figures.values() if figure.return_name == "adult_review" and figure.cells] == []


def test_figure_that_is_not_measured_lists_no_value_of_people(measured: Measured) -> None:
    figures = _public(measured, dbs=DBS)
    assert (figures["dbs.percent"].text, figures["dbs.percent"].value) == ("not measured", None)
    assert list(_values(figures, "dbs")) == []


def test_words_that_follow_from_a_figure_list_no_value_of_people(measured: Measured) -> None:
    figures = _public(measured, training=TRAINING)
    words = figures["training.safeguarding_adults.percent.change"]
    assert words.text == "not measured before"
    assert list(_values(figures, "training")) == []


def test_percentage_that_came_alone_is_known_no_closer_than_it_is_printed(measured: Measured) -> None:
    figures = _public(measured, training=ALONE)
    figure = figures["training.safeguarding_children.percent"]
    assert (figure.text, figure.value) == ("85.7%", 0.857)
    assert figures["training.safeguarding_children.percent.against_target"].text == "above the target of 85%"
    assert list(_values(figures, "training")) == []


def test_figure_that_is_of_nobody_lists_no_numbers_of_people_that_its_rows_must_have(measured: Measured) -> None:
    groups = (
        FIRST
        + """
[[figure]]
key = "own.groups"
title = "Groups that say how many are outstanding"
return = "dbs"
where = "outstanding IS NOT NULL"
value = "count(*)"
"""
    )
    figure = disclose(measured(groups, dbs=DBS), POLICIES["under_5"]).catalogue.figures["own.groups"]
    assert (figure.text, figure.cells) == ("1", ())


def test_doubts_of_a_hidden_number_do_not_list_its_rows(measured: Measured) -> None:
    late = REVIEWS.replace("01/06/2018", "01/06/2028").replace("02/06/2018", "02/06/2028").replace("03/06/2018", "03/06/2028")
    doubts = [doubt.says for figure in _public(measured, reviews=late).values() for doubt in figure.doubts if figure.return_name == "adult_review"]
    assert doubts
    assert [says for says in doubts if any(place in says for place in ("B5", "B6", "B7", "A5", "A6", "row"))] == []
