"""A new workspace says nothing in a team's name: what the front sheet states is the team's to fill in, and its paper is a draft until then."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from boardpaper.assembly import paper
from boardpaper.cli import main
from boardpaper.workspace import SAMPLE_SETTINGS, Workspace

Run = Callable[..., tuple[int, str]]
EMPTY = {
    "organisation": ("code", "name", "short_name", "area", "strapline", "address", "contacts"),
    "report": ("first_published", "prepared_by"),
    "front_sheet": (
        *("summary", "assurance_lead_in", "conflicts_of_interest", "previously_discussed", "presented_by", "meeting_date", "agenda_item"),
        "part_2_reason",
    ),
}


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "plain")])
    assert result.exit_code == 0
    return tmp_path / "plain"


def _keys(text: str) -> dict[str, set[str]]:
    """Return the keys of each table, those that stand as examples in comments included."""
    bare = "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True) if " = " in line or line.startswith("["))
    return {table: set(found) for table, found in tomllib.loads(bare).items()}


def test_it_states_nothing(plain: Path) -> None:
    settings: Any = Workspace(plain).settings
    assert [f"{table}.{key}" for table, keys in EMPTY.items() for key in keys if getattr(getattr(settings, table), key)] == []
    assert (settings.targets, settings.expected, settings.not_measured) == ({}, {}, {})


def test_it_has_every_key_of_the_sample(plain: Path) -> None:
    ours, sample = ((path).read_text(encoding="utf-8") for path in (plain / "boardpaper.toml", SAMPLE_SETTINGS))
    found = _keys(ours)
    assert found.keys() == set(tomllib.loads(sample))
    for table in ("organisation", "report", "front_sheet", "checklist", "disclosure", "expected"):
        assert set(tomllib.loads(sample)[table]) <= found[table]


def test_its_paper_is_a_draft_until_it_is_filled_in(plain: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "soffice", lambda: None)
    assert run(plain, "ingest")[0] == 0
    code, said = run(plain, "assemble", "--final")
    assert (code, said.splitlines()[1:4]) == (
        2,
        [
            "  No figure of the paper is measured.",
            "    Put the returned files into returns/ and run 'boardpaper ingest'.",
            "  The front sheet is empty at organisation.name.",
        ],
    )
    assert [line.split()[-1] for line in said.splitlines() if "is empty at" in line] == [
        *("organisation.name.", "front_sheet.conflicts_of_interest.", "front_sheet.previously_discussed.", "front_sheet.presented_by."),
        *("front_sheet.meeting_date.", "front_sheet.agenda_item.", "front_sheet.summary."),
    ]
    assert run(plain, "assemble")[0] == 0
