"""What the check of an edited paper found, on one screen or as JSON."""

import json
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .assembly.check.run import Finding, Report

_WIDTH = 100


def show_check(report: "Report", copy: "Path | None", *, as_json: bool) -> str:
    """Return the findings by rule, each with its place, its words and what is wrong, and the rule's cure once."""
    from .assembly.check.run import as_records

    if as_json:
        told = {"paper": str(report.path), "figures": report.figures, "fails": report.fails, "findings": as_records(report)}
        return json.dumps(told | ({"copy": str(copy)} if copy else {}), indent=2)
    lines = []
    for rule, found in groupby(report.findings, key=lambda finding: finding.rule):
        lines += [f"{rule.severity.upper()}  {rule.title} ({rule.code})", *(line for finding in found for line in _shown(finding))]
        lines += [*wrap(f"What to do: {rule.cure}", _WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    faults = sum(finding.rule.severity == "fault" for finding in report.findings)
    counts = f"{_number(faults, 'fault')}, {_number(len(report.findings) - faults, 'thing')} to look at"
    pages = "" if report.pages else " The pages were not measured."
    verdict = "fails" if report.fails else "passes"
    lines.append(f"{report.path.name} {verdict}: {counts}; {_number(report.figures, 'figure')} as the warehouse has them.{pages}")
    lines += [f"The paper with a comment at each finding is {copy}."] if copy else []
    return "\n".join(lines)


def _shown(finding: "Finding") -> list[str]:
    found = finding.found
    lines = wrap(f"{found.where}: {found.says}", _WIDTH, initial_indent="  ", subsequent_indent="    ")
    return [*lines, *([f"    {found.words!r}"] if found.words and found.words not in found.says else [])]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
