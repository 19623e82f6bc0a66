"""A figure that stands in other words than it was made with is told, though it is right by itself; moving a passage or a light hand is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.assembly.check.run import check
from boardpaper.assembly.ooxml import Element, control_key, find_all, name, run, text_of
from boardpaper.assembly.package import Package
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
LIST = "Northmoor {{ children.previous }}; CVMH {{ children.snapshot }}; Grange {{ training.percent }}."
LONG = (
    "Northmoor NHS Foundation Trust told us at the end of the year that {{ children.previous }} of its staff were trained.\n\n"
    "CVMH NHS Foundation Trust told us at the end of the year that {{ children.snapshot }} of its staff were trained."
)
UNDER = "## Northmoor\n\nOf its staff {{ children.previous }} were trained.\n\n## CVMH\n\nOf its staff {{ children.snapshot }} were trained."
PROSE = "There were {{ children.previous }} children looked after in 2018, and of the staff {{ training.percent }} were trained in Prevent."
A, B, C = "children.previous", "children.snapshot", "training.percent"


@pytest.fixture
def made(workspace: Workspace, catalogue: Catalogue) -> Callable[[str], Path]:
    def make(text: str) -> Path:
        for file in workspace.narrative.glob("0*"):
            file.unlink()
        (workspace.narrative / "01-numbers.md").write_text(f"# Numbers\n\nThis is what we count.\n\n{text}\n\nThe end of it.\n", encoding="utf-8")
        return assemble(workspace, catalogue, workspace.papers / "paper.docx").path

    return make


def _passages(package: Package) -> list[Element]:
    (heading,) = [found for found in find_all(package.document, "//w:body/w:p") if text_of(found) == "Numbers"]
    return list(heading.itersiblings())


def _controls(package: Package) -> list[Element]:
    return [found for each in _passages(package) for found in find_all(each, "descendant-or-self::w:sdt") if control_key(found) in (A, B, C)]


def _exchange(one: Element, other: Element) -> None:
    mark = one.makeelement("mark")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    mark.getparent().remove(mark)  # type: ignore[union-attr]


def _swap(package: Package) -> None:
    one, other, *_ = _controls(package)
    _exchange(one, other)


def _swap_paragraphs(package: Package) -> None:
    one, other, *_ = _controls(package)
    _exchange(next(one.iterancestors(name("w:p"))), next(other.iterancestors(name("w:p"))))


def _retype(*words: tuple[str, str]) -> Callable[[Package], None]:
    def edit(package: Package) -> None:
        for piece in [found for each in _passages(package) for found in find_all(each, ".//w:t")]:
            for old, new in words:
                if old in (piece.text or ""):
                    piece.text = (piece.text or "").replace(old, new)
                    break

    return edit


def _put_elsewhere(package: Package) -> None:
    """Cut a figure out, and paste it into a sentence that had none."""
    control = _controls(package)[0]
    last = next(found for found in _passages(package) if text_of(found) == "The end of it.")
    last.append(run(" Waiting for a check: "))
    last.append(control)


def _move(package: Package) -> None:
    passage = next(_controls(package)[0].iterancestors(name("w:p")))
    next(found for found in _passages(package) if text_of(found) == "The end of it.").addnext(passage)


def _told(workspace: Workspace, catalogue: Catalogue, path: Path, edit: Callable[[Package], None]) -> set[tuple[str, str]]:
    package = Package(path.read_bytes(), path.name)
    edit(package)
    path.write_bytes(package.data())
    found = check(workspace, catalogue, path, pages=False).findings
    return {(each.rule.code, each.found.key) for each in found if each.rule.code in ("figure_moved", "figure_words")}


@pytest.mark.parametrize("text", [LIST, LONG, UNDER])
def test_two_that_were_swapped(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path], text: str) -> None:
    assert _told(workspace, catalogue, made(text), _swap) == {("figure_moved", A), ("figure_moved", B)}


def test_paragraphs_with_the_same_words_swapped_under_their_headings(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path]) -> None:
    assert _told(workspace, catalogue, made(UNDER), _swap_paragraphs) == {("figure_moved", A), ("figure_moved", B)}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ([("Northmoor", "CVMH"), ("CVMH", "Northmoor")], {A}),
        ([("CVMH", "Grange"), ("Grange", "CVMH")], {B, C}),
        ([("Northmoor", "Grange"), ("Grange", "Northmoor")], {C}),
    ],
)
def test_names_that_were_swapped_beside_figures_that_stayed(
    workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path], words: list[tuple[str, str]], keys: set[str]
) -> None:
    assert {key for _, key in _told(workspace, catalogue, made(LIST), _retype(*words))} >= keys


def test_one_that_was_put_into_another_sentence(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path]) -> None:
    path = made(PROSE)
    assert _told(workspace, catalogue, path, _put_elsewhere) == {("figure_words", A)}
    (told,) = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "figure_words"]
    assert (told.where, told.says, told.words) == (
        "section 1 Numbers, paragraph 4",
        f"{A} stands in other words than when the paper was made",
        "The end of it. Waiting for a check: 363",
    )


def test_one_whose_sentence_was_written_anew(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path]) -> None:
    words = [("There were", "We lost"), (" children looked after in 2018", " posts in the year")]
    assert _told(workspace, catalogue, made(PROSE), _retype(*words)) == {("figure_words", A)}


@pytest.mark.parametrize(
    "edit",
    [
        lambda package: None,
        _move,
        _retype(("There were", "At the end of the year there were"), ("trained in Prevent", "well trained in Prevent")),
        _retype((" children looked after", " of the children looked after"), ("of the staff", "of all our staff")),
        _retype((" were trained", " had been trained")),
        _retype(("There were", "There had been"), ("of the staff", "of those employed")),
    ],
)
def test_a_light_hand(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path], edit: Callable[[Package], None]) -> None:
    assert _told(workspace, catalogue, made(PROSE), edit) == set()


def test_one_between_figures_when_the_next_is_taken_out(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path]) -> None:
    listed = "Looked after {{ training.percent }}: {{ children.snapshot }}, {{ children.previous }}, with a few over the year."
    path = made(f"{listed}\n\nNow {{{{ children.snapshot }}}}.")

    def take_out(package: Package) -> None:
        control = next(found for found in _controls(package) if control_key(found) == A)
        control.getparent().remove(control)  # type: ignore[union-attr]

    assert _told(workspace, catalogue, path, take_out) == set()


def _turn(package: Package) -> None:
    """Bring the items of a list into another order, each with its name."""
    passage = next(_controls(package)[0].iterancestors(name("w:p")))
    content = [child for child in passage if child.tag != name("w:pPr")]
    assert len(content) == 7
    for child in content:
        passage.remove(child)
    a, b, c = content[1::2]
    for child in (run("Grange "), c, run("; Northmoor "), a, run("; CVMH "), b, run(".")):
        passage.append(child)


def test_a_list_in_another_order(workspace: Workspace, catalogue: Catalogue, made: Callable[[str], Path]) -> None:
    assert _told(workspace, catalogue, made(LIST), _turn) == set()
