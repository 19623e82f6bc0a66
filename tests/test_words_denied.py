"""A listed word inside its own denial, or beside another of its list, is asked about and never read as meant."""

import pytest

from boardpaper.etl.values import Look, convert
from boardpaper.layouts import load_layouts


@pytest.mark.parametrize(
    ("layout", "field", "text"),
    [
        ("rapid_review", "decision", "Criteria not met"),
        ("rapid_review", "decision", "Not a full review"),
        ("rapid_review", "review_status", "Not published"),
        ("rapid_review", "review_status", "Not yet completed"),
        ("action", "status", "Not on track"),
        ("action", "status", "Partially completed"),
        ("training", "subject", "Safeguarding Adults and Children"),
    ],
)
def test_it_is_an_unknown_word(layout: str, field: str, text: str) -> None:
    typed = convert(text, load_layouts()[layout].fields[field], Look())
    assert typed is not None and (typed.value, typed.code) == (None, "unknown_word")


@pytest.mark.parametrize(
    ("layout", "field", "text", "stored"),
    [
        ("action", "status", "Not started", "not_started"),
        ("adult_review", "decision", "Criteria not met", "not_met"),
        ("assurance", "level", "No assurance", "none"),
        ("rapid_review", "decision", "No further review", "no_further_review"),
    ],
)
def test_a_word_that_is_itself_a_denial_is_read(layout: str, field: str, text: str, stored: str) -> None:
    typed = convert(text, load_layouts()[layout].fields[field], Look())
    assert typed is not None and typed.value == stored
