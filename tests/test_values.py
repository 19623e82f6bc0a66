"""One cell to one typed value: what was meant, what was tidied, what must be asked."""

from datetime import datetime

import pytest

from boardpaper.etl.percent_forms import Form
from boardpaper.etl.values import Look, convert
from boardpaper.layouts import load_layouts

TRAINING = load_layouts()["training"].fields
AUDIT = load_layouts()["provider_audit"].fields
PREVENT = load_layouts()["prevent"].fields
TEAM = load_layouts()["team"].fields
ASSURANCE = load_layouts()["assurance"].fields


def _read(raw: object, field: object, **look: object) -> tuple:
    typed = convert(raw, field, Look(**look))  # type: ignore[arg-type]
    return (typed.value, typed.state, typed.qualifier) if typed else ("blank",)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (12.0, (12, "given", None)),
        (0, (0, "given", None)),
        ("1,946", (1946, "given", None)),
        ("1 946", (1946, "given", None)),
        ("1\u00a0234\u00a0567", (1234567, "given", None)),
        ("1\u2009946*", (1946, "given", None)),
        ("19 46", (None, "missing", None)),
        ("40 staff", (40, "given", None)),
        ("over 40 staff", (40, "given", "at_least")),
        ("40 (agency)", (None, "missing", None)),
        ("40 leavers", (None, "missing", None)),
        ("N/A - no beds", (None, "not_applicable", None)),
        ("Nil (none reported)", (0, "nil", None)),
        ("TBC: awaiting HR", (None, "pending", None)),
        ("12*", (12, "given", None)),
        ("Nil", (0, "nil", None)),
        ("None", (0, "nil", None)),
        ("nil return", (0, "nil", None)),
        ("N/A", (None, "not_applicable", None)),
        ("n.a.", (None, "not_applicable", None)),
        ("-", (None, "missing", None)),
        ("?", (None, "missing", None)),
        ("TBC", (None, "pending", None)),
        ("awaiting data", (None, "pending", None)),
        ("*", (None, "suppressed", None)),
        ("<5", (None, "suppressed", None)),
        ("c", (None, "suppressed", None)),
        ("over 100", (100, "given", "at_least")),
        ("c. 60", (60, "given", "about")),
        ("60+", (60, "given", "at_least")),
        ("1,200 or more", (1200, "given", "at_least")),
        ("10 or fewer", (10, "given", "at_most")),
        ("95 (approx)", (95, "given", "about")),
        ("see notes", (None, "missing", None)),
        (-3, (None, "missing", None)),
        (2.5, (None, "missing", None)),
        ("", ("blank",)),
        ("   ", ("blank",)),
    ],
)
def test_a_count(raw: object, expected: tuple) -> None:
    assert _read(raw, TRAINING["required"]) == expected


@pytest.mark.parametrize(
    ("raw", "look", "expected"),
    [
        ("87.79%", {}, (0.8779, "given", None)),
        ("88.55%*", {}, (0.8855, "given", None)),
        (">85%", {}, (0.85, "given", "above")),
        ("85%+", {}, (0.85, "given", "at_least")),
        (0.8779, {"percent_decimals": 2}, (0.8779, "given", None)),
        (87.79, {"form": Form.PERCENT}, (0.8779, "given", None)),
        (0.8779, {}, (0.8779, "given", None)),
        ("110%", {}, (1.1, "given", None)),
        ("n/a", {}, (None, "not_applicable", None)),
        ("good", {}, (None, "missing", None)),
    ],
)
def test_a_percentage(raw: object, look: dict, expected: tuple) -> None:
    assert _read(raw, TRAINING["percent"], **look) == expected


@pytest.mark.parametrize(
    ("raw", "form", "code"),
    [("110%", None, "percent_above_one"), (1.1, None, "percent_above_one"), (100, Form.PERCENT, None), ("100%", None, None)],
)
@pytest.mark.parametrize("name", ["percent", "target"])
def test_a_percentage_above_100_is_asked_about_whatever_it_is_of(name: str, raw: object, form: Form | None, code: str | None) -> None:
    typed = convert(raw, TRAINING[name], Look(form=form))  # type: ignore[arg-type]
    assert typed and typed.code == code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Green", "met"),
        ("g", "met"),
        (3.0, "met"),
        ("Fully met", "met"),
        ("AMBER", "partial"),
        (1, "partial"),
        ("Working towards", "partial"),
        ("R", "not_met"),
        (0, "not_met"),
        ("Non-compliant", "not_met"),
        ("Grey", "not_applicable"),
        ("N/A", "not_applicable"),
        ("splendid", None),
        ("Green - no concerns", "met"),
        ("Amber (see plan)", "partial"),
        ("2 - partially met", "partial"),
        ("Red: no lead in post", "not_met"),
        ("N/A - not commissioned here", "not_applicable"),
        ("Amber/Green", None),
        ("Green, but not on all wards", None),
        ("Amber - was red last year", None),
        ("R/A/G", None),
        ("Green and growing", None),
    ],
)
def test_a_rating(raw: object, expected: str | None) -> None:
    assert _read(raw, AUDIT["self_rating"])[0] == expected


@pytest.mark.parametrize("raw", ["Grey", "N/A", "not commissioned"])
def test_a_rating_that_does_not_apply_says_so_in_its_state_too(raw: str) -> None:
    assert _read(raw, AUDIT["self_rating"]) == ("not_applicable", "not_applicable", None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Yes - named nurse", "yes"),
        ("No (vacant)", "no"),
        ("Yes, but not on all wards", None),
        ("Yes/No", None),
        ("No longer", None),
    ],
)
def test_an_answer_with_words_beside_it(raw: str, expected: str | None) -> None:
    assert _read(raw, PREVENT["lead_in_post"])[0] == expected


def test_a_cell_shown_as_100_percent_is_no_count_of_1() -> None:
    assert _read(1, TRAINING["compliant"], percent_decimals=0) == (None, "missing", None)


def test_a_number_with_the_unit_that_its_heading_names() -> None:
    assert _read("1 day a week", TEAM["days_a_week"]) == (1.0, "given", None)
    assert _read("0.2wte", TEAM["wte"]) == (0.2, "given", None)
    assert _read("2 days", TEAM["wte"]) == (None, "missing", None)


def test_grey_is_a_word_where_no_rating_belongs() -> None:
    assert _read("Grey", AUDIT["lead"]) == ("Grey", "given", None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (datetime(2019, 3, 31), "2019-03-31"),
        ("31/03/2019", "2019-03-31"),
        ("31st May 2019", "2019-05-31"),
        (43555, "2019-03-31"),
        ("Jun-19", "2019-06-30"),
        ("15/6/19 (revised)", "2019-06-15"),
        ("15/6/19(revised)", "2019-06-15"),
        ("by 15th June 2019, then yearly", "2019-06-15"),
        ("2/7/2018 09:00", "2018-07-02"),
        ("2018-07-02T09:00:00", "2018-07-02"),
        ("15/6/19 (was 1/5/19)", None),
        ("after 15/6/19", None),
        ("by end of June 2019", "2019-06-30"),
        ("before June 2019", None),
        ("06/26/2018", None),
        ("soon", None),
    ],
)
def test_a_due_date(raw: object, expected: str | None) -> None:
    assert _read(raw, AUDIT["due"])[0] == expected


@pytest.mark.parametrize(
    ("raw", "look", "decimals"),
    [
        ("87.80%", {}, 2),
        ("96.3%", {}, 1),
        ("88%", {}, 0),
        (87.8, {"form": Form.PERCENT, "column_decimals": 2}, 2),
        (100.0, {"form": Form.PERCENT}, 0),
        (0.878, {"percent_decimals": 2}, 2),
        (0.878, {}, None),
    ],
)
def test_a_percentage_keeps_the_decimals_that_it_was_returned_with(raw: object, look: dict, decimals: int | None) -> None:
    typed = convert(raw, TRAINING["percent"], Look(**look))  # type: ignore[arg-type]
    assert typed is not None and typed.decimals == decimals


def test_a_month_alone_is_no_date_but_for_a_deadline() -> None:
    assert _read("Jun-18", load_layouts()["training_event"].fields["event_date"]) == (None, "missing", None)


def test_a_reference_stays_text_and_an_excel_number_loses_its_point() -> None:
    assert [_read(raw, AUDIT["standard_ref"])[0] for raw in ("1.10", 1.1, 1.0, "1.2 ")] == ["1.10", "1.1", "1", "1.2"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Safeguarding Children L3", "safeguarding_children"),
        ("NHS CSTF Safeguarding Adults - Level 2 - 3 Years", "safeguarding_adults"),
        ("WRAP", "prevent_l3"),
        ("Prevent Level 3", "prevent_l3"),
        ("BPAT", "prevent_basic"),
        ("MCA", "mental_capacity_act"),
        ("Fire safety", None),
    ],
)
def test_a_listed_word(raw: str, expected: str | None) -> None:
    assert _read(raw, TRAINING["subject"])[0] == expected


def test_no_assurance_is_a_level_and_not_a_missing_answer() -> None:
    assert [_read(raw, ASSURANCE["level"])[0] for raw in ("Full assurance", "No", "Reasonable", "No assurance")] == [
        "full",
        "none",
        "moderate",
        "none",
    ]


def test_an_excel_error_and_a_formula_without_a_value_are_missing() -> None:
    assert _read("", TRAINING["required"], error="#REF!") == (None, "missing", None)
    assert _read("", TRAINING["required"], uncached=True) == (None, "missing", None)
