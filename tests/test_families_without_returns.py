"""A key of a family is known before its return comes: by the list of providers, a layout's list, or what earlier returns had."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.assembly import paper
from boardpaper.cli import main
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures import measure_all
from boardpaper.warehouse.figures.letters import letters_on_offer
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
MISSPELT = "training_event.awarness_session.attended"


@pytest.fixture
def next_year(ingested: Path, tmp_path: Path, run: Run) -> Path:
    """Next year's workspace, made from the sample's, in which nothing was returned yet."""
    assert CliRunner().invoke(main, ["init", str(tmp_path / "next"), "--from", str(ingested)]).exit_code == 0
    assert run(tmp_path / "next", "ingest")[0] == 0
    return tmp_path / "next"


def _measured(folder: Path) -> Catalogue:
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts())


def test_every_key_of_last_year_is_known(ingested: Path, next_year: Path) -> None:
    catalogue = _measured(next_year)
    records = ("child_deaths.", "adult_reviews.", "rapid_reviews.", "actions_open.", "actions_overdue.")  # of a record of that year alone
    gone = {key for key in _measured(ingested).figures if key not in catalogue.figures}
    assert {key for key in gone if not key.startswith(records)} == set()
    assert {figure.text for key, figure in catalogue.figures.items() if not key.endswith(".target")} == {"not measured"}
    assert catalogue.figures["dbs_by_provider.xa1.required"].title == "Northmoor NHS Foundation Trust: staff who need a check"
    assert catalogue.tables["dbs_by_provider"].rows == ()


def test_the_narrative_assembles_and_a_misspelt_key_is_told(next_year: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "soffice", lambda: None)
    assert run(next_year, "assemble")[0] == 0
    section = next_year / "narrative" / "10-achievements.md"
    section.write_text(section.read_text(encoding="utf-8").replace("awareness_session", "awarness_session"), encoding="utf-8")
    code, said = run(next_year, "assemble")
    assert (code, f"line 26: '{MISSPELT}' (nearest: training_event.awareness_session.attended" in said) == (2, True)


def test_members_are_taken_along_again(next_year: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "third"), "--from", str(next_year)]).exit_code == 0
    second, third = ((folder / "figures" / "earlier_members.toml").read_text(encoding="utf-8") for folder in (next_year, tmp_path / "third"))
    assert second == third
    listed = {(item["return"], item["field"]): item["values"] for item in tomllib.loads(second)["earlier"]}
    assert {"Awareness session", "Drugs and Alcohol", "Young Carers"} <= set(listed["training_event", "title"])
    assert ("training", "subject") not in listed  # the layout has a list of these


def test_return_that_comes_counts_as_ever(ingested: Path, next_year: Path, run: Run) -> None:
    text = "Organisation,NHS Stockport CCG\nReporting period,2019/20\n\nDate,Title,Booked,Attended\n3 June 2019,AWARENESS session,40,38\n"
    (next_year / "returns" / "events.csv").write_text(text, encoding="utf-8")
    assert run(next_year, "ingest")[0] == 0
    figures = _measured(next_year).figures
    assert figures["training_event.awareness_session.attended"].text == "38"
    assert figures["training_event.young_carers.attended"].text == "not measured"


def test_provider_that_sent_nothing(ingested: Path, tmp_path: Path) -> None:
    for name in ("boardpaper.toml", "providers.csv", "warehouse.db"):
        (tmp_path / name).write_bytes((ingested / name).read_bytes())
    with (tmp_path / "providers.csv").open("a", encoding="utf-8") as file:
        file.write("XQ9,Newfield Hospice,,commissioned\n")
    before, now = _measured(ingested), _measured(tmp_path)
    added = now.figures.keys() - before.figures.keys()
    assert added == {key.replace(".xa1.", ".xq9.") for key in before.figures if ".xa1." in key}
    assert {figure.text for key, figure in now.figures.items() if key in added} <= {"not measured", "85%", "no target set"}
    assert now.tables == before.tables


def test_letter_names_no_other_provider(ingested: Path) -> None:
    workspace = Workspace(ingested)
    with reader(workspace.warehouse) as connection, letters_on_offer(connection, workspace, load_layouts(), "XA1") as found:
        assert [key for key in found.each[0].catalogue.figures if ".xa2" in key] == []


def test_values_of_no_field(next_year: Path, run: Run) -> None:
    (next_year / "figures" / "earlier_members.toml").write_text(
        '[[earlier]]\nreturn = "training_event"\nfield = "titel"\nvalues = ["A"]\n', encoding="utf-8"
    )
    code, said = run(next_year, "figures")
    assert (code, "earlier_members.toml" in said, "Did you mean 'title'?" in said) == (2, True, True)
