"""A paper is final when nothing that it prints is still asked about and its front sheet is filled in; else `--final` lists what is in the way."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.cli import main
from boardpaper.errors import NotFinalError
from boardpaper.warehouse.figures.model import Catalogue, Doubt, Kind
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
CURE = (
    "Answer each query ('boardpaper issues' lists them), ingest a corrected return, or take the figure out of the paper; "
    "fill in the front sheet in boardpaper.toml. Without --final the paper is made as a draft."
)


def _doubted(catalogue: Catalogue, **doubts: tuple[Doubt, ...]) -> Catalogue:
    """Return the catalogue with these doubts and no others; `_` stands for the dot of a key."""
    named = {key.replace("_", "."): found for key, found in doubts.items()}
    return replace(catalogue, figures={key: replace(figure, doubts=named.get(key, ())) for key, figure in catalogue.figures.items()})


def _without(workspace: Workspace, *lines: str) -> None:
    text = workspace.settings_path.read_text(encoding="utf-8")
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    workspace.settings_path.write_text(text, encoding="utf-8")


def test_final_paper_has_no_mark(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    paper = assemble(workspace, _doubted(catalogue), final=True)
    stories = ["".join(part(paper.path, f"word/{story}.xml").itertext()) for story in ("document", "header1", "header2", "footer1", "footer2")]
    assert [story for story in stories if "DRAFT" in story] == []
    assert texts(part(paper.path))[0] == "Hillshire Commissioning Group"
    status = [item.text for item in part(paper.path, "docProps/core.xml") if str(item.tag).endswith("contentStatus")]
    assert (status, paper.is_final) == (["Final"], True)


def test_all_that_stands_in_the_way_comes_at_once(workspace: Workspace, catalogue: Catalogue) -> None:
    _without(workspace, 'agenda_item = "9"\n', 'summary = ["Children looked after: {{ children.snapshot }}"]\n', "meeting_date = 2020-02-05\n")
    query, late = Doubt("queried", "a.xlsx: queried (percent_differs) at S B4"), Doubt("not in", "1 of 2 is not in")
    doubted = _doubted(catalogue, training_percent=(query, late), children_snapshot=(query,), children_previous=(Doubt("rough", "b.csv: about"),))
    with pytest.raises(NotFinalError) as caught:
        assemble(workspace, doubted, final=True)
    assert str(caught.value).split("\n") == [
        "The paper cannot be final yet. 5 things stand in the way:",
        "  a.xlsx: queried (percent_differs) at S B4",
        "    behind 2 figures, such as training.percent",
        "  b.csv: about",
        "    behind children.previous",
        "  The front sheet is empty at front_sheet.meeting_date.",
        "    For example: meeting_date = 2020-02-05",
        "  The front sheet is empty at front_sheet.agenda_item.",
        '    For example: agenda_item = "9"',
        "  The front sheet is empty at front_sheet.summary.",
        '    For example: summary = ["New partnership and child death arrangements"]',
        CURE,
    ]
    assert not workspace.papers.exists()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_only_what_somebody_can_still_answer_stands_in_the_way(workspace: Workspace, catalogue: Catalogue, kind: Kind) -> None:
    doubted = _doubted(catalogue, training_percent=(Doubt(kind, "a.xlsx: why"),))
    if kind in ("queried", "left out", "missing", "rough"):
        with pytest.raises(NotFinalError, match=r"^The paper cannot be final yet\. One thing stands in the way:\n  a\.xlsx: why\n"):
            assemble(workspace, doubted, final=True)
    else:
        assert assemble(workspace, doubted, final=True).doubts == (("training.percent", Doubt(kind, "a.xlsx: why")),)


def test_figure_that_the_paper_does_not_print_is_not_in_the_way(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "01-introduction.md").write_text("# Introduction\n\nStaff are trained.\n", encoding="utf-8")
    assert assemble(workspace, catalogue, final=True).is_final


def test_command_refuses_and_writes_nothing(ingested: Path, tmp_path: Path) -> None:
    output = tmp_path / "paper.docx"
    result = CliRunner().invoke(main, ["-w", str(ingested), "assemble", "--final", "-o", str(output)])
    assert (result.exit_code, result.stdout, output.exists()) == (2, "", False)
    assert result.stderr.startswith("boardpaper: The paper cannot be final yet. 6 things stand in the way:\n")


def test_command_says_what_keeps_a_paper_a_draft(workspace: Workspace, catalogue: Catalogue) -> None:
    from boardpaper.screen import show_paper

    late = Doubt("not in", "1 of 2 is not in")
    doubted = _doubted(catalogue, training_percent=(Doubt("queried", "a.xlsx: why"), late))
    draft = assemble(workspace, doubted)
    assert show_paper(draft).split("\n")[:-1] == [
        f"The paper is {draft.path} (7 figures), marked DRAFT.",
        'It shows every count of people as it is: [disclosure] public = "none" in boardpaper.toml.',
        "1 thing to settle before it can be final:",
        "  a.xlsx: why",
        "    behind training.percent",
        "1 thing to look at before it is signed:",
        "  1 of 2 is not in",
        "    behind training.percent",
    ]
    final = assemble(workspace, _doubted(catalogue, training_percent=(late,)), final=True)
    assert show_paper(final).split("\n")[:3:2] == [f"The final paper is {final.path} (7 figures).", "1 thing to look at before it is signed:"]
