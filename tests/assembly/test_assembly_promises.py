"""An answer of "Y" needs the section or the appendix that it promises; what is not there is told, and the answer stands."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element, find_all, text_of
from boardpaper.assembly.paper import WITHOUT_RULER, assemble
from boardpaper.assembly.promises import promises
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Checklist, Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
FINANCE = (
    "Checklist, Change in Financial Spend: Finance Section below completed: Y is declared, but no heading of a section or an appendix says "
    "'finance'; write that section or appendix, or change checklist.change_in_financial_spend in boardpaper.toml."
)


def _declare(workspace: Workspace, *rules: str) -> None:
    with workspace.settings_path.open("a", encoding="utf-8") as file:
        file.write("[checklist]\n" + "".join(f'{rule} = "Y"\n' for rule in rules))


def test_every_item_of_the_settings_has_its_promise() -> None:
    assert list(promises()) == [rule for rule in Checklist.__struct_fields__ if rule != "overrule"]


def test_promise_that_is_not_kept_is_told_and_the_answer_stands(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    _declare(workspace, "change_in_financial_spend")
    paper = assemble(workspace, catalogue)
    assert paper.notes == (WITHOUT_RULER, FINANCE)
    row = find_all(part(paper.path), "//w:tr[contains(., 'Finance Section')]")[0]
    assert text_of(find_all(row, "w:tc")[3]) == "Y"


def test_each_thing_promised_is_looked_for(workspace: Workspace, catalogue: Catalogue) -> None:
    _declare(workspace, *promises())
    told = [note.partition(" says ")[2].partition(";")[0] for note in assemble(workspace, catalogue).notes[1:]]
    assert told == [
        "'finance'",
        "'public consultation'",
        "'equality impact assessment'",
        "'privacy impact assessment'",
        "'procurement'",
        "'risk assessment'",
        "'staff consultation'",
        "'equality impact assessment'",
    ]


@pytest.mark.parametrize(
    ("name", "heading", "rule"),
    [
        ("03-money.md", "# Financial Implications", "change_in_financial_spend"),
        ("03-money.md", "# Money\n\n## Finance in {{ report.period }}", "change_in_financial_spend"),
        ("03-talks.md", "# Consultation with the Public", "public_consultation"),
        ("appendix-2-eia.md", "# EIA", "equality_impact_assessment"),
        ("appendix-2-data.md", "# Data Protection Impact Assessments", "privacy_impact_assessment"),
    ],
)
def test_heading_of_any_level_keeps_a_promise(workspace: Workspace, catalogue: Catalogue, name: str, heading: str, rule: str) -> None:
    _declare(workspace, rule)
    (workspace.narrative / name).write_text(f"{heading}\n\nWords.\n", encoding="utf-8")
    assert assemble(workspace, catalogue).notes == (WITHOUT_RULER,)


def test_words_of_the_text_keep_no_promise(workspace: Workspace, catalogue: Catalogue) -> None:
    _declare(workspace, "change_in_financial_spend")
    (workspace.narrative / "03-money.md").write_text("# Money\n\nThere was no finance.\n", encoding="utf-8")
    assert assemble(workspace, catalogue).notes == (WITHOUT_RULER, FINANCE)
