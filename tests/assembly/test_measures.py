"""A length in a template may be written with a unit of its own, as programs other than Word do; it is the same length."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.measures import HALF_POINT, TWIP, measure
from boardpaper.assembly.ooxml import serialise
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace


@pytest.mark.parametrize(
    ("written", "unit", "length"),
    [
        *[("240", TWIP, 240), ("12pt", TWIP, 240), ("1in", TWIP, 1440), ("2.54cm", TWIP, 1440), ("25.4mm", TWIP, 1440), ("1pc", TWIP, 240)],
        *[("24", HALF_POINT, 24), ("12pt", HALF_POINT, 24), ("10.5pt", HALF_POINT, 21), ("-6pt", TWIP, -120), ("23.6", HALF_POINT, 24)],
    ],
)
def test_each_unit(written: str, unit: int, length: int) -> None:
    assert measure(written, unit) == length


@pytest.mark.usefixtures("no_ruler")
def test_a_template_with_them_makes_the_same_paper(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None]) -> None:
    def looks() -> tuple[bytes, ...]:
        package = Package(assemble(workspace, catalogue).path.read_bytes(), "paper")
        return tuple(serialise(package.tree(part)).replace(b'"12pt"', b'"24"') for part in package.stories()[:1])

    plain = looks()
    edited_template('<w:sz w:val="24"/>', '<w:sz w:val="12pt"/>', "word/styles.xml")
    assert looks() == plain
