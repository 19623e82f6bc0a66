"""`boardpaper figures`: all of them, or those whose keys begin so."""

import json
from pathlib import Path

from click.testing import CliRunner

from boardpaper.cli import main


def _run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["-w", str(folder), "figures", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_those_whose_keys_begin_so(ingested: Path) -> None:
    code, shown, _ = _run(ingested, "training.safeguarding_adults.percent", "leder.completed")
    assert code == 0
    assert [line.split("  ")[0].strip() for line in shown.splitlines()[:-1]] == [
        "leder.completed",
        "leder.completed.previous",
        "leder.completed.change",
        "leder.completed_in_6_months",
        "leder.completed_in_6_months.percent",
        "leder.completed_in_6_months.percent.target",
        "leder.completed_in_6_months.percent.against_target",
        "leder.completed_in_6_months.percent.previous",
        "leder.completed_in_6_months.percent.change",
        "training.safeguarding_adults.percent",
        "training.safeguarding_adults.percent.target",
        "training.safeguarding_adults.percent.against_target",
        "training.safeguarding_adults.percent.previous",
        "training.safeguarding_adults.percent.change",
    ]
    assert "above the target of 85%" in shown
    assert shown.splitlines()[-1].startswith("14 figures: 4 measured, ")


def test_as_json(ingested: Path) -> None:
    (figure,) = json.loads(_run(ingested, "--json", "training.prevent_l3.percent.against")[1])
    assert {name: figure[name] for name in ("key", "title", "unit", "value", "text", "follows", "doubts")} == {
        "key": "training.prevent_l3.percent.against_target",
        "title": "Prevent Level 3: own staff compliant: against the target",
        "unit": "text",
        "value": "above the target of 85%",
        "text": "above the target of 85%",
        "follows": "training.prevent_l3.percent",
        "doubts": [],
    }
    assert [(cell["filename"], cell["field"], cell["value"]) for cell in figure["cells"]] == [("CCG training March 2019.xlsx", "percent", 0.857)]
    assert len(json.loads(_run(ingested, "--json")[1])) > 900


def test_none_begins_so(ingested: Path) -> None:
    code, _, said = _run(ingested, "trainign")
    assert (code, said.startswith("boardpaper: No figure has a key that begins with 'trainign'."), len(said.splitlines())) == (2, True, 1), said
