"""Tables of figures: every place in them is known, no heading is empty, and a row goes by its own name in each figure's key."""

import re
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.declare import load_declarations
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

PLACE = re.compile(r"\{\{ (.*?) \}\}")
AUDIT = "Organisation,Northmoor FT\nReporting period,2018/19\n\nRef,Domain,Standard,Self assessment,Moderated score\n"


def _catalogue(folder: Path) -> Catalogue:
    workspace = Workspace(folder)
    ingest(workspace)
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts())


def _shown(catalogue: Catalogue, key: str) -> list[list[str]]:
    return [[PLACE.sub(lambda place: catalogue.figures[place[1]].text, cell) for cell in row] for row in catalogue.tables[key].rows]


def test_every_place_is_known_and_no_cell_is_empty(ingested: Path, empty_workspace: Path) -> None:
    with reader(ingested / "warehouse.db") as connection:
        sample = measure_all(connection, Workspace(ingested), load_layouts())
    for catalogue in (sample, _catalogue(empty_workspace)):
        for table in catalogue.tables.values():
            texts = [table.title, *table.headings, *(cell for row in table.rows for cell in row)]
            places = [place for text in texts for place in PLACE.findall(text) if not place.startswith(("report.", "organisation."))]
            assert (table.key, [place for place in places if place not in catalogue.figures], "" in texts) == (table.key, [], False)
            assert {len(row) for row in table.rows} <= {len(table.headings)} == {len(table.numeric)}


def test_every_return_has_a_table() -> None:
    declared = load_declarations()
    source = {figure.key: figure.source for figure in declared.figure}
    shown = {source.get(place, "") for table in declared.table for row in [*table.rows, table.each] for cell in row for place in PLACE.findall(cell)}
    assert shown - {""} == set(load_layouts())


def test_what_is_printed(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "a.csv").write_text(AUDIT + "1,Policy,a,Green,Green\n2,policy,b,Red,Red\n3,Training,c,,\n", encoding="utf-8")
    catalogue = _catalogue(empty_workspace)
    assert _shown(catalogue, "provider_audit_by_domain") == [["Policy", "1", "0", "1", "0", "50.0%"], ["Training", "0", "0", "0", "1", "0.0%"]]
    assert _shown(catalogue, "provider_audit_ratings") == [
        ["Met", "1", "33.3%"],
        ["Partly met", "0", "0.0%"],
        ["Not met", "1", "33.3%"],
        ["Unanswered", "1", "33.3%"],
        ["All that apply", "3", "100%"],
    ]
    assert _shown(catalogue, "training_compliance")[0] == ["Safeguarding Adults", "not measured", "85%"]


def test_what_nothing_was_returned_for_has_no_share_either(empty_workspace: Path) -> None:
    assert {tuple(row[1:]) for row in _shown(_catalogue(empty_workspace), "provider_audit_ratings")} == {("not measured", "not measured")}


def test_a_long_name_stands_in_its_own_row_whatever_room_each_key_has(empty_workspace: Path) -> None:
    names = ("Safer recruitment and managing allegations about people", "Safer recruitment and managing agency staff")
    rows = f"1,{names[0]},a,Green,Green\n2,{names[1]},b,Red,Red\n3,{names[1]},c,Red,Red\n"
    (empty_workspace / "returns" / "a.csv").write_text(AUDIT + rows, encoding="utf-8")
    (empty_workspace / "figures").mkdir()
    (empty_workspace / "figures" / "own.toml").write_text(
        '[[figure]]\nkey = "own_and_quite_a_long_key_indeed.{domain}.number"\ntitle = "{domain}"\nreturn = "provider_audit"\nvalue = "count(*)"\n'
        '[[table]]\nkey = "own"\ntitle = "Own"\nheadings = ["Domain", "Met", "All"]\nover = "provider_audit_by_domain.{domain}.met"\n'
        'each = ["{domain.label}", "{{ provider_audit_by_domain.{domain}.met }}", "{{ own_and_quite_a_long_key_indeed.{domain}.number }}"]\n',
        encoding="utf-8",
    )
    assert _shown(_catalogue(empty_workspace), "own") == [[names[0], "1", "1"], [names[1], "0", "2"]]


@pytest.mark.parametrize(
    ("place", "says"),
    [("provider_audit.{provider}.mett", "which is no family of figures. Did you mean"), ("provider_audit.{provider}.met", "")],
)
def test_a_family_that_is_not_there(empty_workspace: Path, run, place: str, says: str) -> None:
    ingest(Workspace(empty_workspace))
    (empty_workspace / "figures").mkdir()
    (empty_workspace / "figures" / "own.toml").write_text(
        f'[[table]]\nkey = "own"\ntitle = "Own"\nheadings = ["A"]\nover = "provider_audit.{{provider}}.met"\neach = ["{{{{ {place} }}}}"]\n',
        encoding="utf-8",
    )
    code, said = run(empty_workspace, "figures")
    assert (code, says in said, "Traceback" in said) == (2 if says else 0, True, False), said


def test_a_family_costs_as_many_queries_for_many_members_as_for_few(empty_workspace: Path) -> None:
    def queries(domains: int) -> int:
        rows = "".join(f"{number},Domain {number},a,Green,Green\n" for number in range(domains))
        (empty_workspace / "returns" / "a.csv").write_text(AUDIT + rows, encoding="utf-8")
        workspace = Workspace(empty_workspace)
        ingest(workspace)
        asked: list[str] = []
        with reader(workspace.warehouse) as connection:
            connection.set_trace_callback(asked.append)
            figures = measure_all(connection, workspace, load_layouts()).figures
        assert len([key for key in figures if key.startswith("provider_audit_by_domain.")]) == 6 * domains
        return len(asked)

    assert queries(3) == queries(30)
