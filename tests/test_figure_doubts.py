"""What a figure must say of itself: a rough number, a missing one, a fallback, a row left out, a query about a record or a whole return."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Doubt, Figure
from boardpaper.workspace import Workspace

OWN = "Organisation,NHS Stockport CCG\nReporting period,{period}\n\n"


def _measure(folder: Path, key: str, **returns: str) -> Figure:
    settings = (folder / "boardpaper.toml").read_text(encoding="utf-8")
    (folder / "boardpaper.toml").write_text(settings.partition("\n[expected]")[0], encoding="utf-8")
    for name, text in returns.items():
        (folder / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    report = ingest(workspace)
    assert [outcome.status for outcome in report.outcomes] == ["accepted"] * len(returns), report.outcomes
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts()).figures[key]


def _one(folder: Path, period: str, table: str, key: str) -> tuple[str, tuple[Doubt, ...]]:
    figure = _measure(folder, key, a=OWN.format(period=period) + table)
    return figure.text, figure.doubts


EVENTS = "Event,Session date,Audience,Booked,Attended\n"
TRAINING = "Subject,Level,Required,Compliant,%\n"


@pytest.mark.parametrize(
    ("table", "key", "expected"),
    [
        (
            EVENTS + "SEND,19/03/2019,GPs,120,over 100\n",
            "training_event.send.attended",
            ("at least 100", (Doubt("said", "a.csv: 'over 100' was returned, and counted as 100, at E5"),)),
        ),
        (
            EVENTS + "SEND,19/03/2019,GPs,90,80\nPrevent,20/03/2019,GPs,70,over 60\n",
            "training_event.attended",
            ("140", (Doubt("rough", "a.csv: 'over 60' was returned, and counted as 60, at E6"),)),
        ),
        (
            EVENTS + "SEND,19/03/2019,GPs,90,80\nPrevent,20/03/2019,GPs,70,TBC\n",
            "training_event.attended",
            ("80", (Doubt("missing", "a.csv: a value is still to come, and is not in the figure, at E6"),)),
        ),
        (
            TRAINING + "MCA,1,100,90,\nMCA,2,,,75%\n",
            "training.mental_capacity_act.percent",
            ("90.0%", (Doubt("missing", "a.csv: without both counts, so not in the percentage (row 6)"),)),
        ),
        (TRAINING + "MCA,1,,,75%\n", "training.mental_capacity_act.percent", ("75%", ())),
        (
            TRAINING + "MCA,1,100,90,\nMCA,2,10,12,\nMCA,3,10,12,\n",
            "training.mental_capacity_act.percent",
            ("90.0%", (Doubt("left out", "a.csv: more staff compliant than required, so left out (rows 6 to 7)"),)),
        ),
        (
            TRAINING + "MCA,1,100,110,\n",
            "training.mental_capacity_act.percent",
            ("not measured", (Doubt("left out", "a.csv: more staff compliant than required, so left out (row 5)"),)),
        ),
        (
            TRAINING + "MCA,1,100,90,\nMCA,1,100,90,\n",
            "training.mental_capacity_act.percent",
            ("90.0%", (Doubt("queried", "a.csv: queried (repeated_record) at A6"),)),
        ),
    ],
)
def test_of_one_table(empty_workspace: Path, table: str, key: str, expected: tuple[str, tuple[Doubt, ...]]) -> None:
    assert _one(empty_workspace, "March 2019", table, key) == expected


def test_of_an_audit_that_nobody_moderated(empty_workspace: Path) -> None:
    head = "Provider,Northmoor NHS Foundation Trust\nPeriod,2018/19\n\nRef,Standard,Self assessment,Moderated score,Gaps,Deadline\n"
    figure = _measure(empty_workspace, "provider_audit.met", a=head + "1,A policy,Green,Green,,\n2,A lead,Green,,,\n")
    assert (figure.text, figure.doubts) == (
        "2",
        (Doubt("fallback", "a.csv: the provider's own rating stands, as no moderated one was returned (row 6)"),),
    )


def test_of_a_question_that_some_left_open(empty_workspace: Path) -> None:
    head = "Organisation,Bridgewell\nPeriod,2018/19\n\nPractice code,Returned?,Lead GP?,Deputy?\n"
    figure = _measure(empty_workspace, "primary_care.lead_gp", a=head + "P1,Yes,Yes,Yes\nP2,Yes,,No\nP3,No,,\n")
    doubt = Doubt("unanswered", "a.csv: left unanswered, so not counted (row 6)")
    assert (figure.text, figure.doubts, doubt.is_open) == ("1", (doubt,), False)


def test_of_a_return_that_overlaps_another(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,{period}\n\nSubject,Required,Compliant\n{subject},100,90\n"
    year = text.format(period="2018/19", subject="MCA")
    month = text.format(period="February 2019", subject="Prevent Basic")
    figure = _measure(empty_workspace, "training_by_provider.xa4.mental_capacity_act", a=year, b=month)
    assert (figure.text, figure.doubts) == ("90.0%", (Doubt("queried", "a.csv: queried (periods_overlap) at the file"),))


def test_of_a_record_that_the_later_return_lacks(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Required,Compliant\nPrevent Basic,10,9\n"
    later = text.format(day="09/04/2019")
    earlier = text.format(day="02/04/2019") + "MCA,100,90\n"
    figure = _measure(empty_workspace, "training_by_provider.xa4.mental_capacity_act", a=earlier, b=later)
    assert (figure.text, figure.doubts) == ("90.0%", (Doubt("queried", "a.csv: queried (records_missing) at the file"),))


def test_not_of_an_older_file_under_the_same_name(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Required,Compliant\nMCA,{required},90\n"
    assert _measure(empty_workspace, "training_by_provider.xa4.mental_capacity_act", a=text.format(day="02/04/2019", required=80)).doubts
    figure = _measure(empty_workspace, "training_by_provider.xa4.mental_capacity_act", a=text.format(day="09/04/2019", required=100))
    assert (figure.text, figure.doubts) == ("90.0%", ())
