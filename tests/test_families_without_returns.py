"""A key of a family is known before its return comes: by the list of providers, a layout's list, or what earlier returns had."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from boardpaper.assembly import paper
from boardpaper.assembly.keys_named import keys_named
from boardpaper.cli import main
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
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


def test_names_that_the_paper_itself_gives_where_no_return_ever_came(sample_copy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "soffice", lambda: None)
    for path in (sample_copy / "returns").iterdir():
        path.unlink()
    assert run(sample_copy, "ingest")[0] == 0
    shown = run(sample_copy, "assemble", "--explain")[1]
    assert re.findall(r"awareness_session.attended }} +(.*)", shown) == ["not measured"]
    assert run(sample_copy, "assemble")[0] == 0
    assert run(sample_copy, "check", str(next((sample_copy / "papers").glob("*.docx"))), "--no-pages")[1].count("no longer on offer") == 0


def test_name_that_a_return_has_not_is_told_once_one_came(sample_copy: Path, run: Run) -> None:
    for path in (sample_copy / "returns").iterdir():
        path.unlink()
    text = "Organisation,NHS Stockport CCG\nReporting period,2018/19\n\nDate,Title,Booked,Attended\n3 June 2018,Young Carers,40,38\n"
    (sample_copy / "returns" / "events.csv").write_text(text, encoding="utf-8")
    assert run(sample_copy, "ingest")[0] == 0
    code, said = run(sample_copy, "assemble")
    assert (code, "line 26: 'training_event.awareness_session.attended' (nearest: training_event.young_carers.attended" in said) == (2, True)


def test_name_cut_by_word_in_a_contributors_file(next_year: Path, run: Run) -> None:
    (next_year / "figures" / "earlier_members.toml").unlink()
    document = Document()
    line = document.add_paragraph("Of the session on {{ training_event.dental")
    line.add_run("_staff.att").bold = True
    line.add_run("ended }} no word came.")
    document.save(str(next_year / "narrative" / "15-late.docx"))
    assert keys_named(Workspace(next_year)) >= {"training_event.dental_staff.attended", "training_event.awareness_session.attended"}
