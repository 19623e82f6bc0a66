"""What a formula holds is looked at as its cell's value would be: it may be saved without its value, or show another."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from boardpaper.etl.formula_texts import formula_texts
from boardpaper.etl.privacy import find_identifiers
from boardpaper.etl.reader import read_file


@pytest.mark.parametrize(
    ("heading", "formulas", "expected"),
    [
        ("NHS number", ['="9990000018"&""'], ["an NHS number"]),
        ("NHS number", ["=9990000018*1"], ["an NHS number"]),
        ("NHS number", ['="999"&"000"&"0018"'], ["an NHS number"]),
        ("Seen", ['="999 000 "&"0018"'], ["an NHS number"]),
        ("Seen", ['=IF(A2="","","patient 9990000018")'], ["an NHS number"]),
        ("Seen", ['="9990000018"&""', '="9990000026"&""'], ["an NHS number", "an NHS number"]),
        ("DOB", ['="12/03/2011"'], ["a date of birth"]),
        ("Child", ['="Ada Invented"&""'], ["a person's name"]),
        ("Seen", ['=IF(A2="","","Child: Ada Invented")'], ["a person's name"]),
        ("Seen", ['="9990000018"&""'], []),
        ("NHS number", ['=IF(A2="","","9990000019")'], []),
        ("Child", ['=IF(A2>1,"Looked After","Not Known")'], []),
        ("DOB", ['=IF(A2>1,"Recorded","Missing")', "=DATE(2011,3,12)-A2"], []),
        ("Rate", ['=IF(B2=0,"",TEXT(C2/B2,"0.0%"))', "=SUM(A1000000:A1048576)", "=Sheet9990000018!A1+$A$1048576", "=ROUND(A2*1000000,0)"], []),
    ],
)
def test_a_formula_under_a_heading(tmp_path: Path, heading: str, formulas: list[str], expected: list[str]) -> None:
    book = Book()
    for row in [["Team", heading], *(["Nursing", formula] for formula in formulas)]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = find_identifiers(read_file(tmp_path / "a.xlsx"), "a.xlsx")
    assert [(item.cell, item.kind) for item in found] == [(f"B{row}", f"{kind} in a formula") for row, kind in enumerate(expected, 2)]


@pytest.mark.parametrize(
    ("formula", "texts"),
    [
        ('="9990000018"&""', ("9990000018",)),
        ('""&"999 000 0018"', ("999 000 0018",)),
        ('IF(A1="","x","a ""b"": 1")', ('a "b": 1',)),
        ("A1+9990000018", ("9990000018",)),
        ("A1+999000001", ("999000001",)),
        ("A1048576+B2", ()),
        ('=""', ()),
        ('TEXT(A1,"dd/mm/yyyy")', ()),
        ("", ()),
    ],
)
def test_what_a_formula_holds(formula: str, texts: tuple[str, ...]) -> None:
    assert formula_texts(formula) == texts


def test_a_value_of_its_own_is_told_of_as_before(tmp_path: Path) -> None:
    book = Book()
    for row in [["Team", "DOB"], ["Nursing", date(2011, 3, 12)]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [item.kind for item in find_identifiers(read_file(tmp_path / "a.xlsx"), "a.xlsx")] == ["a date of birth"]
