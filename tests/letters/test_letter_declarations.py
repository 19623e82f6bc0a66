"""What a team declares for its letters: a figure, a table and a listing of its own, each of one provider's rows; and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.errors import LayoutError
from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.figures.letters import Addressee
from boardpaper.workspace import Workspace

from .conftest import HEAD, measured

OWN = """
paper = "letter"

[[figure]]
key = "own.checks"
title = "Checks outstanding"
return = "dbs"
value = "sum(outstanding)"
latest = "all"
absent = "none returned"

[[listing]]
key = "own.groups"
title = "Staff groups"
return = "dbs"
order = "f.required DESC"
rests_on = "own.checks"
empty = "No group has a check outstanding."
where = "outstanding > 0"
column = [{ name = "group", heading = "Group", value = "staff_group" }, { name = "open", heading = "Open", value = "outstanding", unit = "count" }]
"""
DBS = "Staff group,Required,In date,Outstanding,In progress\n"


@pytest.fixture
def addressees(empty_workspace: Path) -> Callable[..., dict[str, Addressee]]:
    def make(declared: str, *returns: tuple[str, str, str]) -> dict[str, Addressee]:
        (empty_workspace / "figures").mkdir(exist_ok=True)
        (empty_workspace / "figures" / "own.toml").write_text(declared, encoding="utf-8")
        for number, (provider, period, table) in enumerate(returns):
            text = HEAD.format(provider=provider, period=period) + table
            (empty_workspace / "returns" / f"{number}.csv").write_text(text, encoding="utf-8")
        assert ingest(Workspace(empty_workspace)).all_in
        return {addressee.code: addressee for addressee in measured(empty_workspace).each}

    return make


def _rows(addressee: Addressee, key: str) -> list[list[str]]:
    catalogue = addressee.catalogue
    return [[catalogue.figures[cell.strip("{} ")].text for cell in row] for row in catalogue.tables[key].rows]


def test_figures_of_each_provider_s_own_rows(addressees: Callable[..., dict[str, Addressee]]) -> None:
    found = addressees(
        OWN,
        ("Northmoor FT", "February 2019", f"{DBS}Nurses,20,19,1,0\n"),
        ("Northmoor FT", "January 2019", f"{DBS}Nurses,20,10,10,0\n"),
        ("Lakeview", "March 2019", f"{DBS}Nurses,20,15,5,0\nDoctors,30,26,4,0\nPorters,9,9,0,0\n"),
    )
    texts = {code: addressee.catalogue.figures["own.checks"].text for code, addressee in found.items()}
    assert (texts["XA1"], texts["XA6"], texts["XA3"]) == ("1", "9", "none returned")
    assert _rows(found["XA6"], "own.groups") == [["Doctors", "4"], ["Nurses", "5"]]
    assert list(found["XA6"].catalogue.figures)[-4:] == [
        "own.groups.doctors.group",
        "own.groups.nurses.group",
        "own.groups.doctors.open",
        "own.groups.nurses.open",
    ]
    assert [cell.cell for cell in found["XA6"].catalogue.figures["own.groups.doctors.open"].cells] == ["D6"]


def test_records_of_one_name_are_each_their_own(addressees: Callable[..., dict[str, Addressee]]) -> None:
    found = addressees(OWN, ("Lakeview", "March 2019", f"{DBS}Nurses,20,15,5,0\nNurses,30,26,4,0\n,9,8,1,0\n"))
    assert _rows(found["XA6"], "own.groups") == [["Nurses", "4"], ["Nurses", "5"], ["not measured", "1"]]


def test_why_a_table_has_no_rows(addressees: Callable[..., dict[str, Addressee]]) -> None:
    found = addressees(OWN, ("Lakeview", "March 2019", f"{DBS}Nurses,20,20,0,0\n"))
    tables = {code: found[code].catalogue.tables["own.groups"] for code in ("XA6", "XA3")}
    assert [(table.rows, table.empty) for table in tables.values()] == [((), "No group has a check outstanding."), ((), None)]


def test_what_was_returned_is_no_place(addressees: Callable[..., dict[str, Addressee]]) -> None:
    declared = OWN + (
        '[[figure]]\nkey = "own.{staff_group}.due"\ntitle = "{staff_group}"\nreturn = "dbs"\nvalue = "sum(required)"\n'
        '[[table]]\nkey = "own.due"\ntitle = "Due"\nheadings = ["Group", "Due"]\nover = "own.{staff_group}.due"\n'
        'each = ["{staff_group.label}", "{{ own.{staff_group}.due }}"]\n'
    )
    found = addressees(declared, ("Lakeview", "March 2019", f"{DBS}{{{{ report.title }}}},20,19,1,0\n"))
    assert found["XA6"].catalogue.tables["own.due"].rows == (("{ { report.title }}", "{{ own.report_title.due }}"),)


def test_a_table_that_rests_on_no_figure(addressees: Callable[..., dict[str, Addressee]]) -> None:
    with pytest.raises(LayoutError, match=r"the table 'own.groups': it rests on 'own.check', which is no figure: correct its 'rests_on'."):
        addressees(OWN.replace('rests_on = "own.checks"', 'rests_on = "own.check"'))


def test_a_paper_that_there_is_not(addressees: Callable[..., dict[str, Addressee]]) -> None:
    with pytest.raises(LayoutError, match=r"figures/own.toml, paper: it must be 'board' or 'letter'."):
        addressees(OWN.replace('"letter"', '"leaflet"'))
