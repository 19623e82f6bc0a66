"""Every heading that a layout names is read as its own field, and so it is with its number written before it."""

import pytest

from boardpaper.etl.headings import Headings
from boardpaper.layouts import load_layouts

LAYOUTS = load_layouts()
HEADINGS = Headings(LAYOUTS)
OWN = [(layout.name, item.name, item.type, heading) for layout in LAYOUTS.values() for item in layout.field for heading in item.headings]


@pytest.mark.parametrize(("layout", "name", "kind", "heading"), OWN)
def test_it_is_its_own_field(layout: str, name: str, kind: str, heading: str) -> None:
    written = [heading, heading.upper(), f"{heading} (please enter; do not leave blank)"]
    if kind == "count":
        written += [f"No. of {heading}", f"No of {heading}", f"Number of {heading}", f"{heading} (not including agency staff)"]
    read = [any(owner == (layout, name) for owner, _, _ in HEADINGS.known(text)) for text in written]
    assert read == [True] * len(written)
