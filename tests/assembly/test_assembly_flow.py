"""What stays together on a page, and the space around a table."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.columns import CELL_PADDING, column_widths
from boardpaper.assembly.lettering import lines, widest_word
from boardpaper.assembly.ooxml import Element, find_all, name, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
TEXT = """# Third

We rely on:

- **One**
    - inner
- two.

No lead-in.

- three

| A |
| - |
| 1 |

After a table.

| B |
| - |
| 2 |

| C |
| - |
| 3 |

## Heading
"""


def _blocks(root: Element) -> list[Element]:
    blocks = find_all(root, "//w:body/*")
    begin = max(number for number, block in enumerate(blocks) if text_of(block) == "Third")
    return blocks[begin : begin + 14]


def test_lead_ins_stay_with_their_lists_and_tables_keep_their_distance(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]
) -> None:
    (workspace.narrative / "03-third.md").write_text(TEXT, encoding="utf-8")
    blocks = _blocks(part(assemble(workspace, catalogue).path))
    kept = [text_of(block) for block in blocks if find_all(block, "w:pPr/w:keepNext")]
    assert kept == ["We rely on:", "One", "inner"]
    shown = [(text_of(block), block.tag == name("w:tbl"), value(block, "w:pPr/w:spacing", "w:before")) for block in blocks[7:]]
    assert shown == [
        ("A1", True, None),
        ("After a table.", False, "160"),
        ("B2", True, None),
        ("", False, None),
        ("C3", True, None),
        ("Heading", False, None),
        ("Compliance Checklist", False, None),
    ]


@pytest.mark.parametrize(("rows", "whole"), [(10, True), (12, False)])
def test_a_short_table_stays_whole(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], rows: int, whole: bool) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\n| A |\n| - |\n" + "| x |\n" * rows, encoding="utf-8")
    made = next(found for found in _blocks(part(assemble(workspace, catalogue).path)) if found.tag == name("w:tbl"))
    kept = [bool(find_all(row, "w:tc/w:p/w:pPr/w:keepNext")) for row in find_all(made, "w:tr")]
    assert kept == [whole] * rows + [False]


def test_no_item_of_a_list_stands_alone(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    (workspace.narrative / "03-third.md").write_text("# Third\n\n- a\n- b\n- c\n- d\n- e\n\nText.\n\n1. f\n2. g\n", encoding="utf-8")
    blocks = _blocks(part(assemble(workspace, catalogue).path))
    assert [text_of(block) for block in blocks if find_all(block, "w:pPr/w:keepNext")] == ["a", "d", "f"]


@pytest.mark.parametrize(("total", "taken"), [(9298, [2, 2, 1]), (7000, [2, 3, 1]), (13000, [1, 1, 1])])
def test_columns_are_as_wide_as_makes_the_table_shortest(total: int, taken: list[int]) -> None:
    rows = [
        ["Provider", "Mental capacity", "Safeguarding adults", "Prevent Level 3"],
        ["Calder Vale Mental Health NHS Foundation Trust", "85.7%", "83.3%", "79.4%"],
        ["The Grange Hospital", "95.6%", "84.9%", "97.8%"],
    ]
    sizes = column_widths(rows, [False, True, True, True], total)
    counted = [
        max(lines(text, size / 20 - CELL_PADDING + 0.05, not place) for text, size in zip(row, sizes, strict=True)) for place, row in enumerate(rows)
    ]
    assert (sum(sizes), counted) == (total, taken)


def test_columns_share_what_is_too_narrow_for_their_longest_words() -> None:
    assert column_widths([["A" * 50, "B" * 50]], [False, False], 2000) == [1000, 1000]


def test_where_the_longest_words_do_not_fit_figures_stay_whole() -> None:
    rows = [["Review", "Published", "Address", "Number of referrals"], ["A", "June 2019", "https://example.org/" + "a" * 80, "1,234,567"]]
    widths = [size / 20 - CELL_PADDING for size in column_widths(rows, [False, False, False, True], 9280)]
    assert all(
        width >= widest_word(row[number], bold) - 0.1
        for place, row in enumerate(rows)
        for number, width in enumerate(widths)
        if number != 2
        for bold in [place == 0]
    )


def test_where_nothing_fits_the_headings_are_broken_before_the_figures() -> None:
    rows = [["Team", *["Accommodation"] * 9], ["Adults", *["12.3%"] * 9]]
    widths = [size / 20 - CELL_PADDING for size in column_widths(rows, [False, *[True] * 9], 9280)]
    assert all(width >= widest_word("12.3%") for width in widths[1:])


def test_what_begins_a_page_has_its_settings_in_the_order_that_word_wants(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]
) -> None:
    (workspace.narrative / "01-introduction.md").write_text("# These are the aims:\n\n- One\n", encoding="utf-8")
    root = part(assemble(workspace, catalogue).path)
    heading = next(found for found in find_all(root, "//w:body/w:p") if text_of(found) == "These are the aims:")
    assert [str(setting.tag).rpartition("}")[2] for setting in find_all(heading, "w:pPr/*")] == ["pStyle", "keepNext", "pageBreakBefore", "spacing"]
    assert value(heading, "w:pPr/w:spacing", "w:before") == "0"
