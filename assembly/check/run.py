"""The whole check: an edited paper, held against every rule of the register."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from ...errors import PaperError
from ...workspace import Workspace
from ..edited_paper import open_edited
from ..edition import Measured, edition
from ..package import Package, write_whole
from ..ruler import Layout, layout_of, pdf_of, soffice
from . import absences, access, answers, blocks, figures, marks, references, seal, sense, standing, style, sums, typed, unfinished
from .comments import commented
from .document import Document
from .register import RULES, Found, Rule, Subject

ROOMS = (seal, marks, blocks, figures, typed, standing, absences, style, access, unfinished, references, sense, sums, answers)
"""The modules whose rules make the check; a rule registers itself when its module is read in."""


class Finding(Struct, frozen=True):
    """What one rule found in one place."""

    rule: Rule
    found: Found


class Report(Struct, frozen=True):
    """What the check of a paper found: the faults, then what is to be looked at, both in the order of the register.

    `figures` counts the places whose figure is as the warehouse has it. `pages` is None where they were not measured;
    `package` is the paper as it was read.
    """

    path: Path
    findings: tuple[Finding, ...]
    figures: int
    pages: int | None
    package: Package

    @property
    def fails(self) -> bool:
        return any(finding.rule.severity == "fault" for finding in self.findings)


def check(workspace: Workspace, measured_today: Measured, path: Path, *, pdf: Path | None = None, pages: bool = True) -> Report:
    """Return everything that is wrong with an edited paper or letter, or that somebody should look at.

    Its pages are those of `pdf`, as Word made it, else as LibreOffice lays it out, unless `pages` is false.
    Raises PaperError where the paper or the PDF cannot be read or is another workspace's, TemplateError where it is no Word document.
    """
    package = open_edited(path, workspace.settings)
    layout = measured(package, path, pdf) if pages else None
    document = Document(package)
    now = edition(workspace, measured_today, document.ledger)
    subject = Subject(document, now.today.texts, now.catalogue, workspace.settings, layout, now.today.brief, now.policy.step)
    held = sorted(rules(letter=now.is_letter), key=lambda each: each.severity != "fault")
    findings = tuple(Finding(each, found) for each in held for found in each.find(subject))
    right = sum(figures.state_of(control, subject) == "same" for control in document.controls)
    return Report(path, findings, right, layout.pages if layout else None, package)


def write_commented(report: Report, day: date) -> Path:
    """Write a copy of the paper beside it, with a comment at each finding, and return its path. Raises PaperError where it cannot be written."""
    copy = report.path.with_name(f"{report.path.stem} - checked.docx")
    try:
        write_whole(copy, commented(report.package, ((finding.rule, finding.found) for finding in report.findings), day))
    except OSError as error:
        raise PaperError(f"{copy} cannot be written ({error.strerror}): close it where it is open.") from None
    return copy


def rules(*, letter: bool = False) -> list[Rule]:
    """Return the rules of the register in the order of the report; a letter has no checklist."""
    rooms = [room for room in ROOMS if not (letter and room is answers)]
    return [each for room in rooms for each in RULES.values() if each.find.__module__ == room.__name__]


def measured(package: Package, path: Path, pdf: Path | None) -> Layout | None:
    """Return the pages of a paper, None where nothing can measure them. Raises PaperError where the PDF is none."""
    if pdf is None:
        command = soffice()
        made = pdf_of(command, path.read_bytes()) if command else None
        return layout_of(made) if made else None
    from pypdf.errors import PdfReadError

    try:
        return layout_of(pdf.read_bytes())
    except OSError as error:
        raise PaperError(f"{pdf} cannot be read ({error.strerror}): check the name, and close it where it is open.") from None
    except PdfReadError:
        raise PaperError(f"{pdf.name} is no PDF that can be read: save it again from Word.") from None


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
