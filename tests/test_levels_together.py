"""A row for several levels together is no single level's: it is loaded without one, and asked about."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _level(folder: Path, subject: str) -> tuple:
    text = f"Organisation,Moorside\nReporting period,March 2019\n\nSubject,Required,Compliant\n{subject},10,8\n"
    (folder / "returns" / "training.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        level = connection.execute("SELECT value, state, text FROM fact WHERE field = 'level'").fetchone()
        asked = connection.execute("SELECT cell FROM issue WHERE code = 'several_in_one'").fetchall()
    return tuple(level) if level else None, [cell for (cell,) in asked]


@pytest.mark.parametrize(
    "subject",
    [
        "Safeguarding Adults Level 1 & 2",
        "Safeguarding Adults Levels 1-3",
        "Safeguarding Children L1/L2",
        "MCA (levels 2 and 3)",
        '"MCA Level 1, 2"',
        "MCA tier 1 to 3",
    ],
)
def test_several_levels(empty_workspace: Path, subject: str) -> None:
    assert _level(empty_workspace, subject) == ((None, "missing", subject.strip('"')), ["A5"])


@pytest.mark.parametrize(
    ("subject", "level"),
    [
        ("NHS CSTF Safeguarding Adults - Level 2 - 3 Years", "2"),
        ("Safeguarding Children L3 - 90%", "3"),
        ("Safeguarding Children Level 1 - 2 hours", "1"),
        ("MCA Level 2, 2019", "2"),
    ],
)
def test_one_level_beside_another_number(empty_workspace: Path, subject: str, level: str) -> None:
    assert _level(empty_workspace, f'"{subject}"') == ((level, "given", subject), [])


def test_levels_that_are_a_subject(empty_workspace: Path) -> None:
    assert _level(empty_workspace, "Prevent Levels 1 & 2") == (None, [])
