"""The feedback folder: the same warehouse gives the same bytes, a second run writes nothing, and what a person changed is left."""

import os
import shutil
from pathlib import Path

from click.testing import CliRunner

from boardpaper.aliases import add_alias
from boardpaper.cli import main
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

CSV = "Organisation,{}\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nSafeguarding Adults,2,40,44\n"


def _all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "feedback").iterdir()} if (folder / "feedback").exists() else {}


def test_the_same_returns_give_the_same_bytes(ingested: Path, sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    assert _all(sample_copy) == _all(ingested) != {}


def test_a_second_run_writes_nothing(returned: Path) -> None:
    ingest(Workspace(returned))
    for path in (returned / "feedback").iterdir():
        os.utime(path, (0, 0))
    report = ingest(Workspace(returned))
    assert (report.feedback.written, {path.stat().st_mtime for path in (returned / "feedback").iterdir()}) == ([], {0.0})


def test_a_dry_run_writes_none(returned: Path) -> None:
    ingest(Workspace(returned), dry_run=True)
    assert _all(returned) == {}


def test_a_return_without_issues_has_none(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "good.csv").write_text(CSV.format("Northmoor Hospital").replace("44", "33"))
    assert ingest(Workspace(empty_workspace)).all_in and _all(empty_workspace) == {}


def test_feedback_on_what_is_answered_is_taken_away(sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    before = set(_all(sample_copy))
    add_alias(Workspace(sample_copy), "XA5", "The Grange Hosptial")
    ingest(Workspace(sample_copy))
    assert before - set(_all(sample_copy)) == {"GRANGE_AUDIT_RETURN - to correct.xlsx", "GRANGE_AUDIT_RETURN - e-mail.txt"}


def test_what_a_person_changed_or_took_away_is_left_so(sample_copy: Path) -> None:
    ingest(Workspace(sample_copy))
    kept, gone = (sample_copy / "feedback" / f"{name} - e-mail.txt" for name in ("GRANGE_AUDIT_RETURN", "notes"))
    kept.write_text("Dear Ms Example")
    gone.unlink()
    add_alias(Workspace(sample_copy), "XA5", "The Grange Hosptial")
    report = ingest(Workspace(sample_copy))
    assert (report.feedback.left, kept.read_text(), gone.exists()) == ([kept.name], "Dear Ms Example", False)


def test_a_run_that_was_stopped_before_the_feedback_is_made_good_by_the_next(returned: Path) -> None:
    ingest(Workspace(returned))
    before = _all(returned)
    shutil.rmtree(returned / "feedback")
    report = ingest(Workspace(returned))
    assert ({outcome.status for outcome in report.outcomes}, _all(returned)) == ({"known"}, before)


def test_two_files_of_one_name_have_feedback_of_their_own(empty_workspace: Path) -> None:
    for name, provider in (("a.csv", "Northmoor Hospital"), ("A.txt", "The Grange Hospital")):
        (empty_workspace / "returns" / name).write_text(CSV.format(provider))
    ingest(Workspace(empty_workspace))
    assert sorted(_all(empty_workspace)) == [
        ".written.json",
        *("A (2) - e-mail.txt", "A (2) - to correct.xlsx"),
        *("a - e-mail.txt", "a - to correct.xlsx"),
    ]


def test_a_folder_that_cannot_be_written_costs_no_return(returned: Path) -> None:
    (returned / "feedback").write_text("a file stands in the way")
    report = ingest(Workspace(returned))
    assert (report.all_in, report.feedback.written, report.feedback.failed) == (True, [], ["training March.xlsx"])


def test_the_command_says_how_many_and_where(returned: Path) -> None:
    printed = CliRunner().invoke(main, ["ingest", "-w", str(returned)]).output
    assert "\nFeedback for 1 file is in feedback/: please read each e-mail before you send it.\n" in printed
    assert "feedback/" not in CliRunner().invoke(main, ["ingest", "-w", str(returned)]).output
