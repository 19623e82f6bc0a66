"""A refresh shows a paper's readers no more than the paper may: the public what the policy leaves, the private part of the meeting all."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.warehouse.figures.model import Catalogue, People
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def readers(workspace: Workspace) -> Workspace:
    """A workspace whose public papers follow a policy, and whose private ones give their reason."""
    settings = workspace.settings_path.read_text(encoding="utf-8")
    more = 'part_2_reason = "People could be known"\n[disclosure]\npublic = "under_5"\n'
    workspace.settings_path.write_text(settings + more, encoding="utf-8")
    return workspace


def _of(catalogue: Catalogue, number: int) -> Catalogue:
    """Return the catalogue with so many children, in prose and in a table."""
    figure = catalogue.figures["children.snapshot"]
    figures = catalogue.figures | {figure.key: replace(figure, value=number, text=str(number))}
    return replace(catalogue, figures=figures, people={figure.key: People({("own",): number})})


def test_a_count_that_became_small_is_hidden_in_words_and_in_fewer_words_in_a_table(readers: Workspace, catalogue: Catalogue) -> None:
    path = assemble(readers, _of(catalogue, 7), readers.papers / "paper.docx").path
    done = refresh(readers, _of(catalogue, 3), path)
    assert [(move.before, move.after, move.places) for move in done.moved] == [("7", "fewer than 5", 1), ("7", "<5", 1)]
    assert _parts(path) == _parts(assemble(readers, _of(catalogue, 3), readers.papers / "fresh.docx").path)
    assert check(readers, _of(catalogue, 3), path, pages=False).findings == ()
    back = refresh(readers, _of(catalogue, 8), path)
    assert [(move.before, move.after) for move in back.moved] == [("fewer than 5", "8"), ("<5", "8")]


def test_what_differs_only_in_what_is_hidden_changes_nothing(readers: Workspace, catalogue: Catalogue) -> None:
    path = assemble(readers, _of(catalogue, 2), readers.papers / "paper.docx").path
    before = path.read_bytes()
    done = refresh(readers, _of(catalogue, 4), path)
    assert (done.moved, done.copy, path.read_bytes()) == ((), None, before)


def test_a_private_paper_keeps_its_exact_values(readers: Workspace, catalogue: Catalogue) -> None:
    path = assemble(readers, _of(catalogue, 7), private=True).path
    done = refresh(readers, _of(catalogue, 3), path)
    assert [(move.before, move.after, move.places) for move in done.moved] == [("7", "3", 2)]
    made = _parts(path)
    path.unlink()
    assert made == _parts(assemble(readers, _of(catalogue, 3), private=True).path)
