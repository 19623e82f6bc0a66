"""What a figure is compared with: the return before the latest, or the same a year earlier, and only beside the figure itself."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Figure
from boardpaper.workspace import Workspace

TRAINING = "Organisation,{who}\nReporting period,{when}\n\nSubject,Level,Required,Compliant\n{rows}\n"
OWN, ONE, OTHER = "NHS Stockport CCG", "Northmoor FT", "Moorside"


def _measure(folder: Path, *returned: tuple[str, str, str], settings: str = "") -> dict[str, Figure]:
    path = folder / "boardpaper.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("\n[expected]")[0] + settings, encoding="utf-8")
    for number, (who, when, rows) in enumerate(returned):
        (folder / "returns" / f"{number}.csv").write_text(TRAINING.format(who=who, when=when, rows=rows), encoding="utf-8")
    workspace = Workspace(folder)
    assert ingest(workspace).all_in
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts()).figures


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        (
            [(OWN, "January 2019", "MCA,,10,5"), (OWN, "February 2019", "MCA,,10,6"), (OWN, "March 2019", "MCA,,10,7")],
            ("70.0%", "60.0%", "February 2019"),
        ),
        ([(OWN, "December 2018", "MCA,,10,6"), (OWN, "March 2019", "MCA,,10,7")], ("70.0%", "60.0%", "December 2018")),
        ([(OWN, "March 2018", "MCA,,10,6"), (OWN, "April 2018", "MCA,,10,7")], ("70.0%", "60.0%", "March 2018")),
        ([(OWN, "March 2019", "MCA,,10,7")], ("70.0%", "not measured", "")),
        ([(OWN, "March 2018", "MCA,,10,6")], ("not measured", "not measured", "")),
        ([(OWN, "February 2019", "MCA,,10,6"), (OWN, "March 2019", "Prevent Basic,,10,7")], ("not measured", "not measured", "")),
        ([(OWN, "March 2019", "MCA,,10,7"), (OWN, "April 2019", "MCA,,10,9")], ("70.0%", "not measured", "")),
        ([(ONE, "February 2019", "MCA,,10,6"), (OWN, "March 2019", "MCA,,10,7")], ("70.0%", "not measured", "")),
    ],
    ids=["the last but one", "a gap", "the year before", "no other", "no latest", "another subject", "one to come", "another's"],
)
def test_the_return_before_the_latest(empty_workspace: Path, returned: list[tuple[str, str, str]], expected: tuple[str, str, str]) -> None:
    figures = _measure(empty_workspace, *returned)
    now, before, change = (figures[f"training.mental_capacity_act.percent{part}"] for part in ("", ".previous", ".change"))
    words = f"up from {expected[1]} in {expected[2]}" if expected[2] else "not measured before" if now.value is not None else "not measured"
    assert (now.text, before.text, change.text) == (*expected[:2], words)
    assert [len(figure.cells) for figure in (before, change)] == ([2, 4] if expected[2] else [0, len(now.cells)])


def test_of_each_provider_its_own(empty_workspace: Path) -> None:
    returned = [
        (ONE, "January 2019", "MCA,,10,5"),
        (ONE, "March 2019", "MCA,,10,7"),
        (OTHER, "October 2018", "MCA,,10,9"),
        (OTHER, "January 2019", "MCA,,10,8"),
    ]
    figures = _measure(empty_workspace, *returned)
    assert figures["training_by_provider.xa1.mental_capacity_act.change"].text == "up from 50.0% in January 2019"
    assert figures["training_by_provider.xa4.mental_capacity_act.change"].text == "down from 90.0% in October 2018"


def test_a_year_earlier(empty_workspace: Path) -> None:
    text = "Organisation,Stockport Council\nReporting period,{}\n\nDeaths notified,Deaths reviewed\n{}\n"
    for number, (when, counts) in enumerate((("Q1 2017/18", "3,1"), ("Q2 2017/18", "4,2"), ("Q1 2018/19", "9,2"), ("Q1 2016/17", "50,50"))):
        (empty_workspace / "returns" / f"deaths{number}.csv").write_text(text.format(when, counts), encoding="utf-8")
    figures = _measure(empty_workspace, settings='\n[expected]\nchild_death = { from = ["XB1"], every = "quarter", days = 9 }\n')
    assert figures["child_death.notified.change"].text == "up from 7 at 30 September 2017"
    assert (figures["child_death.notified.previous"].expected, figures["child_death.notified.previous"].received) == (4, 2)
    assert "2 of 4 expected returns of child death overview are not in: XB1 Q3 2017/18, XB1 Q4 2017/18" in [
        doubt.says for doubt in figures["child_death.notified.change"].doubts
    ]


def test_what_may_not_count_the_same_is_said(empty_workspace: Path) -> None:
    figures = _measure(empty_workspace, (OWN, "February 2019", "MCA,1,10,6"), (OWN, "March 2019", "MCA,1,10,6\nMCA,2,10,8"))
    change = figures["training.mental_capacity_act.percent.change"]
    assert [(doubt.kind, doubt.says, doubt.is_open) for doubt in change.doubts] == [
        ("unlike", "the change is between 1 row then and 2 rows now, which may not count the same", False)
    ]


def test_what_is_left_out_of_the_earlier_one_is_said(empty_workspace: Path) -> None:
    figures = _measure(empty_workspace, (OWN, "February 2019", "MCA,1,10,6\nMCA,2,10,12"), (OWN, "March 2019", "MCA,1,10,7"))
    assert figures["training.mental_capacity_act.percent"].doubts == ()
    says = "0.csv: more staff compliant than required, so left out (row 6)"
    assert [doubt.says for doubt in figures["training.mental_capacity_act.percent.change"].doubts] == [says]
    assert figures["training.mental_capacity_act.percent.change"].text == "up from 60.0% in February 2019"


@pytest.mark.parametrize("name", ["safegaurding_adults", "training"])
def test_a_target_of_no_figure_is_refused(empty_workspace: Path, run, name: str) -> None:
    path = empty_workspace / "boardpaper.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nsafeguarding_adults = [", f"\n{name} = ["), encoding="utf-8")
    ingest(Workspace(empty_workspace))
    code, said = run(empty_workspace, "figures")
    assert (code, said.startswith(f"boardpaper: boardpaper.toml: by targets.{name} no figure is judged."), "\n" in said.strip()) == (
        2,
        True,
        False,
    ), said
    assert "dbs" in said
