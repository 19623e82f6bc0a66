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
        ("adult_review", "decision", "SAR declined"),
        ("adult_review", "decision", "SAR request rejected"),
        ("adult_review", "decision", "Considered for SAR"),
        ("adult_review", "decision", "SAR?"),
        ("adult_review", "decision", "DHR referral declined"),
        ("rapid_review", "decision", "LCSPR declined by panel"),
        ("rapid_review", "decision", "LCSPR - deferred"),
        ("rapid_review", "decision", "SCR overturned"),
        ("rapid_review", "review_status", "Published?"),
        ("rapid_review", "review_status", "Nearly completed"),
        ("action", "status", "Nearly complete"),
        ("action", "status", "Closed - reopened"),
        ("action", "status", "Complete 50%"),
        ("action", "status", "Complete (3 of 5)"),
        ("action", "status", "Blocked, on track otherwise"),
        ("assurance", "level", "Significant concerns"),
        ("assurance", "level", "No concerns"),
        ("assurance", "level", "Full details to follow"),
        ("assurance", "level", "Limited evidence"),
        ("assurance", "level", "No change"),
        ("training", "subject", "LAC nurse update"),
        ("looked_after_children", "population", "Stockport LAC placed elsewhere"),
        ("looked_after_children", "population", "LAC (UASC)"),
        ("looked_after_children", "population", "Pre-LAC"),
        ("rapid_review", "decision", "Criteria met - N"),
        ("rapid_review", "decision", "Criteria wasn't met"),
        ("rapid_review", "review_status", "Published - due July 2019"),
        ("action", "status", "Complete – to be signed off"),
        ("action", "status", "Completed - ongoing"),
        ("assurance", "level", "Full; gaps in MCA"),
        ("assurance", "level", "No - change from last year"),
        ("looked_after_children", "population", "LAC aged 0-5"),
        ("looked_after_children", "population", "Own LAC (excluding UASC)"),
        ("training", "subject", "Safeguarding Adults - not delivered"),
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
        ("action", "status", "Complete - see the minutes", "complete"),
        ("action", "status", "On track - awaiting sign off", "on_track"),
        ("action", "status", "In progress - 75%", "on_track"),
        ("rapid_review", "review_status", "In progress (part 2 pending)", "in_progress"),
        ("rapid_review", "decision", "Yes - LCSPR", "full_review"),
        ("adult_review", "decision", "SAR agreed", "sar_mandatory"),
        ("training", "subject", "Preventing Radicalisation - Basic Prevent Awareness - No Specified Renewal", "prevent_basic"),
        ("training", "subject", "Safeguarding Children Level 3 (new starters)", "safeguarding_children"),
        ("training", "subject", "Safeguarding Adults at Risk", "safeguarding_adults"),
        ("training", "subject", "Prevent (BPAT)", "prevent_basic"),
        ("training", "subject", "Prevent - Workshop to raise awareness (WRAP)", "prevent_l3"),
        ("training", "subject", "NHS CSTF Preventing Radicalisation - Levels 1 & 2 - 3 Years", "prevent_basic"),
        ("training", "subject", "Preventing Radicalisation - Levels 3, 4 & 5", "prevent_l3"),
        ("looked_after_children", "population", "Stockport LAC out of area", "placed_out_of_area"),
        ("action", "status", "Completed Jan 19", "complete"),
        ("conference_report", "conference_type", "Initial (pre-birth)", "initial"),
        ("training", "subject", "020 LOCAL|Safeguarding Children Level 3|", "safeguarding_children"),
        ("action", "status", "Completed 12/03/2019", "complete"),
        ("action", "status", "Complete 100%", "complete"),
        ("adult_review", "decision", "SAR - agreed by the panel", "sar_mandatory"),
        ("assurance", "level", "Significant (internal audit)", "significant"),
        ("assurance", "level", "Assurance level: limited", "limited"),
        ("looked_after_children", "population", "Greater Manchester LAC", "own"),
        ("looked_after_children", "population", "Placed in Stockport", "placed_in_area"),
        ("training", "subject", "NHS CSTF Safeguarding Adults - Level 2 - 3 Years", "safeguarding_adults"),
        ("training", "subject", "Safeguarding Children (all clinical staff)", "safeguarding_children"),
        ("training", "subject", "MCA & DoLS refresher", "mental_capacity_act"),
    ],
)
def test_a_word_that_is_itself_a_denial_is_read(layout: str, field: str, text: str, stored: str) -> None:
    typed = convert(text, load_layouts()[layout].fields[field], Look())
    assert typed is not None and typed.value == stored


@pytest.mark.parametrize(
    ("layout", "field", "text", "stored"),
    [
        ("training", "subject", "Safeguarding Children Supervision", "safeguarding_children"),
        ("looked_after_children", "population", "Own LAC who are parents of their own children", "own"),
        ("rapid_review", "decision", "Local learning hospital trust", "local_learning"),
    ],
)
def test_several_words_among_others_are_taken_and_asked_about(layout: str, field: str, text: str, stored: str) -> None:
    typed = convert(text, load_layouts()[layout].fields[field], Look())
    assert typed is not None and (typed.value, typed.code, typed.severity) == (stored, "word_in_doubt", "query")


@pytest.mark.parametrize(
    "text",
    [
        "Yes - expired",
        "Yes - vacant since March",
        "Yes, planned for June",
        "Yes?",
        "Met - in draft",
        "Green - mostly",
        "Compliant (some wards)",
        "Yes, in part",
    ],
)
def test_a_good_answer_that_is_taken_back_is_none(text: str) -> None:
    layout, field = ("primary_care", "lead_gp") if text.startswith("Yes") else ("provider_audit", "self_rating")
    typed = convert(text, load_layouts()[layout].fields[field], Look())
    assert typed is not None and typed.value is None and typed.code in ("not_yes_or_no", "not_a_rating")


@pytest.mark.parametrize(
    ("text", "stored"),
    [("Red - overdue", "not_met"), ("Amber - policy in draft", "partial"), ("Green - nothing outstanding", "met"), ("Met - reviewed in May", "met")],
)
def test_a_remark_on_a_rating_leaves_it(text: str, stored: str) -> None:
    typed = convert(text, load_layouts()["provider_audit"].fields["self_rating"], Look())
    assert typed is not None and (typed.value, typed.code) == (stored, None)


@pytest.mark.parametrize("text", ["Red, now met", "Non compliant - resolved since", "3/4 standards met", "3-monthly audit", "3, 4 and 5 attached"])
def test_a_bad_answer_that_was_mended_and_a_number_that_is_no_score_are_none(text: str) -> None:
    typed = convert(text, load_layouts()["provider_audit"].fields["self_rating"], Look())
    assert typed is not None and (typed.value, typed.code) == (None, "not_a_rating")
