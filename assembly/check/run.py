"""The whole check: an edited paper, held against every rule of the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...warehouse.figures.model import Catalogue
from ...workspace import Workspace
from ..edited_paper import open_edited
from ..keys import offered
from ..ruler import Layout
from . import figures
from .document import Document
from .register import RULES, Found, Rule, Subject


@dataclass(frozen=True)
class Finding:
    """What one rule found in one place."""

    rule: Rule
    found: Found


@dataclass(frozen=True)
class Report:
    """What the check of a paper found, in the order of the register. `figures` counts the places whose figure is as the warehouse has it."""

    path: Path
    findings: tuple[Finding, ...]
    figures: int

    @property
    def fails(self) -> bool:
        return any(finding.rule.severity == "fault" for finding in self.findings)


def check(workspace: Workspace, catalogue: Catalogue, path: Path, layout: Layout | None = None) -> Report:
    """Return everything that is wrong with an edited paper, or that somebody should look at.

    Raises PaperError where it cannot be read or is another workspace's, TemplateError where it is no Word document.
    """
    document = Document(open_edited(path, workspace.settings))
    subject = Subject(document, offered(workspace.settings, catalogue), catalogue, workspace.settings, layout)
    findings = tuple(Finding(each, found) for each in RULES.values() for found in each.find(subject))
    right = sum(figures.state_of(control, subject) == "same" for control in document.controls)
    return Report(path, findings, right)


def as_records(report: Report) -> list[Mapping[str, str]]:
    """Return the findings for a program: code, severity, place, words, what is wrong, and what to do."""
    return [
        {
            "code": finding.rule.code,
            "severity": finding.rule.severity,
            "where": finding.found.where,
            "words": finding.found.words,
            "found": finding.found.says,
            "key": finding.found.key,
            "cure": finding.rule.cure,
        }
        for finding in report.findings
    ]
