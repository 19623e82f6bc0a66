"""Each reason for which a file cannot be read is known to the feedback, which sends no workbook back for it."""

import re
from pathlib import Path

import boardpaper
from boardpaper.etl.feedback.words import UNREADABLE


def test_every_reason_is_listed() -> None:
    sources = (Path(boardpaper.__file__).parent / "etl").glob("*.py")
    used = {code for path in sources for code in re.findall(r'Unreadable\(\s*"(\w+)"', path.read_text(encoding="utf-8"))}
    assert used == UNREADABLE
