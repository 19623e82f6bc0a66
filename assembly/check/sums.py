"""Figures that should agree with each other in the paper as it reads: declared sums, and the totals of its tables."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ...layouts.declared import read_declared
from ...toml_tables import Table
from ..ooxml import Element, find_all, name
from ..reading import reads
from .document import Control, Document, Passage
from .register import Found, Subject, at, rule

_DECLARED = Path(__file__).parent / "sums.toml"
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_TOTAL = re.compile(r"^(?:all\b|total\b|overall\b)", re.IGNORECASE)


class Sum(Table, kw_only=True):
    """Figures that add up to another; `says` names both in words."""

    total: str
    parts: list[str]
    says: str


class AtMost(Table, kw_only=True):
    """A figure that is a part of another, and so never above it."""

    part: str
    whole: str
    says: str


class Sums(Table, kw_only=True):
    sum: list[Sum]
    at_most: list[AtMost]


@cache
def sums() -> Sums:
    return read_declared(_DECLARED, Sums, "list of sums")


@rule(
    "sum_differs",
    "Figures that do not add up",
    "fault",
    why="A reader who adds them up finds the difference, and doubts the rest of the paper.",
    cure="Look at both in the warehouse with 'boardpaper trace', and have the return corrected.",
)
def differing_sums(subject: Subject) -> Iterator[Found]:
    shown = _counts(subject.document)
    for declared in sums().sum:
        if declared.total in shown and all(part in shown for part in declared.parts):
            total, parts = shown[declared.total], [shown[part][0] for part in declared.parts]
            if _differ(total[0], parts, subject):
                yield at(total[1].passage, f"{declared.says}: {total[0]}, where the parts add up to {sum(parts)}", key=declared.total)
    for limit in sums().at_most:
        for key, (count, control) in shown.items():
            middle = _fits(limit.part, key)
            whole = None if middle is None else shown.get(limit.whole.replace("*", middle))
            if whole and count > whole[0]:
                yield at(control.passage, f"{limit.says}: {count} of {whole[0]}", key=key)


@rule(
    "table_total_differs",
    "A total of a table that is not the sum of its rows",
    "fault",
    why="A reader who adds the rows up finds the difference, and doubts the rest of the paper.",
    cure="Look at the rows and the total in the warehouse with 'boardpaper trace'; take the total out where the rows overlap.",
)
def differing_totals(subject: Subject) -> Iterator[Found]:
    for table, passage in _tables(subject.document):
        rows = [[_cell(cell) for cell in find_all(row, "w:tc")] for row in find_all(table, "w:tr")]
        total = rows[-1]
        if len(rows) < 3 or not total or not _TOTAL.match(total[0]):
            continue
        for column in range(1, len(total)):
            cells = [row[column] for row in rows[1:] if column < len(row)]
            counts = [int(cell.replace(",", "")) for cell in cells if _COUNT.fullmatch(cell)]
            if len(counts) == len(cells) and _differ(counts[-1], counts[:-1], subject):
                yield at(
                    passage, f"{total[0]!r} says {counts[-1]} under {rows[0][column]!r}, and the rows add up to {sum(counts[:-1])}", element=table
                )


def _differ(total: int, parts: list[int], subject: Subject) -> bool:
    """Return whether parts do not make their total, more than the rounding of each explains."""
    return abs(total - sum(parts)) > subject.step * (len(parts) + 1) / 2


def _tables(document: Document) -> Iterator[tuple[Element, Passage]]:
    met: set[Element] = set()
    for passage in document.passages:
        table = next(passage.element.iterancestors(name("w:tbl")), None)
        if table is not None and table not in met and passage.story == "body":
            met.add(table)
            yield table, passage


def _cell(cell: Element) -> str:
    return " ".join(" ".join(reads(paragraph) for paragraph in cell.iter(name("w:p"))).split())


def _counts(document: Document) -> dict[str, tuple[int, Control]]:
    """Return the counts that the paper shows, by key, each where it stands first."""
    found: dict[str, tuple[int, Control]] = {}
    for control in document.controls:
        if _COUNT.fullmatch(text := control.text.strip()):
            found.setdefault(control.key, (int(text.replace(",", "")), control))
    return found


def _fits(pattern: str, key: str) -> str | None:
    """Return what stands for the `*` of a pattern in a key, "" where the pattern has none; None where the key is another."""
    found = re.fullmatch(re.escape(pattern).replace(r"\*", r"([^.]+)"), key)
    return None if found is None else (found[1] if found.groups() else "")
