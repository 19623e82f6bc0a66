"""Whatever stands in a TOML file, it is taken or the fault is told at the place that is at fault."""

import copy
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

import boardpaper
from boardpaper.layouts import Layout
from boardpaper.toml_tables import Keys, Misfit, Table, at, fitted
from boardpaper.warehouse.figures.declare import Declarations
from boardpaper.workspace import Settings

ROOT = Path(boardpaper.__file__).parent
FILES = {
    "settings": (ROOT / "sample" / "boardpaper.toml", Settings),
    "layout": (ROOT / "layouts" / "training.toml", Layout),
    **{name: (ROOT / "warehouse" / "figures" / f"{name}.toml", Declarations) for name in ("looked_after_children", "letter", "team")},
}
ODD = st.one_of(
    st.sampled_from(["", "{{ x }}", "a b", -1, 0, 2.5, True, [], {}, [1], [[]], {"x": 1}, [{"x": {}}], date(2019, 4, 1), datetime(2019, 4, 1, 9)]),
    st.text(st.characters(codec="utf-8", exclude_characters="`"), max_size=3),  # a fault may quote what was typed
)


@cache
def _declared(name: str) -> dict[str, Any]:
    return tomli.loads(FILES[name][0].read_text(encoding="utf-8"))


def _ways(data: Any, *way: int | str) -> list[Keys]:
    """Every way into what a file holds."""
    inner = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else [])
    return [(*way, key) for key, _ in inner] + [longer for key, value in inner for longer in _ways(value, *way, key)]


def _changed(data: dict[str, Any], way: Keys, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    at(changed, *way[:-1])[way[-1]] = value
    return changed


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None)
@given(draw=st.data())
def test_a_value_of_another_kind_is_told_where_it_stands(name: str, draw: st.DataObject) -> None:
    data, form = _declared(name), FILES[name][1]
    way = draw.draw(st.sampled_from(_ways(data)))
    try:
        assert isinstance(fitted(_changed(data, way, draw.draw(ODD)), form), Table)
    except Misfit as fault:
        shared = min(len(fault.keys), len(way))
        # within what was changed, or, where two keys do not go together, in the table that holds both, or at what names a field by its old name
        assert fault.keys[:shared] == way[:shared] or (way[-1] == "name" and at(data, *way) in at(data, *fault.keys))
        assert not any(word in fault.reason for word in ("`", "Expected", "Invalid"))


@pytest.mark.parametrize("key", ["across", "record_key"])
def test_a_field_that_is_named_elsewhere_is_told_there(key: str) -> None:
    data = _declared("layout")
    name = data[key][0]
    fields = [{**each, "name": "other"} if each["name"] == name else each for each in data["field"]]
    with pytest.raises(Misfit) as told:
        fitted({**data, "field": fields, key: [name], **{other: [] for other in ("across", "record_key") if other != key}}, Layout)
    assert told.value.keys == (key,)


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None)
@given(draw=st.data())
def test_a_key_too_many_is_told_with_those_that_are_known(name: str, draw: st.DataObject) -> None:
    data, form = _declared(name), FILES[name][1]
    try:
        fitted(_changed(data, (*draw.draw(st.sampled_from([way for way in _ways(data) if isinstance(at(data, *way), dict)])), "zz"), "x"), form)
    except Misfit as fault:
        assert fault.keys[-1] == "zz"
        assert fault.known or "it is no" in fault.reason
