"""Tables of months made at random: however the months are written, every figure is loaded as its own month's, from its cell, and nothing is asked."""

import random
from calendar import monthrange
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

MONTHS = ["April", "May", "June", "July", "August", "September", "October", "November", "December", "January", "February", "March"]
HEADINGS = {"required": ["Eligible", "Required", "No. of staff"], "compliant": ["Trained", "Compliant"], "percent": ["%", "% compliant"]}
SETS = (["required", "compliant"], ["compliant", "required", "percent"], ["percent"], ["compliant"])
BESIDE = {"Level": 2, "Staff group": "Nurses", "Target": "85%"}

Fact = tuple[str, str, str, float]


@dataclass
class Made:
    """A sheet of months: its rows, what is merged, and the figures that it holds, each with period, cell and field."""

    rows: list[list[object]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    facts: set[Fact] = field(default_factory=set)


def _year(month: int) -> int:
    return 2018 if month < MONTHS.index("January") else 2019


def _span(month: int) -> str:
    number = (month + 3) % 12 + 1
    return f"{_year(month)}-{number:02}-01 {_year(month)}-{number:02}-{monthrange(_year(month), number)[1]}"


def _written(chance: random.Random, *, with_year: bool) -> list[str]:
    full = [f"{name} {_year(number)}" for number, name in enumerate(MONTHS)]
    short = [f"{name[:3]}-{_year(number) % 100}" for number, name in enumerate(MONTHS)]
    return chance.choice([full, short] if with_year else [full, short, MONTHS, [name[:3].upper() for name in MONTHS]])


def _make(chance: random.Random) -> Made:
    made, quarter = Made(), chance.randrange(4)
    months = list(range(quarter * 3, quarter * 3 + chance.choice([2, 3])))
    label = chance.choice([None, ["Reporting period", f"Q{quarter + 1} 2018/19"], ["Financial year", "2018/19"]])
    names = _written(chance, with_year=label is None)
    made.rows += [["Training compliance"], ["Organisation", "Lakeview"], *([label] if label else []), *chance.choice([[], [[]]])]
    figures, left = chance.choice(SETS), ["Subject", *chance.sample(sorted(BESIDE), chance.randint(0, 2))]
    words = {name: chance.choice(HEADINGS[name]) for name in figures}
    above, is_merged, over_each, is_parted = (chance.random() < share for share in (0.7, 0.5, 0.3, 0.2))
    sums = chance.choice([None, None, "Total", "YTD"]) if above else None
    upper: list[object] = [None] * len(left)
    lower: list[object] = list(left)
    places: dict[int, tuple[int | None, str]] = {}
    for month in [*months, *([None] if sums else [])]:
        name = sums if month is None else names[month]
        if above and is_merged and len(figures) > 1:
            first, last = (get_column_letter(column) for column in (len(lower) + 1, len(lower) + len(figures)))
            made.merged.append(f"{first}{len(made.rows) + 1}:{last}{len(made.rows) + 1}")
        for number, item in enumerate(figures):
            places[len(lower)] = (month, item)
            upper.append(name if not number or (over_each and not is_merged) else None)
            lower.append(words[item] if above else f"{words[item]} {name}")
        if is_parted:
            upper.append(None)
            lower.append(None)
    if above and chance.random() < 0.3:
        upper[: len(left)], lower[: len(left)] = left, [None] * len(left)
    made.rows += [upper, lower] if above else [lower]
    for subject in ("Prevent Basic", "Mental Capacity Act"):
        made.rows.append([subject, *(BESIDE[name] for name in left[1:]), *[None] * (len(lower) - len(left))])
        _fill(chance, made, places)
    return made


def _fill(chance: random.Random, made: Made, places: dict[int, tuple[int | None, str]]) -> None:
    """Write the figures of the last row, each month's percentage that of its counts."""
    row, number = made.rows[-1], len(made.rows)
    for month in {month for month, _ in places.values()}:
        of = chance.randrange(20, 200)
        part = chance.randrange(5, of)
        values = {"required": of, "compliant": part, "percent": round(part / of, 4)}
        for column, (its, name) in places.items():
            if its == month:
                row[column] = f"{values[name] * 100:.2f}%" if name == "percent" else values[name]
                if month is not None:
                    made.facts.add((_span(month), f"{get_column_letter(column + 1)}{number}", name, values[name]))


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_is_its_own_month_s(empty_workspace: Path, seed: int) -> None:
    made, book = _make(random.Random(seed)), Workbook()
    for row in made.rows:
        book.active.append(row)  # type: ignore[union-attr]
    for cells in made.merged:
        book.active.merge_cells(cells)  # type: ignore[union-attr]
    book.save(empty_workspace / "returns" / "a.xlsx")
    ingest(Workspace(empty_workspace))
    with reader(empty_workspace / "warehouse.db") as connection:
        rows = connection.execute(
            "SELECT period_start || ' ' || period_end, cell, field, value FROM fact WHERE field IN ('required', 'compliant', 'percent')"
        )
        found = {(period, cell, name, round(value, 6)) for period, cell, name, value in rows}
        asked = [tuple(row) for row in connection.execute("SELECT code, cell, found FROM issue WHERE severity <> 'info'")]
    assert (found, asked) == (made.facts, [])
