"""A fault in a team's own layout is told by file, by the field's or the rule's own name, and with its cure."""

from pathlib import Path

import pytest

from boardpaper.errors import LayoutError
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.catalogue import load_catalogue, our_codes
from boardpaper.warehouse.connection import writer
from boardpaper.warehouse.rules import check_rules

VISITS = """
name = "visits"
title = "Visits"
about = "Visits made."
usual_period = "month"
record_key = ["ward"]

[[field]]
name = "ward"
type = "text"
headings = ["Ward"]

[[field]]
name = "visits"
type = "count"
headings = ["Visits"]

[[rule]]
code = "many_visits"
when = "visits > 100"
at = "visits"
found = "more visits than days"
expected = "at most 100"
cure = "Please check it."
"""


def _load(folder: Path, changed: str, to: str) -> dict:
    (folder / "layouts").mkdir(exist_ok=True)
    assert changed in VISITS
    (folder / "layouts" / "visits.toml").write_text(VISITS.replace(changed, to), encoding="utf-8")
    return load_layouts(folder / "layouts")


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ('headings = ["Visits"]', "headings = []", "field `visits`, headings: it is empty: write at least one."),
        ('headings = ["Visits"]', 'headings = "Visits"', 'field `visits`, headings: it is no list: write it as ["...", "..."].'),
        ('headings = ["Visits"]', "headings = [3]", "field `visits`, headings number 1: it is no text: put it between quotation marks."),
        ('headings = ["Visits"]', "", "field `visits`, headings: this key is not there: add it."),
        (
            'headings = ["Ward"]',
            'headings = ["Ward"]\nheding = "x"',
            "field `ward`, heding: there is no such key. Did you mean 'headings' or 'within'?",
        ),
        ('name = "visits"\ntype', "type", "field number 2, name: this key is not there: add it."),
        ('at = "visits"', 'at = "visit"', "rule `many_visits`, at: it names the field 'visit', which is none of those defined: ward, visits."),
        (
            'at = "visits"',
            'at = "visits"\nlacks = ["wards"]',
            "rule `many_visits`, lacks: it names the field 'wards', which is none of those defined: ward, visits.",
        ),
        ('record_key = ["ward"]', 'record_key = ["x"]', "record_key: it names the field 'x', which is none of those defined: ward, visits."),
        (
            'type = "count"',
            'type = "count"\nwithin = "due"',
            "field `visits`, within: it names the field 'due', which is none of those defined: ward, visits.",
        ),
        ('at = "visits"', "at = 3", "rule `many_visits`, at: it is no text: put it between quotation marks."),
        ('title = "Visits"', "", "title: this key is not there: add it."),
    ],
)
def test_the_field_is_named(tmp_path: Path, changed: str, to: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        _load(tmp_path, changed, to)
    assert str(caught.value) == f"layouts/visits.toml, {said} Compare it with a layout of ours."


_AGAIN = VISITS[VISITS.index("[[rule]]") :]


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        (
            'headings = ["Ward"]',
            'headings = ["Ward", "Visits"]',
            "the fields 'ward' and 'visits' both have the heading 'Visits': leave it to one of them.",
        ),
        ('headings = ["Ward"]', 'headings = ["Ward", "??"]', "the field 'ward' has the heading '??', which has no word in it: take it out."),
        (_AGAIN, _AGAIN * 2, "the rule 'many_visits' is defined twice."),
    ],
)
def test_what_could_not_be_told_apart_is_refused(tmp_path: Path, changed: str, to: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        _load(tmp_path, changed, to)
    assert str(caught.value) == f"layouts/visits.toml: {said} Compare it with a layout of ours."


def test_a_file_that_the_editor_saved_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "visits.TOML").write_text(VISITS, encoding="utf-8")
    assert "visits" in load_layouts(folder)
    (folder / "visits.TOML").rename(folder / "visits.toml.txt")
    with pytest.raises(LayoutError) as caught:
        load_layouts(folder)
    assert str(caught.value) == "layouts/visits.toml.txt is not read, as its name must end in .toml alone: rename it to 'visits.toml'."
    (folder / "visits.toml.txt").unlink()
    (folder / "visits.toml").write_text(VISITS.replace('"Visits"', '"Café visits"'), encoding="cp1252")
    with pytest.raises(LayoutError) as caught:
        load_layouts(folder)
    assert str(caught.value) == "layouts/visits.toml is not saved as UTF-8: save it again with that encoding, which the editor offers as it saves."


@pytest.mark.parametrize("code", ["percent_step", "records_missing", "unknown_word"])
def test_a_rule_under_one_of_our_codes_is_refused(tmp_path: Path, code: str) -> None:
    layouts = _load(tmp_path, "many_visits", code)
    with writer(tmp_path / "warehouse.db", layouts) as connection, pytest.raises(LayoutError) as caught:
        check_rules(connection, layouts)
    assert str(caught.value) == f"layouts/visits.toml, rule `{code}`, code: that is the code of a rule of ours: choose another, as own_{code}."


def test_a_rule_under_its_own_code_is_taken(tmp_path: Path) -> None:
    layouts = _load(tmp_path, "many_visits", "many_visits")
    with writer(tmp_path / "warehouse.db", layouts) as connection:
        check_rules(connection, layouts)
    assert [rule.code for rule in layouts["visits"].rule] == ["many_visits"]


def test_our_codes_are_those_of_the_catalogue() -> None:
    assert our_codes() == set(load_catalogue())
