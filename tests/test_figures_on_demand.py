"""A figure is measured when it is first asked for: alone, and in whatever order, it is what it is among all others."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly import paper
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures import on_offer
from boardpaper.warehouse.figures.measure import Measure
from boardpaper.warehouse.figures.on_demand import OnDemand
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]
WRONG = """
[[figure]]
key = "own.wrong"
title = "Wrong"
return = "training"
value = "sum(required) +"
"""


def test_in_any_order_as_all_together(ingested: Path) -> None:
    workspace = Workspace(ingested)
    whole = measure(workspace)
    for seed in range(3):
        keys = list(whole.figures)
        random.Random(seed).shuffle(keys)
        with reader(workspace.warehouse) as connection, on_offer(connection, workspace, load_layouts()) as catalogue:
            assert list(catalogue.figures) == list(whole.figures)
            blocks = {key: catalogue.tables[key] for key in list(catalogue.tables)[:: seed + 1]} | dict(catalogue.charts)
            assert [catalogue.figures[key] for key in keys] == [whole.figures[key] for key in keys]
            assert blocks == {key: (whole.tables | whole.charts)[key] for key in blocks}
    assert {key: figure.key for key, figure in whole.figures.items()} == {key: key for key in whole.figures}


def test_a_paper_measures_what_it_names(ingested: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(ingested, tmp_path / "sample")
    monkeypatch.setattr(paper, "soffice", lambda: None)
    one, measured = Measure._measure, []
    monkeypatch.setattr(Measure, "_measure", lambda self, declaration: measured.append(declaration.key) or one(self, declaration))
    assert run(folder, "trace", "dbs.required")[0] == 0
    assert measured == ["dbs.required"]
    measured.clear()
    assert run(folder, "assemble")[0] == 0
    assert ("dbs.required" in measured, "training_event_by_audience.{audience}.events" in measured) == (True, False)
    assert len(measured) == len(set(measured))


def test_what_is_wrong_is_told_where_it_is_named(ingested: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(ingested, tmp_path / "sample")
    monkeypatch.setattr(paper, "soffice", lambda: None)
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "own.toml").write_text(WRONG, encoding="utf-8")
    code, said = run(folder, "figures")
    assert (code, "figure 'own.wrong' cannot be measured" in said, "correct its SQL" in said) == (2, True, True)
    assert run(folder, "assemble")[0] == 0
    chapter = next((folder / "narrative").glob("*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n\nOf all, {{ own.wrong }} are wrong.\n", encoding="utf-8")
    code, said = run(folder, "assemble")
    assert (code, "figure 'own.wrong' cannot be measured" in said) == (2, True)


def test_each_value_is_made_once() -> None:
    made: list[str] = []
    held = OnDemand(["b", "a"], lambda key: made.append(key) or key.upper())
    assert (list(held), len(held), "a" in held, "c" in held, held.get("c"), made) == (["b", "a"], 2, True, False, None, [])
    assert (held["a"], held["a"], dict(held), made) == ("A", "A", {"b": "B", "a": "A"}, ["a", "b"])
    with pytest.raises(KeyError):
        held["c"]
