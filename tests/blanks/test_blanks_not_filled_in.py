"""A blank that comes back as it went out, or without saying who sent it, is held with a reason that says so."""

from pathlib import Path

import pytest

from boardpaper.blanks.blank import Blank
from boardpaper.blanks.make import draw_blank
from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.workspace import Workspace

LAYOUTS = load_layouts()


def _outcome(folder: Path, data: bytes) -> tuple[str, str]:
    (folder / "returns" / "back.xlsx").write_bytes(data)
    (outcome,) = ingest(Workspace(folder)).outcomes
    return outcome.status, outcome.reason.partition(":")[0]


@pytest.mark.parametrize("name", LAYOUTS)
def test_as_it_went_out(empty_workspace: Path, blank_of, name: str) -> None:
    layout = LAYOUTS[name]
    reason = "no_answers" if layout.form else "no_records" if blank_of(layout).prepared else "no_rows"
    assert _outcome(empty_workspace, draw_blank(blank_of(layout))) == ("held", reason)


@pytest.mark.parametrize("name", LAYOUTS)
def test_saved_by_a_spreadsheet_program_as_it_went_out(empty_workspace: Path, blank_of, opened: Path, name: str) -> None:
    layout = LAYOUTS[name]
    reason = "no_answers" if layout.form else "no_records" if blank_of(layout).prepared else "no_rows"
    assert _outcome(empty_workspace, (opened / f"{name}.xlsx").read_bytes()) == ("held", reason)


@pytest.fixture(scope="module")
def opened(blank_of, recalculated) -> Path:
    return recalculated({f"{name}.xlsx": draw_blank(blank_of(layout)) for name, layout in LAYOUTS.items()})


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_an_organisation_none_is_taken_from_the_list_of_names(empty_workspace: Path, filler, blank_of, name: str) -> None:
    blank = Blank(LAYOUTS[name], None, Workspace(empty_workspace).providers, blank_of(LAYOUTS[name]).period, 10)
    assert _outcome(empty_workspace, filler(LAYOUTS[name], 1).fill(blank).bytes()) == ("held", "no_provider")


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_a_period_none_is_taken_from_the_examples(empty_workspace: Path, filler, blank_of, name: str) -> None:
    blank = Blank(LAYOUTS[name], blank_of(LAYOUTS[name]).provider, (), None, 10)
    assert _outcome(empty_workspace, filler(LAYOUTS[name], 1).fill(blank).bytes()) == ("held", "no_period")
