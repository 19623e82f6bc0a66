"""Words below the heading of a figure that part its column in two make no record of themselves, and none of the two is taken for the whole."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


def _take(folder: Path, head: str, below: str, row: str) -> tuple[str, str]:
    text = f"Organisation,Moorside\nMonth,March 2019\n\n{head}\n{below}\n{row}\n"
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace(folder)).outcomes
    code, _, says = outcome.reason.partition(": ")
    return code, says


@pytest.mark.parametrize("parts", [("Last month", "This month"), ("Clinical", "Non-clinical"), ("Level 1", "Level 2")])
def test_the_table_is_held(empty_workspace: Path, parts: tuple[str, str]) -> None:
    code, says = _take(empty_workspace, "Subject,Level,Required,Trained,", f",,,{parts[0]},{parts[1]}", "Safeguarding Adults,2,100,60,80")
    assert code == "column_twice"
    assert f"could be 'compliant' ('{parts[0]}' in D5 and '{parts[1]}' in E5)" in says


def test_a_state_beside_a_note_parts_nothing(empty_workspace: Path) -> None:
    row = "Safeguarding Adults,2,100,n/a,bank staff only"
    assert _take(empty_workspace, "Subject,Level,Required,Trained,", row, "Safeguarding Children,2,100,60,")[0] == "taken_in"
