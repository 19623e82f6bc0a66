"""Of two returns that fit about as well the title decides; where it names one that does not, the table is asked about."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.tests.own_layout import LAYOUT
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _take(folder: Path, rows: list[list[object]]) -> tuple[set[str], set[str]]:
    write_book(folder / "returns" / "a.xlsx", rows)
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        returns = {row[0] for row in connection.execute("SELECT return FROM fact")}
        return returns, {row[0] for row in connection.execute("SELECT code FROM issue WHERE severity = 'query'")}


def _titled(title: str, period: str, *rows: list[object]) -> list[list[object]]:
    return [[title], ["Organisation", "Moorside"], ["Reporting period", period], [], *rows]


AUDIT: list[list[object]] = [["Ref", "Standard", "Action required", "Lead", "Due date", "RAG", "Evidence"]]
ROW: list[object] = ["1.1", "Policy", "Update it", "HoS", "30/06/2019", "Amber", "x"]


def test_a_plan_that_an_audit_led_to_is_a_plan(empty_workspace: Path) -> None:
    assert _take(empty_workspace, _titled("Action plan following safeguarding audit", "March 2019", *AUDIT, ROW))[0] == {"action"}


def test_an_audit_with_its_actions_is_an_audit(empty_workspace: Path) -> None:
    assert _take(empty_workspace, _titled("Safeguarding audit and action plan", "2018/19", *AUDIT, ROW))[0] == {"provider_audit"}


def test_a_title_of_another_return_is_asked_about(empty_workspace: Path) -> None:
    rows = _titled("CDOP", "Q4 2018/19", ["Notified", "Closed", "In progress", "On hold"], [9, 6, 2, 1])
    assert _take(empty_workspace, rows) == ({"leder"}, {"title_of_another_return"})


def test_a_subject_is_no_return(empty_workspace: Path) -> None:
    rows = _titled("Rapid Review training", "March 2019", ["Subject", "Level", "Required", "Trained"], ["MCA", 2, 10, 9])
    assert _take(empty_workspace, rows)[0] == {"training"}


def test_a_title_above_the_table_before_says_nothing_of_the_next(empty_workspace: Path) -> None:
    training = [["Subject", "Level", "Required", "Trained"], ["MCA", 2, 10, 9]]
    rows = [*_titled("Training compliance", "March 2019", *training), [], ["Staff group", "In date", "Outstanding"], ["Nurses", 9, 1]]
    assert _take(empty_workspace, rows) == ({"training", "dbs"}, set())


def test_days_are_no_counts(empty_workspace: Path) -> None:
    """LeDeR reviews and rapid reviews both have "Notified" and "Reviewed": the one counts them, the other says when."""
    rows = _titled("Return", "March 2019", ["Notified", "Reviewed"], [9, 6])
    assert _take(empty_workspace, rows)[0] == {"leder"}


def test_a_return_of_the_team_s_own_with_a_name_of_one_word(empty_workspace: Path) -> None:
    (empty_workspace / "layouts").mkdir()
    (empty_workspace / "layouts" / "own.toml").write_text(LAYOUT.format(rows="", field=""), encoding="utf-8")
    rows = _titled("Supervision in the team", "March 2019", ["Team", "Sessions due"], ["North", 5])
    assert _take(empty_workspace, rows) == ({"supervision"}, set())


@pytest.mark.parametrize(
    "title",
    [
        "Please return to the safeguarding team",
        "Send this to the safeguarding team by 5 April",
        "Enter all. Questions: e-mail to the safeguarding team",
    ],
)
def test_whom_a_form_goes_to_is_no_title(empty_workspace: Path, title: str) -> None:
    rows = _titled(title, "March 2019", ["Subject", "Level", "Required", "Trained"], ["MCA", 2, 10, 9])
    assert _take(empty_workspace, rows) == ({"training"}, set())
