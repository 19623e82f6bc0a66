"""Tables: headings that Word and a screen reader know, whole rows, ratings on their colours."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.assembly.columns import column_widths
from boardpaper.assembly.ooxml import Element, find_all, name, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue, Table
from boardpaper.workspace import Workspace


@pytest.mark.usefixtures("no_ruler")
def test_heading_row_is_marked_twice_and_rows_stay_whole(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    tables = find_all(part(assemble(workspace, catalogue).path), "//w:tbl[w:tblPr/w:tblStyle/@w:val='BoardTable']")
    assert len(tables) == 3
    for table in tables:
        rows = find_all(table, "w:tr")
        assert [bool(find_all(row, "w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(find_all(row, "w:trPr/w:cantSplit") for row in rows)
        assert value(table, "w:tblPr/w:tblLook", "w:firstRow") == "1"
        assert all(text_of(cell) for cell in find_all(rows[0], "w:tc"))


@pytest.mark.usefixtures("no_ruler")
def test_ratings_stand_on_their_colours(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    words = ("met", "partial", "Partly met", "Not met", "not measured", "unmet")
    catalogue.tables["children"] = Table("children", "Ratings", ("Rating",), (False,), tuple((word,) for word in words))
    path = assemble(workspace, catalogue).path
    inks = {style.get(name("w:styleId")): value(style, "w:rPr/w:color") for style in find_all(part(path, "word/styles.xml"), "//w:style")}
    cells = find_all(part(path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Ratings']//w:tc")[1:]
    shown = [(text_of(cell), value(cell, "w:tcPr/w:shd", "w:fill"), inks[value(cell, "w:p/w:pPr/w:pStyle")]) for cell in cells]
    assert shown == [
        ("met", "006747", "FFFFFF"),
        ("partial", "FFB81C", "000000"),
        ("Partly met", "FFB81C", "000000"),
        ("Not met", "DA291C", "FFFFFF"),
        ("not measured", None, None),
        ("unmet", None, None),
    ]


@pytest.mark.usefixtures("no_ruler")
def test_a_template_without_the_styles_of_ratings(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], edited_template: Callable[..., None]
) -> None:
    edited_template('w:val="Rating Light"', 'w:val="Our Own"', "word/styles.xml")
    catalogue.tables["children"] = Table("children", "Ratings", ("Rating",), (False,), (("met",),))
    cell = find_all(part(assemble(workspace, catalogue).path), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Ratings']//w:tc")[1]
    assert (value(cell, "w:p/w:pPr/w:pStyle"), value(cell, "w:p/w:r/w:rPr/w:color")) == ("TableText", "FFFFFF")


@given(st.integers(1, 12).flatmap(lambda count: st.lists(st.lists(st.text(max_size=80), min_size=count, max_size=count), min_size=1, max_size=5)))
def test_columns_always_fill_the_page(rows: list[list[str]]) -> None:
    widths = column_widths(rows, [False] * len(rows[0]), 9298)
    assert sum(widths) == 9298
    assert min(widths) > 0
