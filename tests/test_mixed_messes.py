"""Returns made at random of the messes that come back: every value is read from its cell, of its provider and period, however they are mixed."""

import csv
import random
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import Workbook

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace

Wanted = dict[str, object]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SUBJECTS = {
    "safeguarding_adults": ["Safeguarding Adults", "SAFEGUARDING ADULTS", "NHS CSTF Safeguarding Adults - 3 Years"],
    "safeguarding_children": ["Safeguarding Children", "Safeguarding children"],
    "mental_capacity_act": ["Mental Capacity Act", "MCA", "Mental Capacity Act & DoLS"],
    "prevent_basic": ["Prevent Basic", "Prevent basic awareness"],
    "prevent_l3": ["Prevent L3", "Prevent Level 3 (WRAP)"],
}
SCALES = (
    {"met": ["Green"], "partial": ["Amber"], "not_met": ["Red"], "not_applicable": ["N/A"]},
    {"met": ["Met", "Fully met"], "partial": ["Partially met", "Working towards"], "not_met": ["Not met"], "not_applicable": ["Not applicable"]},
    {"met": [3, "3"], "partial": [1, "2"], "not_met": [0, "0"], "not_applicable": ["n.a."]},
)
HEADINGS = {
    "subject": ["Subject", "Course", "Competence", "Module"],
    "staff_group": ["Staff group", "Directorate"],
    "required": ["Required", "Eligible", "No. of staff", "Headcount\n(number)"],
    "compliant": ["Compliant", "Achieved", "Trained"],
    "percent": ["%", "% compliant", "% (target 90%)", "Compliance\n(%)", "Rate"],
    "in_date": ["In date", "Current"],
    "outstanding": ["Outstanding", "Overdue", "Expired"],
    "in_progress": ["In progress", "Applied for"],
    "standard_ref": ["Ref", "Std No", "Standard No."],
    "standard": ["Standard", "Criteria", "Requirement"],
    "self_rating": ["RAG", "Self assessment", "Provider RAG"],
    "gap": ["Gaps", "Areas for improvement"],
    "due": ["Deadline", "Due date", "By when"],
}
OTHERS = ["Comments", "Notes", "Trend", "Contact", "Previous month"]
NOT_GIVEN = {"TBC": "pending", "N/A": "not_applicable", "-": "missing", "*": "suppressed"}


@dataclass
class Made:
    """A return: what its file holds, and what each of its rows is to give, by the number of the row."""

    name: str
    provider: str
    start: str
    end: str
    rows: list[list[object]] = field(default_factory=list)
    wanted: dict[int, Wanted] = field(default_factory=dict)


def _month(chance: random.Random) -> tuple[str, str, list[str]]:
    year, number = chance.choice([2017, 2018, 2019]), chance.randint(1, 12)
    first, name, last = year - (number < 4), MONTHS[number - 1], monthrange(year, number)[1]
    nhs = f"{first}/{(first + 1) % 100:02}"
    forms = [f"{name} {year}", f"{name[:3]}-{year % 100:02}", f"{year}-{number:02}", f"{number:02}/{year}", f"{last}/{number:02}/{year}"]
    forms += [f"Month {(number - 4) % 12 + 1} {nhs}", f"{nhs} M{(number - 4) % 12 + 1}", f"Position at end of {name} {year}"]
    return f"{year}-{number:02}-01", f"{year}-{number:02}-{last}", forms


def _year(chance: random.Random) -> tuple[str, str, list[str]]:
    first = chance.choice([2016, 2017, 2018])
    last = first + 1
    forms = [f"{first}/{last % 100:02}", f"{first % 100}/{last % 100:02}", f"FY{last % 100}", f"Year ended 31 March {last}"]
    return f"{first}-04-01", f"{last}-03-31", [*forms, f"1 April {first} to 31 March {last}", f"Year end 31/03/{last}"]


def _labels(chance: random.Random, names: list[str], forms: list[str]) -> list[list[object]]:
    """Return title rows and labels: beside their values, above them, or with them in one cell."""
    who, when = chance.choice(["Organisation", "Provider name", "Trust", "Completed on behalf of"]), chance.choice(["Reporting period", "Period"])
    name, period = chance.choice(names), chance.choice(forms)
    said: list[list[object]] = chance.choice(
        [[[who, name], [when, period]], [[f"{who}: {name}"], [f"{when}: {period}"]], [[who, when], [name, period]], [[who, name, None, when, period]]]
    )
    title: list[list[object]] = chance.choice([[], [["Safeguarding return"]], [["Please complete every cell by the 15th of the month."]]])
    more: list[list[object]] = chance.choice([[], [["Completed by", "Named Nurse"]], [["Date of return", "14/04/2020"]]])
    return [*title, *said, *more, *chance.choice([[], [[]], [[], []]])]


def _head(chance: random.Random, columns: list[str], **own: list[str]) -> list[object]:
    texts = [chance.choice((HEADINGS | own).get(column, [column])) for column in columns]
    return [chance.choice([text, text, text.upper(), f"{text} ", text.replace(" ", "\n", 1)]) for text in texts]


def _training(chance: random.Random, made: Made) -> None:
    columns = ["subject", *chance.sample(["required", "compliant", "percent", "staff_group"], 4)]
    for _ in range(chance.randint(0, 2)):
        columns.insert(chance.randrange(1, len(columns) + 1), chance.choice(OTHERS))
    made.rows.append(_head(chance, columns))
    form: Callable[[float], object] = chance.choice([lambda share: share, lambda share: round(share * 100, 2), lambda share: f"{share * 100:.2f}%"])
    for stored, texts in SUBJECTS.items():
        for group in ("Nursing", "Medical"):
            required, compliant = chance.randint(50, 300), chance.randint(10, 50)
            share = round(compliant / required, 4)
            wanted: Wanted = {"subject": stored, "staff_group": group, "required": required, "compliant": compliant, "percent": share}
            cells: dict[str, object] = {**wanted, "subject": chance.choice(texts), "percent": form(share)}
            cells["required"] = chance.choice([required, required, str(required), f"{required}*"])
            if chance.random() < 0.2:
                cells["compliant"], wanted["compliant"] = chance.choice(list(NOT_GIVEN)), None
            made.rows.append([cells.get(column) for column in columns])
            made.wanted[len(made.rows)] = wanted
    made.rows += chance.choice([[], [["Source: staff record"]], [["* bank staff included"]]])


def _dbs(chance: random.Random, made: Made) -> None:
    columns = ["staff_group", *chance.sample(["required", "in_date", "outstanding", "in_progress"], 4)]
    made.rows.append(_head(chance, columns, required=["Required", "Staff needing a check"]))
    for group in ("Nursing", "Medical", "Allied health"):
        parts = {"in_date": chance.randint(20, 99), "outstanding": chance.randint(0, 9), "in_progress": chance.randint(0, 9)}
        wanted: Wanted = {"staff_group": group, "required": sum(parts.values()), **parts}
        made.rows.append(["Nil" if wanted[column] == 0 and chance.random() < 0.5 else wanted[column] for column in columns])
        made.wanted[len(made.rows)] = wanted
    if chance.random() < 0.5:
        made.rows.append(["Total", *(sum(int(str(each[column])) for each in made.wanted.values()) for column in columns[1:])])


def _audit(chance: random.Random, made: Made) -> None:
    columns = chance.sample(["standard_ref", "standard", "self_rating", "gap", "due"], 5)
    made.rows.append(_head(chance, columns))
    scale = chance.choice(SCALES)
    for number in range(1, 13):
        rating = chance.choice(list(scale))
        is_below, day = rating in ("partial", "not_met"), chance.randint(1, 28)
        wanted: Wanted = {"standard_ref": f"{(number + 3) // 4}.{(number - 1) % 4 + 1}", "standard": "A named lead is in post", "self_rating": rating}
        wanted |= {"gap": "A second reader" if is_below else None, "due": f"2019-06-{day:02}" if is_below else None}
        due = chance.choice([f"{day:02}/06/2019", f"{day} June 2019", f"{day}-Jun-19"]) if is_below else None
        cells = {**wanted, "self_rating": chance.choice(scale[rating]), "due": due}
        made.rows.append([cells[column] for column in columns])
        made.wanted[len(made.rows)] = wanted


KINDS: dict[str, tuple[Callable[[random.Random, Made], None], Callable[[random.Random], tuple[str, str, list[str]]]]] = {
    "training": (_training, _month),
    "dbs": (_dbs, _month),
    "provider_audit": (_audit, _year),
}


def _save(chance: random.Random, made: Made, folder: Path, number: int) -> str:
    if chance.random() < 0.3:
        path = folder / f"return {number}.csv"
        with path.open("w", encoding=chance.choice(["utf-8", "utf-8-sig", "cp1252"]), newline="") as file:
            csv.writer(file, delimiter=chance.choice(",;\t")).writerows(made.rows)
        return path.name
    book = Workbook()
    for row in made.rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(folder / f"return {number}.xlsx")
    return f"return {number}.xlsx"


@pytest.mark.parametrize("seed", range(6))
def test_every_value_is_read(empty_workspace: Path, seed: int) -> None:
    chance = random.Random(seed)
    with (empty_workspace / "providers.csv").open(encoding="utf-8", newline="") as file:
        providers = {row["code"]: [row["name"], *filter(None, row["aliases"].split("|"))] for row in csv.DictReader(file)}
    files: dict[str, Made] = {}
    for number in range(20):
        name = chance.choice(list(KINDS))
        fill, period = KINDS[name]
        (start, end, forms), code = period(chance), chance.choice(list(providers))
        made = Made(name, code, start, end, _labels(chance, providers[code], forms))
        fill(chance, made)
        files[_save(chance, made, empty_workspace / "returns", number)] = made
    outcomes = {outcome.filename: outcome.reason.partition(":")[0] for outcome in ingest(Workspace(empty_workspace)).outcomes}
    assert outcomes == dict.fromkeys(files, "taken_in")
    with reader(empty_workspace / "warehouse.db") as connection:
        for filename, made in files.items():
            (found,) = connection.execute(
                "SELECT submission.* FROM submission JOIN source ON source.id = source_id WHERE filename = ?", [filename]
            ).fetchall()
            said = (found["return"], found["provider"], found["period_start"], found["period_end"])
            assert said == (made.name, made.provider, made.start, made.end), filename
            rows = {row["row"]: dict(row) for row in connection.execute(f"SELECT * FROM {made.name} WHERE submission_id = ?", [found["id"]])}
            assert {number: {name: row[name] for name in made.wanted.get(number, {})} for number, row in rows.items()} == made.wanted, filename
