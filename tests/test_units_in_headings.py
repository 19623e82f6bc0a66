"""A unit or a form of answer in brackets is set aside, so that the heading is the known one word for word."""

import pytest

from boardpaper.layouts.words import words


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Eligible (n)", "Eligible"),
        ("Trained (no.)", "Trained"),
        ("In date (number)", "In date"),
        ("Trained (headcount)", "Trained"),
        ("Due date (dd/mm/yyyy)", "Due date"),
        ("Lead GP? (Y/N)", "Lead GP?"),
        ("Policy\n(yes / no)", "Policy"),
        ("Moderated Score (0-3)", "Moderated score"),
        ("Percentage returned", "% returned"),
        ("W.T.E.", "WTE"),
    ],
)
def test_it_is_the_known_heading(heading: str, known: str) -> None:
    assert words(heading) == words(known)


@pytest.mark.parametrize(("heading", "other"), [("Trained (%)", "Trained"), ("No.", ""), ("RHA due (0-4)", "RHA due")])
def test_what_tells_headings_apart_stays(heading: str, other: str) -> None:
    assert words(heading) != words(other)
