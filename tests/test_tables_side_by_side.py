"""Tables side by side on one sheet, parted by a blank column: each is read for what stands above it."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

TRAINING = "Subject,Required,Compliant"


def _ingest(folder: Path, text: str) -> tuple[str, list[tuple]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute(
            "SELECT \"return\", provider, period_end, cell, value FROM fact WHERE field IN ('required', 'self_rating') ORDER BY cell"
        )
        return outcome.reason.partition(":")[0], [tuple(row) for row in facts]


def test_two_periods(empty_workspace: Path) -> None:
    text = f"Organisation,Moorside\nFebruary 2019,,,,March 2019\n{TRAINING},,{TRAINING}\nMCA,10,8,,MCA,11,9\n,,,,Prevent Basic,5,5\n"
    facts = [("training", "XA4", "2019-02-28", "B4", 10), ("training", "XA4", "2019-03-31", "F4", 11), ("training", "XA4", "2019-03-31", "F5", 5)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)


def test_two_providers_of_one_period(empty_workspace: Path) -> None:
    head = "Return for March 2019\nOrganisation,Moorside,,,Organisation,Northmoor FT\n\n"
    text = f"{head}{TRAINING},,{TRAINING}\nMCA,10,8,,MCA,11,9\n"
    facts = [("training", "XA4", "2019-03-31", "B5", 10), ("training", "XA1", "2019-03-31", "F5", 11)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)


def test_two_returns_whose_headings_stand_in_different_rows(empty_workspace: Path) -> None:
    text = (
        f"Organisation,Moorside,,,Criminal record checks\nMonth,March 2019\n{TRAINING}\n"
        "MCA,10,8,,Staff group,Required,In date,Outstanding\nLAC,7,7,,Nurses,6,5,1\n"
    )
    facts = [("training", "XA4", "2019-03-31", "B4", 10), ("training", "XA4", "2019-03-31", "B5", 7), ("dbs", "XA4", "2019-03-31", "F5", 6)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)


def test_one_table_with_a_blank_column(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nRef,Standard,,RAG,Evidence\n1.1,A policy,,Green,Seen\n"
    assert _ingest(empty_workspace, text) == ("taken_in", [("provider_audit", "XA4", "2019-03-31", "D5", "met")])


def test_nothing_sets_the_second_apart(empty_workspace: Path) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\n{TRAINING},,{TRAINING}\nMCA,10,8,,Prevent Basic,11,9\n"
    facts = [("training", "XA4", "2019-03-31", "B5", 10), ("training", "XA4", "2019-03-31", "F5", 11)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)


def test_a_table_beside_the_labels_of_another(empty_workspace: Path) -> None:
    text = (
        "Organisation,Moorside,,,Staff group,Required,In date,Outstanding\nMonth,March 2019,,,Nurses,6,5,1\n"
        f"Author,Matron,,,Doctors,3,3,0\n\n{TRAINING}\nMCA,10,8\n"
    )
    facts = [("training", "XA4", "2019-03-31", "B6", 10), ("dbs", "XA4", "2019-03-31", "F2", 6), ("dbs", "XA4", "2019-03-31", "F3", 3)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)


def test_a_lower_table_beside_labels_that_are_its_own(empty_workspace: Path) -> None:
    text = (
        f"Organisation,Moorside\nMonth,February 2019\n\n{TRAINING}\nMCA,10,8\n\nMonth,March 2019\n\n"
        ",,,,Staff group,Current,Overdue,Applied for,Required\n,,,,Nurses,5,1,0,6\n"
    )
    facts = [("training", "XA4", "2019-02-28", "B5", 10), ("dbs", "XA4", "2019-03-31", "I10", 6)]
    assert _ingest(empty_workspace, text) == ("taken_in", facts)
