"""The accountability chart: every post once, whatever the return says, in boxes with real text."""

import pytest

from boardpaper.assembly.chart import WIDTH, charted
from boardpaper.assembly.draft import Draft
from boardpaper.assembly.flow import THIRD_OF_A_PAGE
from boardpaper.assembly.ooxml import find_all, text_of, value
from boardpaper.assembly.package import Package
from boardpaper.assembly.pictures import EMU_A_POINT
from boardpaper.assembly.tree import in_order, told
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.warehouse.figures.model import Chart, Node


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([("A", ""), ("B", "A"), ("C", ""), ("D", "B"), ("E", "A")], [("A", 0), ("B", 1), ("D", 2), ("E", 1), ("C", 0)]),
        ([("A", "Nobody listed"), ("B", "a ")], [("A", 0), ("B", 1)]),
        ([("A", "B"), ("B", "A"), ("C", "C")], [("C", 0), ("A", 0), ("B", 1)]),
        ([("A", ""), ("A", ""), ("B", "A")], [("A", 0), ("B", 1), ("A", 0)]),
        ([], []),
    ],
)
def test_each_post_stands_once_under_its_superior(nodes: list[tuple[str, str]], expected: list[tuple[str, int]]) -> None:
    posts = in_order(tuple(Node(label, parent) for label, parent in nodes))
    assert [(post.label, post.depth) for post in posts] == expected


def test_words_say_who_reports_to_whom() -> None:
    posts = in_order((Node("Nurse", ""), Node("Doctor", "Nurse", "1 day a week")))
    assert told(posts) == "Nurse stands at the top. Doctor (1 day a week) reports to Nurse."


@pytest.mark.parametrize("count", [1, 8, 30])
def test_every_drawing_fits_the_page(count: int) -> None:
    nodes = tuple(
        Node(f"Designated Nurse Safeguarding Adults and Mental Capacity Act Lead {number}", f"Designated {number - 1}") for number in range(count)
    )
    drawn = charted(Draft(Package(TEMPLATE.read_bytes(), "template"), {}), Chart("team", "Posts", nodes))
    extents = [extent for element in drawn for extent in find_all(element, ".//wp:extent")]
    assert all(
        int(extent.get("cx", 0)) <= WIDTH * EMU_A_POINT and int(extent.get("cy", 0)) <= (THIRD_OF_A_PAGE + 2) * EMU_A_POINT for extent in extents
    )
    assert [text_of(text) for element in drawn for text in find_all(element, ".//w:txbxContent")] == [node.label for node in nodes]
    assert all(words.get("descr") for element in drawn for words in find_all(element, ".//wp:docPr"))


def test_pages_may_end_within_a_tall_chart_and_right_below_its_caption() -> None:
    nodes = tuple(Node(f"Post {number}", "") for number in range(30))
    *drawings, caption = charted(Draft(Package(TEMPLATE.read_bytes(), "template"), {}), Chart("team", "Posts", nodes))
    kept = [value(element, "w:pPr/w:keepNext") for element in (*drawings, caption)]
    between = [(value(element, "w:pPr/w:spacing", "w:before"), value(element, "w:pPr/w:spacing", "w:after")) for element in drawings]
    assert kept == ["0"] * (len(drawings) - 1) + [None, "0"]
    assert between == [("120", "0"), *[("0", "0")] * (len(drawings) - 2), ("0", "120")]


def test_a_note_stands_behind_its_post() -> None:
    chart = Chart("team", "Posts", (Node("Executive Nurse", ""), Node("Named GP", "Executive Nurse", "1 day a week")))
    drawn = charted(Draft(Package(TEMPLATE.read_bytes(), "template"), {}), chart)
    assert [text_of(text) for element in drawn for text in find_all(element, ".//w:txbxContent/w:p")] == [
        "Executive Nurse",
        "Named GP (1 day a week)",
    ]
