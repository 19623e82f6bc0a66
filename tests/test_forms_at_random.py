"""Forms and tables one below another on a sheet, in any order: every figure is its own return's, and what is of none is named."""

import random
import shutil
from pathlib import Path
from typing import TypeAlias

from boardpaper.etl.ingest import ingest
from boardpaper.tests.books import write_book
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Rows: TypeAlias = list[list[object]]
FORMS = {
    "prevent": ("Prevent duty", ["Basic awareness eligible", "Basic awareness trained", "Prevent referrals", "Channel panels held", "WRAP trained"]),
    "leder": ("LeDeR", ["Notified", "Allocated", "In progress", "On hold", "Completed"]),
    "child_death": ("Child death overview", ["Deaths notified", "Deaths reviewed", "Open over 12 months", "Modifiable factors"]),
}
TABLES = {
    "training": (
        "Training compliance",
        ["Subject", "Eligible", "Trained"],
        ["MCA", "Safeguarding Adults", "BPAT", "Prevent Level 3", "Domestic Abuse"],
    ),
    "dbs": ("DBS", ["Staff group", "In date", "Outstanding"], ["Nurses", "Doctors", "Prevent lead", "Level 3 staff"]),
}
OTHERS = ["Number of wards", "Beds", "Visits"]


def _sheet(pick: random.Random) -> tuple[Rows, dict[int, tuple[str, int]]]:
    """Return the rows of a sheet, and the return and the row of each of its figures, no two of which are the same; "" where it is of none."""
    rows: Rows = [["Organisation", "Moorside"], ["Reporting period", "Q4 2018/19"]]
    figures: dict[int, tuple[str, int]] = {}

    def add(name: str, text: str, many: int) -> None:
        numbers = list(range(5000 - len(figures) - many, 5000 - len(figures)))[::-1]
        rows.append([text, *numbers])
        figures.update((number, (name, len(rows))) for number in numbers)

    for name in pick.sample([*FORMS, *TABLES], pick.randint(2, 4)):
        rows.append([])
        if pick.random() < 0.7 or name == "leder":  # "Completed" and "In progress" alone may be of anything
            rows.append([(FORMS.get(name) or TABLES[name])[0]])
        if name in TABLES:
            _, heading, texts = TABLES[name]
            rows.append(list(heading))
        else:
            texts = FORMS[name][1]
            rows.extend([["Question", "Answer"]] if pick.random() < 0.3 else [])
        for text in pick.sample(texts, pick.randint(3, len(texts))):
            add(name, text, 2 if name in TABLES else 1)
            if name in FORMS and pick.random() < 0.15:
                add("", pick.choice(OTHERS), 1)
    return rows, figures


def test_every_figure_is_its_own_returns_or_named(empty_workspace: Path, tmp_path: Path) -> None:
    for seed in range(30):
        rows, figures = _sheet(random.Random(seed))
        folder = tmp_path / f"seed{seed}"
        (folder / "returns").mkdir(parents=True)
        for name in ("boardpaper.toml", "providers.csv"):
            shutil.copyfile(empty_workspace / name, folder / name)
        write_book(folder / "returns" / "a.xlsx", rows)
        (outcome,) = ingest(Workspace(folder)).outcomes
        with reader(Workspace(folder).warehouse) as connection:
            facts = {value: name for name, value in connection.execute("SELECT return, value FROM fact WHERE typeof(value) = 'integer'")}
            named = {int(cell[1:]) for (cell,) in connection.execute("SELECT cell FROM issue WHERE code = 'unmapped_question'")}
        known = {number: name for number, (name, _) in figures.items() if name}
        assert (seed, outcome.status, facts) == (seed, "accepted", known)
        assert (seed, {row for name, row in figures.values() if not name} - named) == (seed, set())
