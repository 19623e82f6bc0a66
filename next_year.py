"""The settings of a workspace moved on by one year, their comments and their order kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli

from .errors import SettingsError
from .workspace import Workspace

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([/–-])(\d\d(?:\d\d)?)(?!\d|-\d))?")  # what goes on with a day is a date: 2002-03-31
_EMPTY = '""'


def year_on(words: str) -> str:
    """Return words with each year in them moved on by one: "2018/19" becomes "2019/20"."""
    return _YEAR.sub(_one_on, words)


def settings_of_next_year(old: Workspace) -> str:
    """Return the settings of last year's workspace for this year's: the same, but for what is of one year alone.

    Raises SettingsError where they cannot be read, or are written in a way that nothing can be put into.
    """
    report = old.settings.report
    text = old.settings_path.read_text(encoding="utf-8-sig")
    text = _set(text, "report", "period", year_on)
    text = _set(text, "report", "title", year_on)
    text = _set(text, "report", "as_at", lambda written: _same_day(date.fromisoformat(written)).isoformat())
    text = _set(text, "report", "version", lambda _: '"1.0"')
    for table, key in (("report", "first_published"), ("front_sheet", "agenda_item"), ("front_sheet", "previously_discussed")):
        text = _set(text, table, key, lambda _: _EMPTY)
    text = re.sub(r"(?m)^(\s*)(meeting_date\s*=)", r"\1# \2", text)
    text = _comment_out(text, "not_measured")
    found: dict[str, Any] = tomli.loads(text).get("report", {})
    if (
        found.get("as_at") != _same_day(report.as_at)
        or found.get("period") == tomli.loads(old.settings_path.read_text("utf-8-sig"))["report"]["period"]
    ):
        raise SettingsError(f"{old.settings_path}: the keys report.period and report.as_at could not be moved on: write each on a line of its own.")
    return text


def _one_on(found: re.Match[str]) -> str:
    year, mark, end = int(found[1]), found[2], found[3]
    if end is None:
        return str(year + 1)
    if int(end) % 100 == (year + 1) % 100:
        return f"{year + 1}{mark}{str(int(end) + 1).zfill(len(end))[-len(end) :]}"
    return f"{year + 1}{mark}{end}"  # a month, or a day


def _same_day(day: date) -> date:
    """Return the day a year on; the last of February stays the last."""
    on = day + timedelta(days=1)
    return on.replace(year=on.year + 1) - timedelta(days=1) if (day.month, on.day) == (2, 1) else day.replace(year=day.year + 1)


def _set(text: str, table: str, key: str, change: Callable[[str], str]) -> str:
    """Return the settings with one value changed, where the key stands on a line of its own in its table."""
    lines = text.splitlines(keepends=True)
    inside = False
    for number, line in enumerate(lines):
        if header := re.match(r"\s*\[+\s*([^\]\s]+)\s*\]+", line):
            inside = header[1] == table
        elif inside and (found := re.match(rf"(\s*{key}\s*=\s*)(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s#]+)", line)):
            lines[number] = found[1] + change(found[2]) + line[found.end() :]
    return "".join(lines)


def _comment_out(text: str, table: str) -> str:
    """Return the settings with all that stands in a table as comments."""
    lines = text.splitlines(keepends=True)
    inside = False
    for number, line in enumerate(lines):
        if header := re.match(r"\s*\[+\s*([^\]\s]+)\s*\]+", line):
            inside = header[1] == table
        elif inside and line.strip() and not line.lstrip().startswith("#"):
            lines[number] = f"# {line}"
    return "".join(lines)


def files_of_next_year(old: Workspace) -> list[Path]:
    """Return what of last year's workspace is this year's too; returns, warehouse, archive and papers are not."""
    kept = [old.providers_path, old.narrative, old.template, old.letter_template, old.layouts, old.figures]
    logo = old.settings.organisation.logo
    return [path for path in (*kept, *([old.root / logo] if logo else [])) if path.exists() and path.resolve().is_relative_to(old.root)]
