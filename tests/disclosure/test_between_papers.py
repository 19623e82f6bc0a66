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


def _again(team: Path, run: Run, narrative: str, first: str, second: str) -> str:
    """Return what is said where a return is corrected between two papers that show so much."""
    (team / "narrative" / "01-checks.md").write_text(f"# Checks\n\n{narrative}\n", encoding="utf-8")
    (team / "boardpaper.toml").write_text(
        (team / "boardpaper.toml").read_text(encoding="utf-8").replace("Checks: {{ dbs.required }}", "Checks"), encoding="utf-8"
    )
    for name, row in (("a.csv", first), ("a corrected.csv", second)):
        (team / "returns" / name).write_text(f"{HEAD.format(sender='XA1')}All,{row}\n", encoding="utf-8")
        assert run(team, "ingest")[0] == 0
        said = _said(run, team, "assemble")
    return said


@pytest.mark.parametrize(
    ("narrative", "second", "told"),
    [
        ("Of {{ dbs.required }}, {{ dbs.percent }} are done.", "200,183,17,0", "(dbs.percent) was 90.0% and is 91.5%"),
        ("{{ dbs.in_date }} are done, which is {{ dbs.percent }}.", "222,200,22,0", "(dbs.percent) was 90.0% and is 90.1%"),
        ("Of {{ dbs.required }}, {{ dbs.in_date }} are done.", "222,200,22,0", "(dbs.percent) by the counts beside it"),
        ("Of {{ dbs.required }}, {{ dbs.percent }} are done.", "230,200,30,0", ""),
        ("Of our staff, {{ dbs.percent }} are done.", "200,183,17,0", ""),
    ],
    ids=["part", "rest, by the part", "rest, by counts alone", "neither is small", "no count beside it"],
)
def test_percentage_with_a_count_beside_it_tells_numbers_too(team: Path, run: Run, narrative: str, second: str, told: str) -> None:
    said = _again(team, run, narrative, "200,180,20,0", second)
    assert (told in said) if told else ("can tell" not in said)
