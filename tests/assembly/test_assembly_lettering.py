"""How wide text is taken to be: never less than the font makes it, for a box too narrow would hide words."""

import pytest

from boardpaper.assembly.lettering import width


@pytest.mark.parametrize(
    ("text", "bold", "points"),
    [
        ("Designated Nurse Safeguarding Adults and Mental Capacity Act Lead", True, 396.08),
        ("Designated Nurse Safeguarding Adults and Mental Capacity Act Lead", False, 370.89),
        ("87.79% (target 85%), ILLNESS & WILL: f/t, jiffy!", True, 265.37),
    ],
)
def test_width_is_that_of_arial_or_a_little_more(text: str, bold: bool, points: float) -> None:
    assert points <= width(text, bold) <= points * 1.02
