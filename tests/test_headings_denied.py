"""A column of those who are not ("Not trained") is no column of those who are, even where the return has none of its own."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.warehouse.connection import reader
from boardpaper.workspace import Workspace


def _read(folder: Path, text: str) -> tuple[list[tuple], list[tuple]]:
    (folder / "returns" / "return.csv").write_text(text, encoding="utf-8")
    ingest(Workspace(folder))
    with reader(folder / "warehouse.db") as connection:
        facts = connection.execute("SELECT field, cell, value FROM fact ORDER BY cell").fetchall()
        issues = connection.execute("SELECT cell, severity, code, found FROM issue").fetchall()
    return [tuple(row) for row in facts], [tuple(row) for row in issues]


@pytest.mark.parametrize(
    "heading",
    [
        "Non-compliant",
        "% non compliant",
        "Not trained",
        "Staff not in date",
        "Required but not completed",
        "Training outstanding",
        "Compliance lapsed",
        "To be trained",
        "Due to be trained",
        "Trained (out of date)",
        "Completed late",
        "Trained after deadline",
        "Un-trained",
        "Trained but ineligible",
        "Out of compliance",
        "In date (expiring within 3 months)",
        "Trained (expired / late)",
        "Compliance improvement",
        "Planned compliance",
        "Below target",
    ],
)
def test_it_is_told_and_not_read(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Headcount,{heading}\nSafeguarding Adults,2,10,1\n"
    assert _read(empty_workspace, text) == (
        [("subject", "A5", "safeguarding_adults"), ("level", "B5", "2"), ("required", "C5", 10)],
        [("D4", "info", "unmapped_heading", heading)],
    )


def test_a_known_heading_may_deny(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nPractice code,Practice,Was not brought policy in use?,Lead GP?\nP1,Practice 1,Y,N\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts[2], facts[3], issues) == (("was_not_brought_policy", "C5", "yes"), ("lead_gp", "D5", "no"), [])


def test_a_question_that_denies_is_no_question_of_the_form(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nNotified,12\nCompleted,7\nNot allocated,2\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, issues) == ([("notified", "B4", 12), ("completed", "B5", 7)], [("A6", "info", "unmapped_question", "Not allocated")])


def test_a_title_that_denies_names_no_figure(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nNumber not trained by month\nSubject,Apr-18,May-18\nMCA,9,8\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, [issue[2] for issue in issues]) == ([], ["which_figure"])


@pytest.mark.parametrize("heading", ["Variance to target", "% change", "Shortfall in compliance", "Compliance gap"])
def test_a_difference_is_no_figure(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Headcount,{heading}\nSafeguarding Adults,2,10,1%\n"
    facts, issues = _read(empty_workspace, text)
    assert ([fact[0] for fact in facts], issues) == (["subject", "level", "required"], [("D4", "info", "unmapped_heading", heading)])


def test_a_percentage_of_a_count_is_neither_the_count_nor_another_percentage(empty_workspace: Path) -> None:
    text = "Organisation,NHS Stockport CCG\nQuarter,Q4 2018/19\n\nConference,Reports requested,% returned on time\nInitial,100,30\n"
    assert _read(empty_workspace, text) == (
        [("conference_type", "A5", "initial"), ("requested", "B5", 100)],
        [("C4", "query", "unmapped_heading", "% returned on time")],
    )


def test_a_question_for_a_percentage_is_none_for_a_count(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nPrevent lead,Yes\nPolicy,Yes\nPercentage of staff WRAP trained,83\n"
    facts, issues = _read(empty_workspace, text)
    assert ([fact[0] for fact in facts], issues) == (
        ["lead_in_post", "policy_in_place"],
        [("A6", "info", "unmapped_question", "Percentage of staff WRAP trained")],
    )


@pytest.mark.parametrize(("heading", "field"), [("No trained", "compliant"), ("No. trained", "compliant"), ("No of staff", "required")])
def test_no_before_a_count_is_its_number(empty_workspace: Path, heading: str, field: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Target,{heading}\nSafeguarding Adults,2,85%,9\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts[3], issues) == ((field, "D5", 9), [])


def test_no_before_what_a_practice_has_asks_for_the_lack_of_it(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nPractice code,Practice,Policy in date? (Yes/No),No lead GP?\nP1,Practice 1,Y,Y\n"
    facts, issues = _read(empty_workspace, text)
    assert facts == [("practice_code", "A5", "P1"), ("practice", "B5", "Practice 1"), ("policy_in_date", "C5", "yes")]
    assert issues == [("D4", "query", "unmapped_heading", "No lead GP?")]


def test_what_is_still_to_come_is_no_day_that_it_was_done(empty_workspace: Path) -> None:
    head = "Organisation,Moorside\nMonth,March 2019\n\nRef,Source,Action,To be completed by,Still to be completed,Status\n"
    text = f"{head}1,Audit,Write it,01/06/2019,x,Open\n"
    facts, issues = _read(empty_workspace, text)
    assert ([name for name, _, _ in facts], issues) == (
        ["action_ref", "source", "action", "due", "status"],
        [("E4", "info", "unmapped_heading", "Still to be completed")],
    )


def test_reports_returned_late_are_not_those_returned(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nConference type,Reports requested,Reports returned late,% returned\nInitial,10,3,80%\n"
    facts, _ = _read(empty_workspace, text)
    assert [name for name, _, _ in facts] == ["conference_type", "requested", "percent"]


@pytest.mark.parametrize(
    ("heading", "field", "value", "kept"),
    [
        ("Number trained (do not include bank staff)", "compliant", "9", 9),
        ("Trained (excluding expired)", "compliant", "9", 9),
        ("Trained within 3 years", "compliant", "9", 9),
        ("Compliance (green = over 85%)", "percent", "90%", 0.9),
    ],
)
def test_how_to_fill_it_in_denies_nothing(empty_workspace: Path, heading: str, field: str, value: str, kept: object) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Headcount,{heading}\nSafeguarding Adults,10,{value}\n"
    assert _read(empty_workspace, text) == ([("subject", "A5", "safeguarding_adults"), ("required", "B5", 10), (field, "C5", kept)], [])


@pytest.mark.parametrize(
    ("heading", "value", "kept"),
    [("RAG (red = not met, amber = partly met)", "Green", "met"), ("Score (0 = not met, 3 = fully met)", "3", "met")],
)
def test_the_key_to_a_rating_denies_nothing(empty_workspace: Path, heading: str, value: str, kept: str) -> None:
    text = f'Organisation,Moorside\nYear,2018/19\n\nRef,Standard,"{heading}"\n1.1,A policy,{value}\n'
    facts, issues = _read(empty_workspace, text)
    assert (facts[2], issues) == (("self_rating", "C5", kept), [])


def test_what_is_asked_further_of_a_no_denies_nothing(empty_workspace: Path) -> None:
    text = (
        'Organisation,Moorside\nQuarter,Q4 2018/19\n\n"Is a Prevent lead in post? If not, why?",Yes\n'
        '"Policy in place (Yes/No/Not known)",No\nPrevent referrals,4\n'
    )
    facts, issues = _read(empty_workspace, text)
    assert (facts, issues) == ([("lead_in_post", "B4", "yes"), ("policy_in_place", "B5", "no"), ("referrals", "B6", 4)], [])


@pytest.mark.parametrize("heading", ["Overdue training", "Training due", "Awaiting training", "Training not required"])
def test_what_is_lacking_is_no_subject(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nLevel,{heading},Headcount,Trained\n2,4,10,6\n"
    facts, issues = _read(empty_workspace, text)
    assert [name for name, _, _ in facts] == ["level", "required", "compliant"]
    assert ("B4", "info", "unmapped_heading", heading) in issues


@pytest.mark.parametrize("question", ["Completed over 6 months", "Completed within 12 months", "Completed more than a year on"])
def test_a_part_of_a_count_is_not_the_count(empty_workspace: Path, question: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nNotified,12\nAllocated,11\n{question},7\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, issues) == ([("notified", "B4", 12), ("allocated", "B5", 11)], [("A6", "info", "unmapped_question", question)])


@pytest.mark.parametrize("heading", ["No current check", "Staff with no current check"])
def test_those_without_a_check_are_not_those_with_one(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nStaff group,Staff needing a check,{heading},Applied for\nNurses,10,3,1\n"
    facts, issues = _read(empty_workspace, text)
    assert [name for name, _, _ in facts] == ["staff_group", "required", "in_progress"]
    assert issues[0] == ("C4", "info", "unmapped_heading", heading)


def test_a_day_to_come_is_no_day_that_came(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nYear,2018/19\n\nSAR no.,Referral date,Target date for completion\nA1,01/06/2018,01/06/2019\n"
    facts, issues = _read(empty_workspace, text)
    assert [name for name, _, _ in facts] == ["case_ref", "referred_on"]
    assert issues == [("C4", "query", "unmapped_heading", "Target date for completion")]


@pytest.mark.parametrize("span", ["> 6 months", ">=6 months", "< 6 months", "6+ months", "6 months or more", "6 months or less"])
def test_a_sign_says_what_a_word_does(empty_workspace: Path, span: str) -> None:
    heading = f"Completed {span}"
    text = f"Organisation,Moorside\nMonth,March 2019\n\nNotified,Allocated,{heading}\n31,29,7\n"
    assert _read(empty_workspace, text) == ([("notified", "A5", 31), ("allocated", "B5", 29)], [("C4", "info", "unmapped_heading", heading)])


def test_those_of_the_start_are_not_those_of_the_end(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nQuarter,Q4 2018/19\n\nPopulation,Number at start of period,Throughput\nOwn LAC,363,585\n"
    facts, issues = _read(empty_workspace, text)
    assert (facts, issues) == ([("population", "A5", "own"), ("flow", "C5", 585)], [("B4", "info", "unmapped_heading", "Number at start of period")])


@pytest.mark.parametrize("heading", ["Completed by", "Target RAG"])
def test_who_did_it_and_what_is_aimed_at_are_neither_the_day_nor_the_rating(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nAction no.,Source,Recommendation,Revised,{heading}\n1,Audit,Do it,30/04/2019,30/04/2019\n"
    facts, issues = _read(empty_workspace, text)
    assert [field for field, _, _ in facts] == ["action_ref", "source", "recommendation", "revised_due"]
    assert ("E4", "query", "unmapped_heading", heading) in issues


@pytest.mark.parametrize("heading", ["Target (%)", "Target %", "% target", "Target percentage", "KPI (%)"])
def test_a_target_is_no_percentage_of_staff(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,Target (n),{heading}\nSafeguarding Adults,2,100,90,90%\n"
    facts, _ = _read(empty_workspace, text)
    assert "percent" not in [field for field, _, _ in facts]


@pytest.mark.parametrize("heading", ["Likely date completed", "Estimated completed date", "Completed first draft"])
def test_a_day_that_is_guessed_or_of_a_draft_is_no_day_that_came(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nMonth,March 2019\n\nAction no.,Source,Action,Due,{heading},Status\n1,Audit,Do it,01/05/2019,01/08/2019,Open\n"
    facts, issues = _read(empty_workspace, text)
    assert ("completed_on" in [field for field, _, _ in facts], ("E4", "info", "unmapped_heading", heading) in issues) == (False, True)


@pytest.mark.parametrize("heading", ["Lead GP trained to L3?", "Lead GP attended forum?", "Lead GP needed?"])
def test_what_is_asked_beyond_whether_a_thing_is_there_is_another_question(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nYear,2018/19\n\nPractice code,Practice,Returned?,{heading}\nP1,Practice 1,Y,N\n"
    facts, _ = _read(empty_workspace, text)
    assert [field for field, _, _ in facts] == ["practice_code", "practice", "returned"]


def test_what_came_in_a_time_is_not_all_that_there_is(empty_workspace: Path) -> None:
    text = "Organisation,Moorside\nMonth,March 2019\n\nSubject,Level,Required,Trained in quarter\nSafeguarding Adults,2,100,12\n"
    facts, issues = _read(empty_workspace, text)
    assert [field for field, _, _ in facts] == ["subject", "level", "required"]
    assert issues == [("D4", "query", "unmapped_heading", "Trained in quarter")]


@pytest.mark.parametrize("heading", ["Domain weight", "Section score", "Theme code", "Evidence missing", "Number of gaps"])
def test_a_detail_of_what_a_text_tells_is_not_what_it_tells(empty_workspace: Path, heading: str) -> None:
    text = f"Organisation,Moorside\nYear,2018/19\n\nRef,Standard,RAG,{heading}\n1,A policy,Green,x\n"
    facts, issues = _read(empty_workspace, text)
    assert ([field for field, _, _ in facts], issues) == (
        ["standard_ref", "standard", "self_rating"],
        [("D4", "info", "unmapped_heading", heading)],
    )
