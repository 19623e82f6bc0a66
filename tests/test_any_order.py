"""Returns sent, corrected, settled, withdrawn, purged and made again in any order: what must hold of a warehouse holds after every step."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
Tables = dict[str, list[tuple[object, ...]]]
PROVIDERS = ["Moorside", "NMFT", "The Grange Hosptial"]  # of which the last is unknown until it is taught
COUNTS = {"lots": (None, "missing"), "N/A": (None, "not_applicable"), "Nil": (0, "nil"), "TBC": (None, "pending"), "c. 60": (60, "given")}
HEAD = "Organisation,{who}\nReporting period,{month} 2019\n{date}\nStaff group,Required,In date,Outstanding,In progress\n"
FIRST = 6  # the row of the first record
FIELDS = {"required": 1, "in_date": 2, "outstanding": 3, "in_progress": 4}


@dataclass
class Walk:
    """A workspace through which a year goes at random, and what was sent in it."""

    folder: Path
    run: Run
    tables_of: Callable[[Path], Tables]
    random: random.Random
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    purged: list[str] = field(default_factory=list)

    def send(self) -> None:
        """Put a return of some groups of staff into the folder, one of them under a word that stands nowhere else."""
        number = len(self.rows) + 1
        groups = [*self.random.sample(["Nurses", "Doctors", "Admin", "Estates"], self.random.randint(1, 4)), f"Marked{number}Group"]
        cells = [str(each) for each in range(40)] + list(COUNTS) * 2
        rows = [[group, *self.random.choices(cells, k=4)] for group in groups]
        date = self.random.choice(["", "Date of return,03/04/2019\n", "Date of return,09/04/2019\n"])
        head = HEAD.format(who=self.random.choice(PROVIDERS), month=self.random.choice(["January", "February"]), date=date or "Role,Nurse\n")
        text = head + "".join(",".join(row) + "\n" for row in rows)
        self.rows[f"{number}.csv"] = rows
        (self.folder / "returns" / f"{number}.csv").write_text(text, encoding="utf-8")

    def send_a_copy(self) -> None:
        if files := sorted((self.folder / "returns").glob("*.csv")):
            one = self.random.choice(files)
            (one.parent / f"copy of {one.name}").write_bytes(one.read_bytes())

    def ingest(self) -> None:
        self.run(self.folder, "ingest")
        before = self.tables_of(self.folder)
        self.run(self.folder, "ingest")
        assert self.tables_of(self.folder) == before

    def teach(self) -> None:
        self.run(self.folder, "alias", "XA5", PROVIDERS[-1])
        self.ingest()

    def settle(self) -> None:
        if asked := self._ask("SELECT id FROM issue WHERE settled IS NULL AND severity <> 'info'"):
            answer = self.random.choice([["--accept"], ["--value", "12"]])
            self.run(self.folder, "settle", str(self.random.choice(asked)[0]), *answer, "--reason", "by telephone")

    def withdraw(self) -> None:
        if used := self._ask("SELECT id FROM source WHERE status = 'accepted'"):
            self.run(self.folder, "withdraw", str(self.random.choice(used)[0]), "--reason", "wrong")

    def purge(self) -> None:
        if known := self._ask("SELECT id, filename FROM source WHERE status IN ('accepted', 'held')"):
            number, name = self.random.choice(known)
            assert self.run(self.folder, "purge", str(number), "--yes")[0] == 0
            self.purged.append(self.rows[name.removeprefix("copy of ")][-1][0])

    def rebuild(self) -> None:
        """Make the warehouse again: where nothing was purged, whose numbers are free again, every table is as it was."""
        before, facts = self.tables_of(self.folder), self._facts()
        self.run(self.folder, "rebuild")
        assert self._facts() == facts
        assert self.purged or self.tables_of(self.folder) == before

    def check(self) -> None:
        """Hold the warehouse against what was sent: nothing lost, every record once, every figure that of its cell, nothing purged left."""
        assert self._ask("SELECT filename FROM source WHERE rows_read <> rows_loaded + rows_set_aside") == []
        answered = set(self._ask("SELECT f.filename, a.cell FROM answer a JOIN source f ON f.sha256 = a.sha256 WHERE a.kind = 'value'"))
        wrong = []
        for name, cell, item, value, state in self._facts():
            if item in FIELDS and (name, cell) not in answered:
                typed = self.rows[name.removeprefix("copy of ")][int(cell[1:]) - FIRST][FIELDS[item]]
                wrong += (
                    [(name, cell, typed, value, state)]
                    if COUNTS.get(typed, (int(typed) if typed.isdigit() else None, "given")) != (value, state)
                    else []
                )
        assert wrong == []
        place = "provider, period_start, staff_group"
        sent = f"SELECT DISTINCT {place} FROM dbs t JOIN submission s ON s.id = t.submission_id JOIN source f ON f.id = s.source_id"
        assert sorted(self._ask(f"{sent} WHERE f.status = 'accepted'")) == sorted(self._ask(f"SELECT {place} FROM current_dbs"))
        kept = [path for path in self.folder.rglob("*") if path.is_file() and path.parent.name != "returns"]
        assert [path for path in kept for word in self.purged if word.encode() in path.read_bytes()] == []

    def _ask(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "warehouse.db")) as connection:
            return connection.execute(query).fetchall()

    def _facts(self) -> list[tuple]:
        return self._ask("SELECT filename, cell, field, value, state FROM fact ORDER BY 1, 2, 3")


@pytest.mark.parametrize("seed", [0, 3])
def test_what_must_hold_of_a_warehouse(empty_workspace: Path, run: Run, tables_of: Callable[[Path], Tables], seed: int) -> None:
    walk = Walk(empty_workspace, run, tables_of, random.Random(seed))
    walk.send()
    walk.ingest()
    verbs = [walk.send] * 5 + [walk.ingest] * 3 + [walk.settle, walk.rebuild] * 2 + [walk.send_a_copy, walk.withdraw, walk.purge, walk.teach]
    for _ in range(30):
        walk.random.choice(verbs)()
        walk.check()
    walk.ingest()
    walk.rebuild()
    walk.check()
    assert len(walk.rows) > 5, "the walk went nowhere"
