"""Several tables on one sheet: each is for what stands above it, and what stands between them is accounted for."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _ingest(folder: Path, text: str) -> tuple[list[int], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT provider, period_end, cell, value FROM fact WHERE field = 'compliant' ORDER BY cell").fetchall()
    return [outcome.rows_read, outcome.rows_loaded, outcome.rows_set_aside], [tuple(row) for row in facts]


def test_each_table_has_the_period_of_its_own_title(empty_workspace: Path) -> None:
    table = "Subject,Required,Compliant\nMCA,10,{}\n\n"
    text = f"Organisation,Moorside\nQuarter 1 2018/19\n{table.format(8)}Quarter 2 2018/19\n{table.format(9)}"
    assert _ingest(empty_workspace, text) == ([3, 2, 1], [("XA4", "2018-06-30", "C4", 8), ("XA4", "2018-09-30", "C8", 9)])


def test_a_second_block_with_labels_of_its_own(empty_workspace: Path) -> None:
    block = "Organisation,{}\nReporting period,{}\nSubject,Required,Compliant\nMCA,10,{}\n\n"
    text = block.format("Northmoor FT", "February 2019", 8) + block.format("Lakeview Clinic", "March 2019", 9)
    assert _ingest(empty_workspace, text) == ([4, 2, 2], [("XA1", "2019-02-28", "C4", 8), ("XA6", "2019-03-31", "C9", 9)])


def test_a_table_without_labels_is_for_the_period_of_the_one_above_it(empty_workspace: Path) -> None:
    table = "Subject,Required,Compliant\nMCA,10,{}\n\n"
    labels = "Organisation,Moorside\nMonth,{}\n"
    second = f"{labels.format('February 2019')}{table.format(8)}"
    text = f"Return for March 2019\n{labels.format('March 2019')}{table.format(7)}{second}Staff group,Required,Compliant,Level\nNurses,10,9,1\n"
    expected = [("XA4", "2019-03-31", "C5", 7), ("XA4", "2019-02-28", "C10", 8), ("XA4", "2019-02-28", "C13", 9)]
    assert sorted(_ingest(empty_workspace, text)[1], key=lambda fact: int(fact[2][1:])) == expected


def test_a_shorter_table_of_another_period_right_below_its_labels(empty_workspace: Path) -> None:
    first = "Organisation,Moorside\nMonth,March 2019\nSubject,Level,Staff group,Required,Compliant\nMCA,1,Nurses,10,7\n\n"
    text = f"{first}Month,February 2019\nAuthor,Matron\nSubject,Trend,Compliant,Required\nMCA,up,8,10\n"
    assert _ingest(empty_workspace, text) == ([4, 2, 2], [("XA4", "2019-02-28", "C9", 8), ("XA4", "2019-03-31", "E4", 7)])


def test_another_return_right_below_without_a_word(empty_workspace: Path) -> None:
    first = "Organisation,Moorside\nMonth,March 2019\nSubject,Level,Staff group,Required,Compliant\nMCA,1,Nurses,10,7\n"
    text = f"{first}Staff group,Current,Overdue\nNurses,8,2\n"
    assert _ingest(empty_workspace, text) == ([2, 2, 0], [("XA4", "2019-03-31", "E4", 7)])


def test_labels_over_their_values_between_two_tables(empty_workspace: Path) -> None:
    first = "Organisation,Moorside\nMonth,March 2019\nSubject,Level,Staff group,Required,Compliant\nMCA,1,Nurses,10,7\n\n"
    text = f"{first}Date of return,Month,Organisation\n03/05/2019,February 2019,Northmoor FT\nSubject,Compliant,Required\nMCA,8,10\n"
    assert _ingest(empty_workspace, text) == ([4, 2, 2], [("XA1", "2019-02-28", "B9", 8), ("XA4", "2019-03-31", "E4", 7)])
