"""Person identifiers are found by form and heading, and what only looks like one is let through."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.etl.identifiers import is_nhs_number
from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.workbook import Comment, Sheet, Workbook

NEVER_ISSUED = "999 000 0018"


def _kinds(*rows: list, filename: str = "return.xlsx", comments: tuple = (), properties: tuple = ()) -> list[str]:
    width = max(len(row) for row in rows)
    sheet = Sheet("Return", [[*row, *[""] * (width - len(row))] for row in rows], hidden=True)
    workbook = Workbook("xlsx", [sheet], [Comment("Return", "A1", text) for text in comments], list(properties))
    return [f"{item.cell} {item.kind}".strip() for item in find_identifiers(workbook, filename)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["NHS number", "DOB"], [NEVER_ISSUED, date(2010, 3, 4)]], ["A2 an NHS number", "B2 a date of birth"]),
        ([["NHS No."], [9990000018]], ["A2 an NHS number"]),
        ([["Notes"], [f"seen on Monday, {NEVER_ISSUED}"]], ["A2 an NHS number"]),
        ([["Date of birth", "04/03/2010"]], ["B1 a date of birth"]),
        ([["Child's name"], ["A Person"]], ["A2 a person's name"]),
        ([["Surname"], ["Person"]], ["A2 a person's name"]),
        ([["Evidence"], ["lives at AB1 2DE"]], ["A2 a full postcode"]),
        ([["Provider code"], ["Home address: 14 Elm Street, AB1 2DE"]], ["A2 a full postcode"]),
        ([["Note"], ["AB 12 34 56 C"]], ["A2 a National Insurance number"]),
        ([["DBS certificate number"], ["001234567890"]], ["A2 a DBS certificate number"]),
    ],
)
def test_an_identifier_is_found(rows: list, expected: list[str]) -> None:
    assert _kinds(*rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["Telephone", "0161 426 9900"]],
        [["Required", "Compliant"], [1234567890, 12]],
        [["Staff group", "Headcount"], ["Nursing", 210]],
        [["Ref", "Case"], ["SAR1", "C01"]],
        [["Address", "4th Floor, Stopford House, Stockport, SK1 3XE"]],
        [["Provider name"], ["Moorside Urgent Care CIC"]],
        [["Completed by", "Named Nurse"], ["Lead", "A Person"]],
        [["Date of return", date(2019, 4, 1)]],
    ],
)
def test_what_only_looks_like_one_is_let_through(rows: list) -> None:
    assert _kinds(*rows) == []


def test_comments_properties_and_file_names_are_looked_at() -> None:
    assert _kinds(["x"], comments=(f"ask about {NEVER_ISSUED}",)) == ["A1 an NHS number in a comment"]
    assert _kinds(["x"], properties=(NEVER_ISSUED,)) == ["an NHS number in the document properties"]
    assert _kinds(["x"], filename=f"list {NEVER_ISSUED}.xlsx") == ["an NHS number in the file name"]


@given(st.integers(990_000_000, 999_999_999), st.integers(1, 9))
def test_one_wrong_digit_fails_the_check(first: int, step: int) -> None:
    good = [check for check in range(10) if is_nhs_number(f"{first}{check}")]
    assert len(good) <= 1
    assert all(not is_nhs_number(f"{first}{(check + step) % 10}") for check in good)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Date of birth"], ["Not known"], [date(2010, 3, 4)]], ["A3 a date of birth"]),
        ([["NHS number"], ["None"], [9990000018]], ["A3 an NHS number"]),
        ([["Employee"], ["A Person"]], ["A2 a person's name"]),
        ([["Evidence"], ["lives at ab1 2de"]], ["A2 a full postcode"]),
        ([["Note"], ["ab123456c"]], ["A2 a National Insurance number"]),
        ([["Course"], ["L3 1st session"]], []),
    ],
)
def test_words_between_and_small_letters(rows: list, expected: list[str]) -> None:
    assert _kinds(*rows) == expected
