"""Blanks filled in as a person would, with invented values that any layout's fields and rules allow."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from boardpaper.blanks.answers import choices, printed
from boardpaper.blanks.blank import Blank
from boardpaper.blanks.make import draw_blank
from boardpaper.layouts import Field, Layout
from boardpaper.layouts.outgoing import CHECK_HEADING
from boardpaper.periods import parse_period
from boardpaper.warehouse.rules import offer_functions
from boardpaper.workspace import Provider

MOORSIDE = Provider("XA4", "Moorside Urgent Care CIC", (), "commissioned")
PERIOD = parse_period("2018/19", "year")
ROWS = 12  # of which a few are filled in
Answer = tuple[Any, Any, str]
"""What is typed, what the warehouse is to hold, and in which state."""
_STATES = {"N/A": (None, "not_applicable"), "Nil": (0, "nil"), "TBC": (None, "pending"), "Suppressed": (None, "suppressed")}
_NUMBERS = ("count", "percent", "number")


@dataclass
class Filled:
    """A workbook filled in: `facts` is what it holds, cell to (field, value, state); `broken` the rows, by number, with the rules they break."""

    book: Any
    facts: dict[str, tuple[str, Any, str]] = field(default_factory=dict)
    broken: dict[int, list[str]] = field(default_factory=dict)
    check_column: int = 0

    def bytes(self) -> bytes:
        data = BytesIO()
        self.book.save(data)
        return data.getvalue()


class Filler:
    """Fills in the blank of one layout. `rightly` keeps to the rules; `formulas` are left to compute, else their values are put in their place."""

    def __init__(self, layout: Layout, seed: int, *, rightly: bool = True, formulas: bool = False) -> None:
        self.layout = layout
        self.random = Random(seed)
        self.rightly = rightly
        self.formulas = formulas

    def fill(self, blank: Blank) -> Filled:
        filled = Filled(load_workbook(BytesIO(draw_blank(blank))))
        sheet = filled.book["Return"]
        check = next(cell for row in sheet.iter_rows() for cell in row if cell.value == CHECK_HEADING)
        filled.check_column = check.column
        seen: set[tuple] = set()
        records = [{}] if self.layout.form else blank.prepared or [{}] * (blank.rows // 2)
        for number, record in enumerate(records, start=check.row + 1):
            answers = self._answers(record, seen)
            for place, item in enumerate(self.layout.field):
                cell = sheet.cell(number + place, 2) if self.layout.form else sheet.cell(number, place + 1)
                self._put(filled, cell, item, answers[item.name])
            filled.broken[number] = self._broken(answers)
        if not self.formulas:
            for cell in [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]:
                cell.value = None
        return filled

    def _put(self, filled: Filled, cell: Any, item: Field, answer: Answer | None) -> None:
        if answer is None:
            return
        typed, value, state = answer
        if not (item.share and self.formulas):
            cell.value = typed
        filled.facts[cell.coordinate] = (item.name, value, state)

    def _answers(self, record: dict[str, str], seen: set[tuple]) -> dict[str, Answer | None]:
        for _ in range(20_000):
            answers = {item.name: self._answer(item, record) for item in self.layout.field if not item.share}
            for item in self.layout.field:
                if item.share:
                    answers[item.name] = _shared(*(answers[name] for name in item.share))
            key = tuple(answers[name] and answers[name][1] for name in self.layout.record_key)
            if (key and key in seen) or (self.rightly and self._broken(answers)):
                continue
            seen.add(key)
            return answers
        raise AssertionError(f"no row of {self.layout.name} can be filled in rightly")

    def _answer(self, item: Field, record: dict[str, str]) -> Answer | None:
        stored = {word: key for key, word in printed(item).items()}
        if item.name in record:
            return record[item.name], stored[record[item.name]], "given"
        key = item.name in self.layout.record_key
        if not key and not item.answer and not self.layout.form and self.random.random() < 0.15:
            return None
        if stored:
            word = self.random.choice(choices(self.layout, item))
            value, state = _STATES.get(word, (None, "given"))
            return word, stored.get(word, value), state
        if not key and self.random.random() < 0.1:
            state = self.random.choice(("N/A", "TBC", "Suppressed") if item.type in _NUMBERS else ("N/A", "TBC"))
            return state, *_STATES[state]
        return self._value(item)

    def _value(self, item: Field) -> Answer:
        number = self.random.randint(0, 9)
        if item.type == "date":
            day = date(2018, 4, 1) + timedelta(days=self.random.randint(0, 364))
            return day, day.isoformat(), "given"
        typed = {"count": number, "percent": number / 10, "number": number / 2}.get(item.type)
        if typed is None:
            typed = f"{self.random.randint(1, 9)}.{self.random.randint(1, 20)}0" if item.type == "ref" else f"Wording {self.random.randint(1, 999)}"
        return typed, typed, "given"

    def _broken(self, answers: dict[str, Answer | None]) -> list[str]:
        connection = sqlite3.connect(":memory:")
        offer_functions(connection)
        values = {name: answer[1] if answer else None for name, answer in answers.items()}
        row = ", ".join(f'? AS "{name}"' for name in values)
        query = f"SELECT 1 FROM (SELECT {row}) WHERE "
        return [rule.code for rule in self.layout.rule if connection.execute(query + rule.when, [*values.values()]).fetchone()]


def _shared(part: Answer | None, whole: Answer | None) -> Answer | None:
    if not part or not whole or not isinstance(part[0], int) or not isinstance(whole[0], int) or not whole[0]:
        return None
    return part[0] / whole[0], part[0] / whole[0], "given"


@pytest.fixture(scope="session")
def filler() -> type[Filler]:
    return Filler


@pytest.fixture(scope="session")
def blank_of() -> Callable[[Layout], Blank]:
    """The blank of a layout, with provider and period filled in."""
    return lambda layout, rows=ROWS: Blank(layout, MOORSIDE, (), PERIOD, rows)


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Opens workbooks in LibreOffice, has it compute their formulas, and saves them again, as a person does who fills one in."""
    command = shutil.which("soffice")
    if command is None:
        pytest.skip("LibreOffice is not installed")

    def run(books: dict[str, bytes], kind: str = "xlsx:Calc MS Excel 2007 XML") -> Path:
        folder = tmp_path_factory.mktemp("recalculated")
        for name, data in books.items():
            (folder / name).write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        names = [str(folder / name) for name in books]
        made = ["--headless", "--convert-to", kind, "--outdir", str(folder / "saved"), *names]
        subprocess.run([command, profile, *made], check=True, capture_output=True, timeout=300)
        return folder / "saved"

    return run
