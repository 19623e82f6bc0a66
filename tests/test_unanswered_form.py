"""A form that came back with its questions and no answers is held, and the hold says so."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

HEAD = "Organisation,Moorside\nReporting period,March 2019\n\n"


def _outcome(folder: Path, rows: str) -> tuple[str, str]:
    (folder / "returns" / "return.csv").write_text(HEAD + rows, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    return outcome.status, outcome.reason


def test_no_answer(empty_workspace: Path) -> None:
    assert _outcome(empty_workspace, "Question,Answer\nNotified,\nAllocated,\nCompleted,\n") == (
        "held",
        "no_answers: The questions of LeDeR reviews are there, but fewer than two of them have an answer beside them. "
        "Please fill in the return, with 0 where there was none, and send it again.",
    )


def test_words_that_are_no_form(empty_workspace: Path) -> None:
    assert _outcome(empty_workspace, "Agenda\nCompleted\n")[1].startswith("no_return: ")
