"""A letter that was edited in Word is checked, refreshed and compared as the board paper is, on its own provider's returns."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from boardpaper.assembly.check.run import check
from boardpaper.assembly.compare import compare_papers
from boardpaper.assembly.letters import write_letters
from boardpaper.assembly.refresh.run import refresh
from boardpaper.cli import main
from boardpaper.errors import PaperError
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

from .conftest import HEAD, lines_of, measured

TRAINING = ("Lakeview", "March 2019", "Subject,Required,Compliant\nPrevent Basic,10,9\n")
ACTIONS = "Ref,Source,Action,Due,Status\n{rows}"
TWO = "1,Audit,Write it,01/02/2019,On track\n2,Audit,Read it,01/03/2019,On track\n"


@pytest.fixture
def letter(empty_workspace: Path, letters_of: Callable[..., dict[str, list[str]]]) -> Path:
    """The letter to a provider that sent training and two actions."""
    letters_of(TRAINING, ("Lakeview", "March 2019", ACTIONS.format(rows=TWO)))
    (path,) = (empty_workspace / "papers" / "letters").glob("XA6-*.docx")
    return path


def _edit(path: Path, old: str, new: str) -> None:
    with ZipFile(path) as archive:
        parts = {item: archive.read(item).decode() for item in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for item, text in parts.items():
            assert item.filename != "word/document.xml" or old in text
            archive.writestr(item, text.replace(old, new) if item.filename == "word/document.xml" else text)


def _send(workspace: Path, name: str, table: str, period: str = "March 2019") -> None:
    (workspace / "returns" / name).write_text(HEAD.format(provider="Lakeview", period=period) + table, encoding="utf-8")
    ingest(Workspace(workspace))


def _codes(workspace: Path, path: Path) -> list[str]:
    (addressee,) = measured(workspace, "XA6").each
    return [finding.rule.code for finding in check(Workspace(workspace), addressee, path, pages=False).findings]


def test_a_letter_as_it_was_made_has_nothing_wrong(empty_workspace: Path, letter: Path) -> None:
    assert _codes(empty_workspace, letter) == []


def test_a_figure_typed_by_hand_is_found_left_and_put_back(empty_workspace: Path, letter: Path) -> None:
    made = letter.read_bytes()
    _edit(letter, ">90.0%<", ">95.0%<")
    assert _codes(empty_workspace, letter) == ["figure_by_hand"]
    (addressee,) = measured(empty_workspace, "XA6").each
    assert [move.before for move in refresh(Workspace(empty_workspace), addressee, letter).left] == ["95.0%"]
    refresh(Workspace(empty_workspace), addressee, letter, overrule=True)
    assert (_codes(empty_workspace, letter), letter.read_bytes()) == ([], made)


def test_an_action_that_is_done_leaves_the_letter(empty_workspace: Path, letter: Path) -> None:
    _edit(letter, "Dear colleague,", "Dear Lead Nurse,")
    _send(
        empty_workspace,
        "later.csv",
        ACTIONS.format(rows=TWO.replace("On track", "Complete", 1))
        .replace("Due,", "Due,Completed,")
        .replace("01/02/2019,", "01/02/2019,15/01/2019,")
        .replace("01/03/2019,", "01/03/2019,,"),
    )
    (addressee,) = measured(empty_workspace, "XA6").each
    done = refresh(Workspace(empty_workspace), addressee, letter)
    assert (done.blocks, done.notes, done.gone) == (("table: letter.actions",), (), ())
    write_letters(Workspace(empty_workspace), measured(empty_workspace, "XA6"), empty_workspace / "fresh")
    (fresh,) = (empty_workspace / "fresh").glob("XA6-*.docx")
    assert lines_of(letter) == [line.replace("Dear colleague,", "Dear Lead Nurse,") for line in lines_of(fresh)]
    assert _codes(empty_workspace, letter) == []


def test_the_copy_of_a_letter_as_it_was_is_no_letter_of_an_earlier_run(empty_workspace: Path, letter: Path) -> None:
    _edit(letter, ">90.0%<", ">95.0%<")
    (addressee,) = measured(empty_workspace, "XA6").each
    copy = refresh(Workspace(empty_workspace), addressee, letter, overrule=True).copy
    assert copy and copy.name.endswith(" (before refresh 1).docx")
    assert [note for note in write_letters(Workspace(empty_workspace), measured(empty_workspace)).notes if copy.name in note] == []


def test_two_letters_to_one_provider_are_compared(empty_workspace: Path, letter: Path) -> None:
    old = letter.with_name("old.docx")
    old.write_bytes(letter.read_bytes())
    _edit(letter, "Please answer every question", "Please kindly answer every question")
    (addressee,) = measured(empty_workspace, "XA6").each
    changed = compare_papers(Workspace(empty_workspace), addressee, old, letter)
    (words,) = (words for change in changed for words in change.words)
    assert (words.before[:30], words.after[:30]) == ("Please answer every question t", "Please kindly answer every que")


def test_the_commands_measure_for_the_provider_of_the_letter(empty_workspace: Path, letter: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--workspace", str(empty_workspace), *words])
        return done.exit_code, done.output

    other = next(path for path in letter.parent.glob("*.docx") if path != letter)
    code, said = run("check", str(letter), "--no-pages")
    assert (code, said.splitlines()[0].partition(":")[0]) == (0, f"{letter.name} passes")
    assert run("refresh", str(letter), "--no-pages") == (0, "0 figures moved, 0 figures left. Nothing was written.\n")
    assert run("compare", str(letter), str(letter)) == (0, "Nothing changed: sections, figures and words are the same.\n")
    code, said = run("compare", str(letter), str(other))
    assert (code, f"is a letter to XA6, and {other.name} is a letter to {other.name[:3]}: compare two papers of one kind." in said) == (2, True)


def test_a_letter_is_not_held_against_everybody(empty_workspace: Path, letter: Path) -> None:
    other = next(each for each in measured(empty_workspace).each if each.code != "XA6")
    with pytest.raises(PaperError, match="measure for the one in hand"):
        check(Workspace(empty_workspace), other, letter, pages=False)
