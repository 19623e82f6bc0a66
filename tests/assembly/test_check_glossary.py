"""One name for one thing: the statutory one of the paper's own day, unless the team has set another."""

from datetime import date

import pytest

from boardpaper.assembly.check.glossary import glossary, statutory_terms
from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.mark.parametrize(
    ("day", "name", "others"),
    [
        (date(2018, 3, 31), "Local Safeguarding Children Board", ("safeguarding children partnership",)),
        (date(2019, 3, 31), "Clinical Commissioning Group", ("Integrated Care Board",)),
        (date(2025, 3, 31), "Integrated Care Board", ("Clinical Commissioning Group",)),
        (date(2025, 3, 31), "safeguarding children partnership", ("Local Safeguarding Children Board", "LSCB")),
        (date(2025, 3, 31), "local child safeguarding practice review", ("Serious Case Review",)),
    ],
)
def test_the_name_of_a_day(day: date, name: str, others: tuple[str, ...]) -> None:
    assert glossary(day, {})[name] == others


def test_both_names_stand_while_one_takes_the_place_of_the_other() -> None:
    words = {word for name, others in glossary(date(2019, 3, 31), {}).items() for word in (name, *others)}
    assert not words & {"LSCB", "safeguarding children partnership", "Serious Case Review"}


def test_a_team_s_own_word_goes_before_the_law_s() -> None:
    own = {"Hillshire Safeguarding Board": ["LSCB"]}
    assert glossary(date(2025, 3, 31), own)["Hillshire Safeguarding Board"] == ("LSCB",)
    assert "safeguarding children partnership" not in glossary(date(2025, 3, 31), own)


def test_each_term_has_its_days_in_order_and_its_source() -> None:
    assert all(term.before and term.since <= term.settled and term.source for term in statutory_terms())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ICB met.", ["'ICB', where the glossary has 'CCG'"]),
        ("Two Integrated Care Boards met.", ["'Integrated Care Board', where the glossary has 'Clinical Commissioning Group'"]),
        ("The LSCB and the CCG met over a Serious Case Review.", []),
    ],
)
def test_a_paper_for_2018_19(workspace: Workspace, catalogue: Catalogue, text: str, found: list[str]) -> None:
    (workspace.narrative / "01-introduction.md").write_text(f"# Introduction\n\n{text}\n", encoding="utf-8")
    path = assemble(workspace, catalogue).path
    assert [each.found.says for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "second_name"] == found
