"""A label that stands once for the rows below it is that of each of them, and the blanks are asked about; a blank among repeated words stays one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

from .books import write_book

TOP: list[list[object]] = [["Organisation", "Moorside"], ["Reporting period", "March 2019"], []]
HEAD = ["Subject", "Level", "Required", "Compliant"]


def _read(folder: Path, rows: list[list[object]], query: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return what a query finds, and the cells of the issues about what rows are of."""
    write_book(folder / "returns" / "a.xlsx", [*TOP, *rows])
    ingest(Workspace(folder))
    with closing(sqlite3.connect(folder / "warehouse.db")) as connection:
        codes = "('label_above', 'record_without_key', 'repeated_record', 'no_values', 'note_row', 'total_row')"
        return connection.execute(query).fetchall(), connection.execute(f"SELECT code, cell FROM issue WHERE code IN {codes} ORDER BY id").fetchall()


TRAINING = "SELECT subject, level, required FROM training ORDER BY row"
CHILDREN, ADULTS = "safeguarding_children", "safeguarding_adults"


def test_a_subject_in_the_first_row_of_its_levels(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children", 1, 100, 80], ["", 2, 50, 40], ["Safeguarding Adults", 1, 70, 66], ["", 2, 40, 30]]
    found = [(CHILDREN, "1", 100), (CHILDREN, "2", 50), (ADULTS, "1", 70), (ADULTS, "2", 40)]
    assert _read(empty_workspace, rows, TRAINING) == (found, [("label_above", "A6")])


def test_a_subject_on_a_row_of_its_own_above_its_levels(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children"], ["", 1, 100, 80], ["", 2, 50, 40], ["Safeguarding Adults"], ["", 1, 70, 66], ["", 2, 40, 30]]
    found = [(CHILDREN, "1", 100), (CHILDREN, "2", 50), (ADULTS, "1", 70), (ADULTS, "2", 40)]
    assert _read(empty_workspace, rows, TRAINING) == (found, [("label_above", "A6"), ("note_row", "A5"), ("note_row", "A8")])


def test_a_value_keeps_the_cell_of_its_label(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children", 1, 100, 80], ["", 2, 50, 40], ["Safeguarding Adults", 1, 70, 66], ["", 2, 40, 30]]
    found, _ = _read(empty_workspace, rows, "SELECT cell, value FROM fact WHERE field = 'subject' ORDER BY cell, value")
    assert found == [("A5", CHILDREN), ("A5", CHILDREN), ("A7", ADULTS), ("A7", ADULTS)]


def test_a_total_below_each_group_is_of_none(empty_workspace: Path) -> None:
    group = [["Safeguarding Children", 1, 100, 80], ["", 2, 50, 40], ["Total", "", 150, 120]]
    rows = [HEAD, *group, ["Safeguarding Adults", 1, 70, 66], ["", 2, 40, 30], ["Total", "", 110, 96]]
    found = [(CHILDREN, "1", 100), (CHILDREN, "2", 50), (ADULTS, "1", 70), (ADULTS, "2", 40)]
    assert _read(empty_workspace, rows, TRAINING) == (found, [("label_above", "A6"), ("total_row", "A7"), ("total_row", "A10")])


def test_a_domain_in_the_first_row_of_its_standards(empty_workspace: Path) -> None:
    rows = [["Ref", "Domain", "Standard", "RAG"], ["1.1", "Leadership", "A lead", "Green"], ["1.2", "", "Time", "Green"]]
    rows += [["2.1", "Policy", "A policy", "Green"], ["2.2", "", "In date", "Green"]]
    query = "SELECT standard_ref, domain FROM provider_audit ORDER BY row"
    found = [("1.1", "Leadership"), ("1.2", "Leadership"), ("2.1", "Policy"), ("2.2", "Policy")]
    assert _read(empty_workspace, rows, query) == (found, [("label_above", "B6")])


def test_a_blank_among_subjects_that_stand_in_each_row_is_a_blank(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children", 1, 100, 80], ["", 2, 50, 40], ["Safeguarding Adults", 1, 70, 66], ["Safeguarding Adults", 2, 40, 30]]
    found = [(CHILDREN, "1", 100), (None, "2", 50), (ADULTS, "1", 70), (ADULTS, "2", 40)]
    assert _read(empty_workspace, rows, TRAINING) == (found, [("record_without_key", "A6")])


def test_a_row_that_nothing_names_is_of_no_group(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children", 1, 100, 80], ["", 2, 50, 40], ["", "", 150, 120], ["Safeguarding Adults", 1, 70, 66], ["", 2, 40, 30]]
    found, asked = _read(empty_workspace, rows, TRAINING)
    assert (None, "2", 50) in found and ("label_above", "A6") not in asked


def test_one_row_without_a_subject_is_no_group(empty_workspace: Path) -> None:
    rows = [HEAD, ["Safeguarding Children", 1, 100, 80], ["Safeguarding Adults", 1, 70, 66], ["", 2, 40, 30], ["Prevent Basic", "", 60, 50]]
    found = [(CHILDREN, "1", 100), (ADULTS, "1", 70), (None, "2", 40), ("prevent_basic", None, 60)]
    assert _read(empty_workspace, rows, TRAINING) == (found, [("record_without_key", "A7")])


def test_months_across_the_page_below_labels_that_stand_once(empty_workspace: Path) -> None:
    rows = [["Subject", "Level", "Apr-18", "May-18"], ["Safeguarding Children", 1, "", 0.8], ["", 2, 0.7, ""], ["Safeguarding Adults", 1, 0.6, 0.5]]
    rows += [["", 2, 0.9, 0.95]]
    top: list[list[object]] = [["Organisation", "Moorside"], ["Compliance by month"], []]
    write_book(empty_workspace / "returns" / "a.xlsx", [*top, *rows])
    ingest(Workspace(empty_workspace))
    with closing(sqlite3.connect(empty_workspace / "warehouse.db")) as connection:
        found = connection.execute("SELECT subject, level, period_start, percent FROM current_training ORDER BY period_start, row").fetchall()
        asked = connection.execute("SELECT cell FROM issue WHERE code = 'label_above'").fetchall()
    assert found == [
        (CHILDREN, "2", "2018-04-01", 0.7),
        (ADULTS, "1", "2018-04-01", 0.6),
        (ADULTS, "2", "2018-04-01", 0.9),
        (CHILDREN, "1", "2018-05-01", 0.8),
        (ADULTS, "1", "2018-05-01", 0.5),
        (ADULTS, "2", "2018-05-01", 0.95),
    ]
    assert asked == [("A6",)]
