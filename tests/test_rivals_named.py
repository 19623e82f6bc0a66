"""A table that fits two returns equally well is settled by what the return is called, where its words do not."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,March 2019\n"


def _ingest(folder: Path, text: str, name: str = "return.csv") -> tuple[str, list[str]]:
    (folder / "returns" / name).write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        returns = connection.execute('SELECT DISTINCT "return" FROM submission').fetchall()
    return outcome.reason.partition(":")[0], [name for (name,) in returns]


@pytest.mark.parametrize(("title", "name"), [("DBS checks", "dbs"), ("Criminal record checks", "dbs"), ("Training", "training")])
def test_a_title(empty_workspace: Path, title: str, name: str) -> None:
    assert _ingest(empty_workspace, f"{title}\n{HEAD}\nStaff group,Required,In date\nNurses,10,8\n") == ("taken_in", [name])


def test_the_file_s_name(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, f"{HEAD}\nStaff group,Required,In date\nNurses,10,8\n", "dbs_march.csv") == ("taken_in", ["dbs"])


def test_the_figure_across_the_page(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nExpired checks by month\nYear,2018/19\nStaff group,Apr-18,May-18\nNurses,4,3\n"
    assert _ingest(empty_workspace, text) == ("taken_in", ["dbs"])


def test_no_name_or_two(empty_workspace: Path) -> None:
    assert _ingest(empty_workspace, f"DBS and training\n{HEAD}\nStaff group,Required,In date\nNurses,10,8\n") == ("two_returns_fit", [])
    with reader(empty_workspace / "warehouse.db") as connection:
        (said,) = connection.execute("SELECT reason FROM source").fetchone()
    assert said == (
        "two_returns_fit: The table in the file, row 5, could be more than one return: Criminal record checks (3 headings, 0 of its words below "
        "them) or Training compliance (3 headings, 0 of its words below them). "
        "Please write above the table which return it is, or use its usual headings."
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Partially met", ("taken_in", ["provider_audit"])), ("On track", ("taken_in", ["action"])), ("Red", ("two_returns_fit", []))],
)
def test_ratings_are_words_as_a_status_is(empty_workspace: Path, word: str, expected: tuple[str, list[str]]) -> None:
    """A colour is both."""
    assert _ingest(empty_workspace, f"{HEAD}\nRef,RAG,Lead,Deadline,Evidence\n1,{word},Head,01/04/2019,Minutes\n") == expected


def test_a_colour_under_a_title(empty_workspace: Path) -> None:
    text = f"Safeguarding audit\n{HEAD}\nRef,RAG,Lead,Deadline,Evidence\n1,Red,Head,01/04/2019,Minutes\n"
    assert _ingest(empty_workspace, text) == ("taken_in", ["provider_audit"])


@pytest.mark.parametrize(("title", "name"), [("Annual safeguarding audit", "provider_audit"), ("Action plans", "action")])
def test_a_title_names_one_that_fits_as_many_headings_with_fewer_word_for_word(empty_workspace: Path, title: str, name: str) -> None:
    head = "Standard Ref,Standard description,Compliant? (Y/N/Partial),Evidence,Action,Owner,Timescale"
    text = f"{title}\n{HEAD}\n{head}\n1.1,Has a lead,Partial,Minutes,Write it,Head,30/04/2019\n"
    assert _ingest(empty_workspace, text) == ("taken_in", [name])
