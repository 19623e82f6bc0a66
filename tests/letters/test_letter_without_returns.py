"""A provider that sent nothing gets a letter that says so, and what was expected."""

from collections.abc import Callable

NOTHING = [
    "Audit ratings",
    "No safeguarding audit of yours is in for this period.",
    "Open actions",
    "No action plan of yours is in for this period.",
    "Training against target",
    "Table 1: Training against target",
    "No training return of yours is in for this period.",
    "What we ask of you",
    "Table 2: Questions on your returns",
    "No question on your returns waits for an answer.",
    "Table 3: Returns that have not come",
    "Return | For",
    "Training compliance | April 2018 to March 2019",
    "Safeguarding audit | 2018/19",
]


def _from(lines: list[str], heading: str, number: int) -> list[str]:
    return lines[lines.index(heading) :][:number]


def test_nothing_returned_by_anyone(letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters = letters_of()
    assert list(letters) == ["XA1", "XA2", "XA3", "XA4", "XA5", "XA6", "XA7", "XB1"]
    assert _from(letters["XA3"], "Audit ratings", len(NOTHING)) == NOTHING
    assert "Looked after children | Q1 2018/19 to Q4 2018/19" in letters["XB1"]


def test_all_met_and_all_done_are_said(letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters = letters_of(
        ("Lakeview", "2018/19", "Ref,Domain,Standard,RAG,Areas for improvement,Deadline\n1.1,Policy,In date,Green,,\n"),
        ("Lakeview", "March 2019", "Ref,Source,Action,Due,Completed,Status\n1,Audit,Write it,01/02/2019,15/01/2019,Complete\n"),
    )
    lines = letters["XA6"]
    assert _from(lines, "Audit ratings", 2)[1] == (
        "1 of the 1 standards that apply is met; partial: 0, not met: 0, unanswered: 0. Ratings that are your own, not yet moderated by us: 1."
    )
    assert "No standard is rated not met or partial." in lines
    assert _from(lines, "Open actions", 4)[1:] == [
        "Actions in your latest plan: 1. Complete: 1, open: 0, of these overdue: 0.",
        "Table 3: Open actions",
        "No action is open.",
    ]


def test_a_blank_cell_says_that_nothing_was_given(letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters = letters_of(
        ("Lakeview", "2018/19", "Ref,Domain,Standard,RAG,Areas for improvement,Deadline\n1.1,Policy,In date,Amber,,\n"),
        ("Lakeview", "March 2019", "Ref,Source,Action,Due,Status\n1,Audit,Write it,01/02/2019,On track\n1,Audit,,,\n1,Visit,Read it,,On track\n"),
    )
    lines = letters["XA6"]
    assert "1.1 In date | Partial | not stated | no date given" in lines
    assert [line for line in lines if line.startswith(("Audit 1", "Visit 1"))] == [
        "Audit 1 | Write it | 1 February 2019 | Overdue",
        "Audit 1 | not stated | no date given | not stated",
        "Visit 1 | Read it | no date given | On track",
    ]


def test_a_subject_with_a_target_and_no_return_is_not_measured(letters_of: Callable[..., dict[str, list[str]]]) -> None:
    letters = letters_of(("Lakeview", "March 2019", "Subject,Required,Compliant\nPrevent Basic,10,9\nDomestic abuse,10,8\n"))
    rows = _from(letters["XA6"], "Subject | Compliant at 31 March 2019 | Target | Against the target", 7)
    assert rows[1:] == [
        "Safeguarding Adults | not measured | 85% | not measured",
        "Safeguarding Children | not measured | 85% | not measured",
        "Mental Capacity Act | not measured | 85% | not measured",
        "Prevent Basic | 90.0% | 85% | above the target of 85%",
        "Prevent Level 3 | not measured | 85% | not measured",
        "Domestic Abuse | 80.0% | no target set | without a target",
    ]
