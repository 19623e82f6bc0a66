"""`boardpaper blank`: where the file lands, what it is called, and what is said where it cannot be made."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from boardpaper.cli import main


@pytest.fixture
def here(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(empty_workspace)
    return empty_workspace


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["blank", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("arguments", "name", "labels"),
    [
        (("training",), "training.xlsx", (None, None, None)),
        (("training", "--period", "Mar-19"), "training March 2019.xlsx", (None, None, "March 2019")),
        (("prevent", "--provider", "xa1"), "prevent XA1.xlsx", ("Northmoor NHS Foundation Trust", "XA1", None)),
        (
            ("team", "--provider", "SMBC", "--period", "2018-19"),
            "team XB1 2018-19.xlsx",
            ("Stockport Metropolitan Borough Council", "XB1", "2018/19"),
        ),
        (("dbs", "--period", "31/03/2019", "-o", "out.xlsx"), "out.xlsx", (None, None, "March 2019")),
    ],
)
def test_the_file_and_what_is_filled_in(here: Path, arguments: tuple[str, ...], name: str, labels: tuple) -> None:
    assert _run(*arguments) == (0, f"The blank is {name}. Send it out, and put what comes back into returns/.\n")
    sheet = load_workbook(here / name)["Return"]
    assert [sheet.cell(row, 1).value for row in (5, 6, 7)] == ["Organisation", "ODS code", "Reporting period"]
    assert tuple(sheet.cell(row, 2).value for row in (5, 6, 7)) == labels


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trainin",), "There is no return 'trainin'. Did you mean 'training' or 'training_event'? The returns are action, "),
        (("training", "--provider", "XA9"), "No provider is known as 'XA9'. The nearest: XA"),
        (("training", "--provider", "Lakevue Clinic"), "No provider is known as 'Lakevue Clinic'. The nearest: XA6 (Lakeview Clinic)"),
        (("prevent", "--period", "soon"), "'soon' is not a period: write it as, for example, 'Q4 2018/19'."),
        (("training", "-o", "kept.xlsx"), "kept.xlsx is there already: move it away, or give the new one another name with -o."),
        (("training", "-o", "blank"), "A blank is an Excel workbook: name it blank.xlsx, so that Excel opens it."),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_no_file(here: Path, arguments: tuple[str, ...], said: str) -> None:
    (here / "kept.xlsx").write_bytes(b"kept")
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    code, output = _run(*arguments)
    assert (code, output.startswith(f"boardpaper: {said}")) == (2, True), output
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()} == before


def test_without_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("leder")[0] == 0
    code, output = _run("leder", "--provider", "XA1", "-o", "other.xlsx")
    assert (code, output) == (
        2,
        f"boardpaper: There is no providers.csv in {tmp_path}: add one with the columns code, name, aliases, relationship.\n",
    )


def test_a_return_of_the_team_s_own(here: Path) -> None:
    (here / "layouts").mkdir()
    text = 'name = "visits"\ntitle = "Visits"\nabout = "Visits, one row a ward."\nusual_period = "month"\nrecord_key = ["ward"]\n'
    kinds = {"ward": "text", "held": "count"}
    fields = "".join(f'\n[[field]]\nname = "{name}"\ntype = "{kind}"\nheadings = ["{name.title()}"]\n' for name, kind in kinds.items())
    (here / "layouts" / "visits.toml").write_text(text + fields, encoding="utf-8")
    assert _run("visits")[0] == 0
    heading = [cell.value for cell in load_workbook(here / "visits.xlsx")["Return"][12]]
    assert heading == ["Ward", "Held", "Check (filled in by this form)"]


def test_a_period_that_is_not_the_usual_one_is_told(here: Path) -> None:
    assert _run("provider_audit", "--period", "Feb 2019") == (
        0,
        "The blank is provider_audit February 2019.xlsx. Send it out, and put what comes back into returns/.\n"
        "Safeguarding audit is usually for a year, as '2018/19', and this one is for February 2019. "
        "If that is not what you mean, delete it and give another --period.\n",
    )
