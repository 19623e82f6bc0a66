"""Two public papers of one workspace: a return that comes late changes a total by a number that neither paper shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,{sender}\nReporting period,March 2019\n\nStaff group,Required,In date,Outstanding,In progress\n"
TOLD = "can tell small numbers of people: Staff who need a check (dbs.required) was 200 and is 203"


@pytest.fixture
def team(empty_workspace: Path, run: Run) -> Path:
    settings = (empty_workspace / "boardpaper.toml").read_text(encoding="utf-8").partition("\n[expected]")[0]
    before, _, after = settings.partition("summary = [")
    settings = f'{before}summary = ["Checks: {{{{ dbs.required }}}}"]{after.partition(chr(10) + "]")[2]}'
    settings = settings.replace('public = "none"', 'public = "under_5"').replace('part_2_reason = ""', 'part_2_reason = "Rare cases"')
    (empty_workspace / "boardpaper.toml").write_text(settings, encoding="utf-8")
    (empty_workspace / "narrative").mkdir()
    (empty_workspace / "narrative" / "01-checks.md").write_text("# Checks\n\nStaff: {{ dbs.required }}.\n", encoding="utf-8")
    (empty_workspace / "returns" / "a.csv").write_text(f"{HEAD.format(sender='XA1')}All,200,190,0,10\n", encoding="utf-8")
    assert run(empty_workspace, "ingest")[0] == 0
    return empty_workspace


@pytest.fixture(autouse=True)
def no_ruler(monkeypatch: pytest.MonkeyPatch) -> None:
    """The papers are not laid out."""
    for module in ("paper", "refresh.following"):
        monkeypatch.setattr(f"boardpaper.assembly.{module}.soffice", lambda: None)


def _late(team: Path, run: Run, number: int) -> None:
    (team / "returns" / "b.csv").write_text(f"{HEAD.format(sender='XA2')}All,{number},{number},0,0\n", encoding="utf-8")
    assert run(team, "ingest")[0] == 0


def _said(run: Run, team: Path, *arguments: str) -> str:
    code, said = run(team, *arguments)
    assert code == 0, said
    return " ".join(said.split())


def test_small_number_that_came_late_is_told_of_before_the_paper_goes_out(team: Path, run: Run) -> None:
    _said(run, team, "assemble")
    paper = next((team / "papers").glob("*.docx"))
    _late(team, run, 3)
    assert TOLD in _said(run, team, "refresh", str(paper), "--dry-run")
    assert TOLD in _said(run, team, "assemble", "-o", str(team / "papers" / "second.docx"))
    assert TOLD not in _said(run, team, "assemble", "--private")
    assert TOLD in _said(run, team, "refresh", str(paper))


@pytest.mark.parametrize(("number", "arguments"), [(30, ()), (3, ("--private",))])
def test_nothing_is_said_of_a_greater_number_nor_beside_a_private_paper(team: Path, run: Run, number: int, arguments: tuple[str, ...]) -> None:
    _said(run, team, "assemble", *arguments)
    _late(team, run, number)
    assert "can tell" not in _said(run, team, "assemble")
