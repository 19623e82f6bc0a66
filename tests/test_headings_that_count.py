"""A heading that says that it counts is of the same figure as it is without: "Number of Channel panels attended" is of those attended."""

import pytest

from boardpaper.etl.headings import Headings
from boardpaper.layouts import load_layouts

LAYOUTS = load_layouts()
HEADINGS = Headings(LAYOUTS)
COUNTED = [
    (layout.name, item.name, heading) for layout in LAYOUTS.values() for item in layout.field if item.type == "count" for heading in item.headings
]


def _fields(layout: str, text: str) -> set[str]:
    known = [(name, size) for (owner, name), size, _ in HEADINGS.known(text) if owner == layout]
    return {name for name, size in known if size == max(size for _, size in known)}


@pytest.mark.parametrize("count", ["Number of", "No. of", "Total number of"])
def test_a_count_of_what_a_heading_says(count: str) -> None:
    counts_staff = ("Current", "Current certificate")  # of staff, those employed
    elsewhere = {
        (layout, name, heading, tuple(_fields(layout, f"{count} {heading}")))
        for layout, name, heading in COUNTED
        if heading not in counts_staff and _fields(layout, f"{count} {heading}") != {name}
    }
    assert elsewhere == set()


@pytest.mark.parametrize(
    ("layout", "text", "field"),
    [
        ("dbs", "Number of staff with current DBS", {"required", "in_date"}),
        ("dbs", "Number of staff whose DBS is up to date", {"in_date"}),
        ("training", "Number of staff with training in date", {"compliant"}),
        ("training", "Number of staff requiring training", {"required"}),
        ("looked_after_children", "Snapshot (number on last day)", {"snapshot"}),
        ("conference_report", "Percentage returned", {"percent"}),
        ("team", "W.T.E.", {"wte"}),
        ("training", "Target %", {"target"}),
    ],
)
def test_what_it_counts_decides(layout: str, text: str, field: set[str]) -> None:
    assert _fields(layout, text) == field
