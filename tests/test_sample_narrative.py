"""The sample's narrative has the paper's anatomy, asks only for keys of known forms, and retypes no figure that a return carries."""

import re
import tomllib
from pathlib import Path

import boardpaper

SAMPLE = Path(boardpaper.__file__).parent / "sample"
SECTIONS = {
    "Introduction": [],
    "CCG Safeguarding Team": ["Accountability Chart", "The Team"],
    "Providers Accountability and Assurance": [],
    "Primary Care": [],
    "Safeguarding Children Reforms": ["Reforms", "Child Death Reviews", "Rapid Reviews"],
    "Child Sexual Abuse & Exploitation": [],
    "Safeguarding Reviews": ["Serious Adult Reviews", "Learning", "Serious Case Reviews Children", "Safeguarding Adult Peer Review"],
    "Looked After Children": [],
    "Prevent": [],
    "Achievements": [],
    "Challenges": [],
    "Safeguarding Training": [],
    "Stockport LeDeR Reviews": [],
    "Ambitions": [],
}
APPENDICES = {"National Panel Safeguarding Visit - Safe Sleep": ["Actions"]}
BLOCKS = {
    "chart: team",
    "chart: audit_ratings",
    "chart: training_over_months",
    "chart: looked_after_children",
    "chart: training_against_target",
    "table: team",
    "table: provider_audit",
    "table: provider_audit_by_domain",
    "table: training_by_provider",
    "table: child_deaths",
    "table: adult_reviews",
    "table: looked_after_children",
    "table: prevent",
    "table: training_events",
    "table: training_compliance",
}
SUBJECTS = "safeguarding_adults|safeguarding_children|mental_capacity_act|prevent_basic|prevent_l3"
EVENTS = "drugs_and_alcohol|young_carers|special_educational_needs_and_disability|awareness_session"
PERMITTED = (
    rf"training\.({SUBJECTS})\.percent(\.(target|against_target|change))?",
    rf"training_event\.({EVENTS})\.(attended|booked|date)|training_event\.(total|attended)",
    r"looked_after_children\.(own|placed_in_area)\.(snapshot|previous|flow|snapshot\.change)",
    r"looked_after_children\.(iha|rha_under5|rha_5plus)\.(percent|on_time|due)",
    r"rapid_review\.(notified|notified_in_time|reviewed|reviewed_in_time|full_review|local_learning|no_further_review)",
    r"adult_review\.(referrals|domestic_homicide_review|single_agency_learning)",
    r"leder\.(notified|completed)",
    r"child_death\.(notified|reviewed|open_over_12_months)",
    r"conference_report\.(autumn|following_summer)\.percent",
    r"primary_care\.(practices|returned|lead_gp|policy_in_date)",
    r"prevent\.(providers|leads|policies)|prevent\.(basic|l3)\.percent(\.(target|against_target))?",
    r"provider_audit\.(providers|partial|not_met|unanswered|not_moderated)|provider_audit\.met\.percent",
    r"dbs\.(required|in_date|outstanding|in_progress|percent)",
    r"action\.(total|complete|open|overdue)",
    r"team\.(roles|one_day|statutory)",
    r"organisation\.(name|short_name|area)",
    r"report\.(title|period|as_at|period_end_month|previous_end_month|version|first_published)",
)
RETURNED = ("87.79", "88.55", "96.3", "87.02", "85.7", "355", "363", "585", "445", "470", "700", "151", "149", "34.1", "61.5")
PLACE = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def _files(pattern: str) -> list[Path]:
    return sorted((SAMPLE / "narrative").glob(pattern))


def _anatomy(files: list[Path]) -> dict[str, list[str]]:
    texts = [path.read_text(encoding="utf-8") for path in files]
    return {text.splitlines()[0].removeprefix("# "): re.findall(r"^## (.+)$", text, re.MULTILINE) for text in texts}


def _places() -> list[str]:
    return [key for path in _files("*.md") for key in PLACE.findall(path.read_text(encoding="utf-8"))]


def _strangers(keys: list[str]) -> list[str]:
    return [key for key in keys if not any(re.fullmatch(form, key) for form in PERMITTED)]


def _retyped(text: str) -> list[str]:
    """Return the returned figures that stand typed in a text as numbers of their own."""
    typed = re.findall(r"\d+(?:\.\d+)?", PLACE.sub("", text))
    return [figure for figure in RETURNED if figure in typed]


def test_files_are_numbered_without_a_gap() -> None:
    assert [path.name[:3] for path in _files("[0-9]*.md")] == [f"{number:02}-" for number in range(1, len(SECTIONS) + 1)]
    assert [path.name[:11] for path in _files("appendix-*.md")] == ["appendix-1-"]
    assert len(_files("*")) == len(SECTIONS) + len(APPENDICES)


def test_titles_and_sub_headings_are_the_papers_own() -> None:
    assert list(_anatomy(_files("[0-9]*.md")).items()) == list(SECTIONS.items())
    assert _anatomy(_files("appendix-*.md")) == APPENDICES


def test_every_place_has_a_form_that_figures_offer() -> None:
    places = _places()
    references = [key for key in places if key.casefold().startswith("ref: ")]
    blocks = [key for key in places if ":" in key and key not in references]
    assert sorted(blocks) == sorted(BLOCKS)
    headings = {*SECTIONS, *APPENDICES, *(sub for subs in SECTIONS.values() for sub in subs)}
    assert [aim for key in references if (aim := key.partition(": ")[2]) not in BLOCKS | headings] == []
    assert _strangers([key for key in places if ":" not in key]) == []


def test_no_figure_that_a_return_carries_is_typed() -> None:
    assert {path.name: _retyped(path.read_text(encoding="utf-8")) for path in _files("*.md")} == {path.name: [] for path in _files("*.md")}
    assert _retyped("355 children, 1355 others, 87.79%, {{ figure.700 }}") == ["87.79", "355"]


def test_the_summary_of_the_front_sheet_is_nine_short_points() -> None:
    summary = tomllib.loads((SAMPLE / "boardpaper.toml").read_text(encoding="utf-8"))["front_sheet"]["summary"]
    assert len(summary) == 9
    assert [point for point in summary if len(PLACE.sub("figure", point).split()) >= 12] == []
    assert _strangers([key for point in summary for key in PLACE.findall(point)]) == []
    assert _retyped("\n".join(summary)) == []
