"""A question above the first one that a form is known by is told as those below it are; labels, titles and headings of columns are none."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

FORM = "Prevent lead,Yes\nPolicy,Yes\nPrevent referrals,3\n"


def _told(folder: Path, above: str) -> list[tuple[str, str, str]]:
    (folder / "returns" / "return.csv").write_text(above + FORM, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    assert (outcome.status, outcome.rows_loaded) == ("accepted", 1)
    with reader(folder / "warehouse.db") as connection:
        return [tuple(row) for row in connection.execute("SELECT code, cell, found FROM issue ORDER BY id")]


@pytest.mark.parametrize("heads", ["", "Question,Answer\n", "Question,Response,Comments\n", "Indicator,2018/19\n"])
def test_questions_that_are_no_field(empty_workspace: Path, heads: str) -> None:
    first = 4 if heads else 3
    labels = "Organisation,Moorside\nReporting period,Q4 2018/19\n"
    above = f"{labels}{heads}Is there a Prevent champion?,Yes\nNumber of wards,5\nPlan last seen by,The board\n"
    texts = ("Is there a Prevent champion?", "Number of wards", "Plan last seen by")
    assert _told(empty_workspace, above) == [("unmapped_question", f"A{row}", text) for row, text in enumerate(texts, first)]


@pytest.mark.parametrize(
    "above",
    [
        "Safeguarding return,Version B\nOrganisation,Moorside\nReporting period,Q4 2018/19\n\n",
        "Organisation,Period,Completed by\nMoorside,Q4 2018/19,A Matron\n",
        "Organisation,Moorside\nReporting period,Q4 2018/19\nCompleted by,A Matron\nDate of return,1 April 2019\n"
        "Please answer,Yes or No or N/A\n\nQuestion,Answer\n",
    ],
)
def test_labels_titles_and_headings(empty_workspace: Path, above: str) -> None:
    assert _told(empty_workspace, above) == []
