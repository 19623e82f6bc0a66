"""A word that limits or denies, put to a figure by hand or taken from it, turns round what the paper says: the check tells it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import control_key, find_all, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.tests.measuring import measure
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
PROSE = (
    "Deaths reviewed since 2017: {{ children.previous }}. Over {{ children.snapshot }} came who had not been seen. "
    "Of all staff {{ training.percent }} were trained."
)
A, B, C = "children.previous", "children.snapshot", "training.percent"
Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def told(workspace: Workspace, catalogue: Catalogue) -> Told:
    def tell(*edits: tuple[str, str], text: str = PROSE) -> list[tuple[str, str]]:
        """Return the keys and the words of what is said of figures in other words, after one text was put for another in the paper's runs."""
        for file in workspace.narrative.glob("0*"):
            file.unlink()
        (workspace.narrative / "01-numbers.md").write_text(f"# Numbers\n\nThis is what we count.\n\n{text}\n\nThe end.\n", encoding="utf-8")
        path: Path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
        package = Package(path.read_bytes(), path.name)
        for old, new in edits:
            (piece,) = [found for found in find_all(package.document, "//w:body/w:p//w:t") if old in text_of(found)]
            piece.text = (piece.text or "").replace(old, new)
        path.write_bytes(package.data())
        found = check(workspace, catalogue, path, pages=False).findings
        return [(each.found.key, each.found.says) for each in found if each.rule.code == "figure_words"]

    return tell


PUT = "{0} stands with {1!r}, and did not when the paper was made"


@pytest.mark.parametrize(
    ("edit", "key", "words"),
    [
        (("2017: ", "2017: over "), A, "over"),
        (("2017: ", "2017: fewer than "), A, "fewer than"),
        (("2017: ", "2017: half of "), A, "half of"),
        (("2017: ", "2017: ~"), A, "~"),
        (("Deaths reviewed", "Deaths not reviewed"), A, "not"),
        (("Deaths reviewed", "Deaths that weren\N{RIGHT SINGLE QUOTATION MARK}t reviewed"), A, "weren\N{RIGHT SINGLE QUOTATION MARK}t"),
        ((" were trained", " were never trained"), C, "never"),
        ((" were trained", " or more were trained"), C, "or more"),
    ],
)
def test_a_word_that_was_put_to_a_figure(told: Told, edit: tuple[str, str], key: str, words: str) -> None:
    assert told(edit) == [(key, PUT.format(key, words))]


def test_another_word_than_it_had(told: Told) -> None:
    assert told((". Over ", ". Under ")) == [(B, f"{B} stands with 'not' and 'under', and did not when the paper was made")]


def test_words_that_were_taken_from_a_figure(told: Told) -> None:
    gone = [(B, f"{B} stood with a word that limits or denies, which was taken out")]
    assert told((". Over ", ". Here "), ("had not been seen", "had been seen")) == gone


@pytest.mark.parametrize(
    "edits",
    [
        (),
        ((" were trained", " were well trained"),),
        (("2017: ", "2017, as told: "),),
        (("The end", "It is not over, and never will be"),),
        ((" were trained.", " were trained. It was not easy."),),
    ],
)
def test_what_does_not_turn_a_figure_round(told: Told, edits: tuple[tuple[str, str], ...]) -> None:
    assert told(*edits) == []


TWICE = "Over {{ children.snapshot }} boys and girls are seen. Deaths: {{ training.percent }}.\n\nOf them {{ children.snapshot }} pupils have a plan."
GONE = f"{B} stood with a word that limits or denies, which was taken out"


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([("Of them ", "Of them over ")], [PUT.format(B, "over")]),
        ([("Over ", "Here are "), ("Of them ", "Of them over ")], [GONE, PUT.format(B, "over")]),
        ([("Over ", "Here are ")], [GONE]),
        ([(" boys and girls are", " boys and girls now are")], []),
        ([(" pupils have", " pupils now have")], []),
    ],
)
def test_a_word_that_another_place_of_the_figure_was_made_with(told: Told, edits: list[tuple[str, str]], says: list[str]) -> None:
    assert told(*edits, text=TWICE) == [(B, each) for each in says]


ALIKE = "Over {{ children.snapshot }} boys came.\n\nOver {{ children.snapshot }} boys went.\n\nSome {{ children.snapshot }} boys stayed."


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([("boys came", "boys soon came")], []),
        ([("Some ", "Over ")], [PUT.format(B, "over")]),
        ([("Some ", "Over "), ("boys went", "boys then went"), ("boys came", "boys soon came")], [PUT.format(B, "over")] * 3),
    ],
)
def test_a_word_at_places_that_are_alike(told: Told, edits: list[tuple[str, str]], says: list[str]) -> None:
    """Where more of them have it than had it, and none is worded as it was, each is told: which is the one cannot be known."""
    assert told(*edits, text=ALIKE) == [(B, each) for each in says]


def test_a_sign_that_was_taken_from_a_figure(told: Told) -> None:
    text = "Deaths: < {{ children.previous }} in all. Children: {{ children.previous }} in all."
    assert told(("Deaths: < ", "Deaths: "), text=text) == [(A, GONE.replace(B, A))]
    assert told(text=text) == []


def test_the_caption_of_a_chart_that_libreoffice_left_outside_its_control(ingested: Path, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(ingested, tmp_path / "sample"))
    catalogue = measure(workspace)
    key = "training_against_target"
    titled = replace(catalogue.charts[key], title="Own staff at {{ report.as_at }} (a gap: not measured)")
    catalogue = replace(catalogue, charts=catalogue.charts | {key: titled})
    path = assemble(workspace, catalogue).path
    package = Package(path.read_bytes(), path.name)
    (control,) = [found for found in find_all(package.document, "//w:sdt") if control_key(found) == f"chart: {key}"]
    control.addnext(find_all(control, "w:sdtContent/w:p")[-1])
    path.write_bytes(package.data())
    assert [each.found.says for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "figure_words"] == []


def test_a_passage_as_it_was_made(told: Told) -> None:
    assert told(("This is what we count.", "This is what we do not count.")) == []
