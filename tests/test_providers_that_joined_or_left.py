"""Of a provider that joined or left, returns are expected for the periods that ended while it was there: in the chase list and behind figures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.errors import SettingsError
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader, writer
from boardpaper.warehouse.expected import check_expectations
from boardpaper.warehouse.figures.letters import letters_on_offer
from boardpaper.warehouse.sources import load_providers
from boardpaper.warehouse.status import read_status
from boardpaper.workspace import Workspace

MONTHS = [f"2018-{number:02}" for number in range(4, 13)] + ["2019-01", "2019-02", "2019-03"]


def _say(folder: Path, tenure: str) -> Workspace:
    path = folder / "boardpaper.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[joined_or_left]\n{tenure}\n", encoding="utf-8")
    return Workspace(folder)


def _opened(workspace: Workspace) -> Workspace:
    with writer(workspace.warehouse, load_layouts()) as connection:
        connection.execute("BEGIN")
        load_providers(connection, workspace.providers)
        connection.execute("COMMIT")
    return workspace


@pytest.mark.parametrize(
    ("tenure", "months", "audits"),
    [
        ("", MONTHS, 1),
        ("XA1 = { until = 2019-01-31 }", MONTHS, 1),
        ("XA4 = { until = 2019-01-31 }", MONTHS[:10], 0),
        ("XA4 = { until = 2019-01-30 }", MONTHS[:9], 0),
        ("XA4 = { from = 2019-01-31 }", MONTHS[9:], 1),
        ("XA4 = { from = 2018-10-01, until = 2018-12-31 }", MONTHS[6:9], 0),
        ("XA4 = { from = 2020-01-01 }", [], 0),
    ],
)
def test_what_is_awaited(empty_workspace: Path, tenure: str, months: list[str], audits: int) -> None:
    workspace = _opened(_say(empty_workspace, tenure))
    with reader(workspace.warehouse) as connection:
        missing = read_status(connection, workspace.settings, None).missing
    theirs = [(late.return_name, late.period.start.isoformat()[:7]) for late in missing if late.code == "XA4"]
    assert [month for name, month in theirs if name == "training"] == months
    assert len([name for name, _ in theirs if name == "provider_audit"]) == audits
    assert len([late for late in missing if late.code == "XA2"]) == len(MONTHS) + 1


def test_what_a_figure_rests_on(empty_workspace: Path) -> None:
    expected = []
    for tenure in ("", "XA4 = { until = 2019-02-28 }"):
        workspace = _opened(_say(empty_workspace, tenure) if tenure else Workspace(empty_workspace))
        with reader(workspace.warehouse) as connection:
            expected.append(measure_all(connection, workspace, load_layouts()).figures["training_providers.prevent_l3.percent"].expected)
    assert expected[0] is not None
    assert expected == [expected[0], expected[0] - 1]


@pytest.mark.parametrize(("tenure", "is_written_to"), [("XA4 = { until = 2018-04-01 }", True), ("XA4 = { until = 2018-03-31 }", False)])
def test_one_that_was_not_there_gets_no_letter(empty_workspace: Path, tenure: str, is_written_to: bool) -> None:
    workspace = _opened(_say(empty_workspace, tenure))
    with reader(workspace.warehouse) as connection, letters_on_offer(connection, workspace, load_layouts()) as addressees:
        assert ("XA4" in [each.code for each in addressees.each]) == is_written_to


@pytest.mark.parametrize(
    ("tenure", "message"),
    [
        ("XA9 = { until = 2019-01-31 }", "boardpaper.toml: joined_or_left.XA9 is no code of providers.csv."),
        ("XA4 = { until = 2018-01-31, from = 2018-02-01 }", "the key 'joined_or_left.XA4' cannot be "),
        ('XA4 = { until = "January" }', "the key 'joined_or_left.XA4.until' cannot be 'January' (it is no date: write it as 2019-03-31"),
        ("XA4 = { til = 2019-01-31 }", "the key 'joined_or_left.XA4.til' is not known."),
    ],
)
def test_what_cannot_be(empty_workspace: Path, tenure: str, message: str) -> None:
    workspace = _say(empty_workspace, tenure)
    with pytest.raises(SettingsError) as caught:
        check_expectations(workspace.settings, load_layouts(), workspace.providers)
    assert message in str(caught.value)


def test_it_goes_on_into_next_year(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., tuple[int, str]]) -> None:
    tenure = _say(empty_workspace, "XA4 = { from = 2018-10-01, until = 2019-01-31 }").settings.joined_or_left
    (empty_workspace / "narrative").mkdir()
    later = tmp_path_factory.mktemp("next") / "year"
    assert run(empty_workspace, "init", str(later), "--from", str(empty_workspace))[0] == 0
    assert Workspace(later).settings.joined_or_left == tenure
