"""The chase list says by which day each return was due, what was due first at its head, in lines that fit a screen."""

from datetime import date
from pathlib import Path

from boardpaper.periods import Period, month, nhs_year, quarter
from boardpaper.screen import show_status
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.status import Late, Status, read_status
from boardpaper.workspace import Workspace


def test_the_lines() -> None:
    missing = [Late("training", "XA4", "Moorside Urgent Care CIC", month(2018, number), date(2018, number + 1, 10)) for number in (4, 5, 6, 7)]
    missing += [
        Late("prevent", "XA6", "Lakeview", quarter(2018, 4), date(2019, 4, 14)),
        Late("team", "XA6", "Lakeview", nhs_year(2018), date(2019, 4, 30)),
    ]
    shown = show_status(Status(Period(date(2018, 4, 1), date(2019, 3, 31)), [], missing, [], []), date(2019, 4, 1))
    assert shown.splitlines()[4:9] == [
        "Expected and not in: 6, 4 of them late",
        "  training, Moorside Urgent Care CIC: April 2018 (due 10 May 2018), May 2018 (due 10 June 2018),",
        "      June 2018 (due 10 July 2018), July 2018 (due 10 August 2018)",
        "  prevent, Lakeview: Q4 2018/19 (due 14 April 2019)",
        "  team, Lakeview: 2018/19 (due 30 April 2019)",
    ]


def test_what_was_due_first_is_at_the_head(ingested: Path) -> None:
    workspace = Workspace(ingested)
    with reader(workspace.warehouse) as connection:
        status = read_status(connection, workspace.settings, None)
    lines = show_status(status, date(2018, 4, 1)).splitlines()
    assert [late.due for late in status.missing] == sorted(late.due for late in status.missing)
    start = lines.index(f"Expected and not in: {len(status.missing)}")
    assert max(len(line) for line in lines[start : lines.index("Held: 5")]) <= 100
