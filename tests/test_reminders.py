"""Those who are late are told so: one e-mail a provider, with each return and the day that it was due; taken away when it is in."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.cli import main
from boardpaper.periods import month
from boardpaper.warehouse.reminders import write_reminders
from boardpaper.warehouse.status import Late

MARCH = Late("training", "XA4", "Moorside Urgent Care CIC", month(2019, 3), date(2019, 4, 10))
APRIL = Late("training", "XA4", "Moorside Urgent Care CIC", month(2019, 4), date(2019, 5, 10))
CHECKS = Late("dbs", "XA6", "Lakeview Clinic", month(2019, 3), date(2019, 4, 10))
TITLES = {"training": "Training compliance", "dbs": "Criminal record checks"}


def test_one_for_each_provider_with_what_was_due(tmp_path: Path) -> None:
    written = write_reminders([APRIL, CHECKS, MARCH], TITLES, "NHS Stockport CCG", date(2019, 5, 11), tmp_path)
    assert [path.name for path in written] == ["XA4 - returns awaited.txt", "XA6 - returns awaited.txt"]
    assert written[0].read_text(encoding="utf-8").splitlines()[:8] == [
        "Subject: Safeguarding returns awaited from Moorside Urgent Care CIC",
        "",
        "Dear colleague,",
        "",
        "We have not yet received 2 returns from Moorside Urgent Care CIC:",
        "",
        "- Training compliance, March 2019: was due on 10 April 2019",
        "- Training compliance, April 2019: was due on 10 May 2019",
    ]


@pytest.mark.parametrize(("today", "names"), [(MARCH.due, []), (MARCH.due + timedelta(days=1), ["XA4 - returns awaited.txt"])])
def test_nothing_is_late_on_the_day_that_it_is_due(tmp_path: Path, today: date, names: list[str]) -> None:
    write_reminders([MARCH, APRIL], TITLES, "NHS Stockport CCG", today, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == names


@pytest.mark.parametrize(("sender", "signed"), [("NHS Stockport CCG", "Safeguarding team, NHS Stockport CCG"), ("", "Safeguarding team")])
def test_it_is_signed_as_far_as_the_settings_say_by_whom(tmp_path: Path, sender: str, signed: str) -> None:
    (path,) = write_reminders([MARCH], TITLES, sender, date(2019, 5, 1), tmp_path)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == signed


def test_one_that_no_longer_holds_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "return - e-mail.txt").write_text("kept")
    write_reminders([MARCH], TITLES, "NHS Stockport CCG", date(2019, 5, 1), tmp_path)
    write_reminders([], TITLES, "NHS Stockport CCG", date(2019, 5, 1), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["return - e-mail.txt"]


def test_the_command_writes_them_only_when_asked(ingested: Path, tmp_path: Path) -> None:
    status = CliRunner().invoke(main, ["status", "-w", str(ingested)])
    assert "71 of them late" in status.output and not list((ingested / "feedback").glob("*returns awaited*"))
