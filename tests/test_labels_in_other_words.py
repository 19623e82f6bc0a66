"""A label in the words of others ("Your organisation", "Period covered") is one, and never the value of the label beside it."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TABLE: list[list[object]] = [["Subject", "Required", "Compliant"], ["MCA", 10, 9]]
TAKEN_IN = ("accepted", "taken_in: Training compliance (XA4, 2019-03-01 to 2019-03-31).")


def _take(folder: Path, rows: list[list[object]]) -> tuple[tuple[str, str], list[str]]:
    write_book(folder / "returns" / "a.xlsx", rows)
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        return (outcome.status, outcome.reason), [row[0] for row in connection.execute("SELECT code FROM issue")]


@pytest.mark.parametrize(
    ("who", "when"), [("Your organisation", "Reporting month"), ("Name of provider:", "Period of return"), ("Service provider", "Period covered")]
)
def test_a_label_left_without_its_value_takes_none_from_the_next(empty_workspace: Path, who: str, when: str) -> None:
    labels: list[list[object]] = [["ODS code"], [who, "Moorside"], [when, "March 2019"]]
    assert _take(empty_workspace, [*labels, [], *TABLE]) == (TAKEN_IN, [])


@pytest.mark.parametrize("code", ["XA4", None])
def test_labels_over_their_values_with_one_left_out(empty_workspace: Path, code: object) -> None:
    labels: list[list[object]] = [["ODS code", None, "Period covered", None, "Organisation name"], [code, None, "March 2019", None, "Moorside"]]
    assert _take(empty_workspace, [*labels, [], *TABLE]) == (TAKEN_IN, [])


def test_a_label_with_more_words_is_a_title(empty_workspace: Path) -> None:
    rows = [["Provider training return"], ["Organisation", "Moorside"], ["Month", "March 2019"], [], *TABLE]
    assert _take(empty_workspace, rows) == (TAKEN_IN, [])


def test_the_values_of_labels_are_no_headings_of_months(empty_workspace: Path) -> None:
    labels: list[list[object]] = [["Reporting period", "Date of return", "Role", "Name of organisation"]]
    values: list[list[object]] = [["March 2019", "12/04/2019", "Subject lead", "Moorside"]]
    assert _take(empty_workspace, [*labels, *values, [], *TABLE]) == (TAKEN_IN, [])
