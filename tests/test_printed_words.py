"""The word that a list field is printed with is one that it is read from, so what we send out can come back."""

import pytest

from boardpaper.etl.values import Look, convert
from boardpaper.layouts import load_layouts

PRINTED = [
    (layout, field.name, stored, printed) for layout in load_layouts().values() for field in layout.field for stored, printed in field.labels.items()
]


@pytest.mark.parametrize(("layout", "field", "stored", "printed"), PRINTED, ids=lambda each: getattr(each, "name", str(each)))
def test_it_reads_back(layout, field: str, stored: str, printed: str) -> None:
    typed = convert(printed, layout.fields[field], Look())
    assert typed is not None and (typed.value, typed.code) == (stored, None)
