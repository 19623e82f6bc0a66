"""The published figures of 2018/19 come out as published, each with the cells behind it."""

from pathlib import Path

from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.model import Catalogue, Doubt
from boardpaper.workspace import Workspace

PUBLISHED = {
    "training.safeguarding_adults.percent": "87.79%",
    "training.safeguarding_children.percent": "88.55%",
    "training.mental_capacity_act.percent": "96.3%",
    "training.prevent_basic.percent": "87.02%",
    "training.prevent_l3.percent": "85.7%",
    "looked_after_children.own.previous": "363",
    "looked_after_children.own.snapshot": "355",
    "looked_after_children.own.flow": "585",
    "looked_after_children.placed_in_area.previous": "445",
    "looked_after_children.placed_in_area.snapshot": "470",
    "looked_after_children.placed_in_area.flow": "700",
    "training_event.drugs_and_alcohol.attended": "151",
    "training_event.young_carers.attended": "149",
    "training_event.special_educational_needs_and_disability.attended": "95",
    "training_event.awareness_session.attended": "60",
    "rapid_review.notified": "10",
    "rapid_review.reviewed": "10",
    "rapid_review.full_review": "2",
    "adult_review.referrals": "9",
    "adult_review.domestic_homicide_review": "1",
    "adult_review.single_agency_learning": "1",
    "leder.completed": "19",
    "conference_report.autumn.percent": "34.1%",
    "conference_report.following_summer.percent": "61.5%",
}


def _measure(folder: Path) -> Catalogue:
    workspace = Workspace(folder)
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts())


def test_the_published_figures(ingested: Path) -> None:
    figures = _measure(ingested).figures
    assert {key: figures[key].text for key in PUBLISHED} == PUBLISHED


def test_a_figure_knows_its_cells(ingested: Path) -> None:
    cells = _measure(ingested).figures["looked_after_children.own.snapshot"].cells
    assert [(cell.filename, cell.sheet, cell.cell, cell.value) for cell in cells] == [("LAC numbers Mar-19.xlsx", "Return", "B7", 355)]


def test_a_row_that_cannot_be_right_is_left_out_and_said(ingested: Path) -> None:
    figure = _measure(ingested).figures["training_by_provider.xa6.safeguarding_adults"]
    assert (figure.text, figure.doubts) == (
        "not measured",
        (Doubt("left out", "Lakeview training.xlsx: more staff compliant than required, so left out (Training row 8)"),),
    )


def test_an_older_return_in_a_figure_is_said(ingested: Path) -> None:
    assert "the latest of XA1 is to 31 January 2019" in [doubt.says for doubt in _measure(ingested).figures["dbs.outstanding"].doubts]


def test_another_year_shows_nothing_of_this_one(ingested: Path, tmp_path: Path) -> None:
    for name in ("boardpaper.toml", "providers.csv", "warehouse.db"):
        (tmp_path / name).write_bytes((ingested / name).read_bytes())
    settings = (tmp_path / "boardpaper.toml").read_text(encoding="utf-8").replace('period = "2018/19"', 'period = "2019/20"')
    (tmp_path / "boardpaper.toml").write_text(settings, encoding="utf-8")
    figures = _measure(tmp_path).figures
    assert {figure.text for key, figure in figures.items() if not key.endswith(".target")} == {"not measured"}
    assert set(PUBLISHED) <= set(figures)
    later = settings.replace("as_at = 2019-03-31", "as_at = 2020-03-31")
    (tmp_path / "boardpaper.toml").write_text(later, encoding="utf-8")
    measured = {figure.key for figure in _measure(tmp_path).figures.values() if figure.value is not None and not figure.key.endswith(".target")}
    assert {key for key in measured if not key.startswith("conference_report.")} == set()
    assert "conference_report.autumn.percent" not in measured  # the one return of the later year is that of its summer
