"""A register that comes back each quarter tells of the same cases: each is counted once, as it was last returned."""

from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

HEAD = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\nCase,Date aware,Notified to panel,Rapid review completed,Decision,Status\n"


def _figures(folder: Path, *keys: str) -> list[str]:
    workspace = Workspace(folder)
    assert ingest(workspace).all_in
    with reader(workspace.warehouse) as connection:
        found = measure_all(connection, workspace, load_layouts()).figures
    return [found[key].text for key in keys]


def test_each_case_once_as_last_returned(empty_workspace: Path) -> None:
    first = "R1,01/05/2018,03/05/2018,,,In progress\nR2,02/05/2018,04/05/2018,21/05/2018,Local learning,Completed\n"
    second = "R1,01/05/2018,03/05/2018,20/05/2018,Full SCR,Completed\nR3,02/08/2018,04/08/2018,,,In progress\n"
    (empty_workspace / "returns" / "q1.csv").write_text(HEAD.format(period="Q1 2018/19") + first, encoding="utf-8")
    (empty_workspace / "returns" / "q2.csv").write_text(HEAD.format(period="Q2 2018/19") + second, encoding="utf-8")
    keys = ("rapid_review.notified", "rapid_review.reviewed", "rapid_review.full_review", "rapid_review.local_learning")
    assert _figures(empty_workspace, *keys) == ["3", "2", "1", "1"]


def test_cases_without_a_reference_are_each_their_own(empty_workspace: Path) -> None:
    row = ",01/05/2018,03/05/2018,20/05/2018,Full SCR,Completed\n"
    (empty_workspace / "returns" / "q1.csv").write_text(HEAD.format(period="Q1 2018/19") + row, encoding="utf-8")
    (empty_workspace / "returns" / "q2.csv").write_text(HEAD.format(period="Q2 2018/19") + row, encoding="utf-8")
    assert _figures(empty_workspace, "rapid_review.full_review") == ["2"]


def test_a_register_without_a_case_of_the_period_counts_none(empty_workspace: Path) -> None:
    keys = ("rapid_review.notified", "rapid_review.full_review", "rapid_review.notified_in_time.percent", "adult_review.referrals")
    old = "R1,01/05/2017,03/05/2017,20/05/2017,Full SCR,Published\n"
    (empty_workspace / "returns" / "old.csv").write_text(HEAD.format(period="2017/18") + old, encoding="utf-8")
    assert _figures(empty_workspace, *keys) == ["not measured"] * 4
    (empty_workspace / "returns" / "new.csv").write_text(HEAD.format(period="2018/19") + old, encoding="utf-8")
    assert _figures(empty_workspace, *keys) == ["0", "0", "not measured", "not measured"]


def test_a_year_earlier_than_a_quarter(empty_workspace: Path) -> None:
    settings = (empty_workspace / "boardpaper.toml").read_text(encoding="utf-8")
    settings = settings.replace('period = "2018/19"', 'period = "Q2 2018/19"').replace("as_at = 2019-03-31", "as_at = 2018-09-30")
    (empty_workspace / "boardpaper.toml").write_text(settings, encoding="utf-8")
    for name, period, number in (("a", "Q2 2018/19", 360), ("b", "Q1 2018/19", 359), ("c", "Q2 2017/18", 340)):
        text = f"Organisation,Stockport Council\nReporting period,{period}\n\nPopulation,Snapshot,Flow\nOwn LAC,{number},500\n"
        (empty_workspace / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert _figures(empty_workspace, "looked_after_children.own.snapshot", "looked_after_children.own.previous") == ["360", "340"]
