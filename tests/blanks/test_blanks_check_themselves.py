"""The Check column of a blank asks about the rows that break a rule, and about no other; LibreOffice computes it."""

import re

import pytest
from openpyxl import load_workbook

from boardpaper.blanks.condition import in_excel
from boardpaper.layouts import load_layouts

LAYOUTS = {name: layout for name, layout in load_layouts().items() if layout.rule}
BEYOND_EXCEL = {"percent_differs", "notified_late", "reviewed_late"}  # of a percentage that the form computes itself, or in working days


@pytest.fixture(scope="module")
def checked(filler, blank_of, recalculated) -> dict[str, list[tuple[str, list[str]]]]:
    """For each record, by return: what the Check column says of it, and the rules that it breaks."""
    seeds = {name: range(9) if layout.form or blank_of(layout).prepared else (9,) for name, layout in LAYOUTS.items()}
    fill = {(name, seed): filler(LAYOUTS[name], seed, rightly=False, formulas=True) for name, of in seeds.items() for seed in of}
    books = {key: each.fill(blank_of(LAYOUTS[key[0]], 120)) for key, each in fill.items()}
    saved = recalculated({f"{name} {seed}.xlsx": book.bytes() for (name, seed), book in books.items()})
    found: dict[str, list[tuple[str, list[str]]]] = {name: [] for name in LAYOUTS}
    for (name, seed), filled in books.items():
        sheet = load_workbook(saved / f"{name} {seed}.xlsx", data_only=True)["Return"]
        for number, codes in filled.broken.items():
            span = range(number, number + (len(LAYOUTS[name].field) if LAYOUTS[name].form else 1))
            found[name].append((" ".join(filter(None, (sheet.cell(row, filled.check_column).value for row in span))), codes))
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_says_what_the_rules_ask(checked: dict, name: str) -> None:
    layout = LAYOUTS[name]
    rules = {
        rule.code: f"{rule.found[:1].upper()}{rule.found[1:]}."
        for rule in layout.rule
        if not layout.fields[rule.at].share and rule.code not in BEYOND_EXCEL
    }
    for said, codes in checked[name]:
        assert sorted(re.findall(r"[^ .][^.]*\.", said)) == sorted(rules[code] for code in codes if code in rules)
    assert {code for _, codes in checked[name] for code in codes} >= rules.keys()


def test_every_rule_of_ours_has_its_like_in_excel() -> None:
    cells = {name: {field.name: f"A{number}" for number, field in enumerate(layout.field, start=1)} for name, layout in LAYOUTS.items()}
    rules = [(layout, rule) for layout in LAYOUTS.values() for rule in layout.rule]
    assert {rule.code for layout, rule in rules if in_excel(rule.when, layout.fields, cells[layout.name]) is None} == BEYOND_EXCEL


@pytest.mark.parametrize(
    "when",
    [
        "required / 2 > 1",
        "julianday(required) > 1",
        "staff_group < 'b'",
        "required >",
        "(required > 1",
        "other = 1",
        "required = '1'",
        "required ~ 1",
    ],
)
def test_a_condition_that_excel_would_read_otherwise_is_left_to_the_ingest(when: str) -> None:
    layout = LAYOUTS["dbs"]
    assert in_excel(when, layout.fields, {field.name: "A1" for field in layout.field}) is None
