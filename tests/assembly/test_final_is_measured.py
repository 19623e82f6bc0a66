"""A final paper is made of something: what its text, or a whole table or chart, has no figure for keeps it a draft, unless accepted with a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NotFinalError, SettingsError
from boardpaper.screen import show_paper
from boardpaper.warehouse.figures.model import Catalogue, Chart, Table
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
Without = Callable[..., Catalogue]


@pytest.fixture
def without(catalogue: Catalogue) -> Without:
    """Return the catalogue without doubts, with these figures not measured."""

    def bare(*keys: str) -> Catalogue:
        figures = {key: replace(figure, doubts=()) for key, figure in catalogue.figures.items()}
        return replace(catalogue, figures=figures | {key: replace(figures[key], value=None, text="not measured") for key in keys})

    return bare


def _in_the_way(workspace: Workspace, catalogue: Catalogue) -> list[str]:
    with pytest.raises(NotFinalError) as caught:
        assemble(workspace, catalogue, final=True)
    return str(caught.value).split("\n")[1:-1]


def _accept(workspace: Workspace, key: str) -> None:
    text = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(f'{text}[not_measured]\n"{key}" = "The service began in March"\n', encoding="utf-8")


def _missing(*places: str) -> list[str]:
    return [
        f"  Not measured, with nothing else in its place: {', '.join(places)}.",
        "    Ingest its return, take it out of the paper, or accept it in boardpaper.toml by its key, or by how keys begin, with the reason under "
        "[not_measured].",
    ]


def test_figure_of_the_text(workspace: Workspace, without: Without) -> None:
    assert _in_the_way(workspace, without("training.percent")) == _missing("training.percent")
    draft = show_paper(assemble(workspace, without("training.percent")))
    assert "\n".join(["1 thing to settle before it can be final:", *_missing("training.percent")]) in draft


def test_one_cell_of_a_table_says_so_itself(workspace: Workspace, without: Without) -> None:
    assert assemble(workspace, without("children.previous"), final=True).not_measured == ("children.previous",)


def test_table_in_which_nothing_is_measured(workspace: Workspace, without: Without) -> None:
    found = _in_the_way(workspace, without("children.previous", "children.snapshot"))
    assert found == _missing("children.snapshot", "table: children")  # the first is one of the front sheet's text, too


def test_blocks_that_have_nothing_to_show(workspace: Workspace, without: Without) -> None:
    bare = without()
    emptied = replace(
        bare,
        figures={key: figure for key, figure in bare.figures.items() if not key.startswith("assurance.")},
        tables={"children": Table("children", "Children", ("Group",), (False,), ())},
        charts={"team": Chart("team", "Posts", ())},
    )
    assert _in_the_way(workspace, emptied) == _missing("assurance", "table: children", "chart: team")


def test_table_that_is_rightly_empty_is_not_in_the_way(workspace: Workspace, without: Without) -> None:
    none = Table("children", "Children", ("Group",), (False,), (), empty="No child was looked after.")
    assert assemble(workspace, replace(without(), tables={"children": none}), final=True).is_final


def test_paper_of_which_nothing_is_measured(workspace: Workspace, without: Without, catalogue: Catalogue) -> None:
    nothing = ["  No figure of the paper is measured.", "    Put the returned files into returns/ and run 'boardpaper ingest'."]
    assert _in_the_way(workspace, without(*catalogue.figures)) == nothing
    _accept(workspace, "children")
    assert _in_the_way(Workspace(workspace.root), without(*catalogue.figures)) == nothing


@pytest.mark.parametrize("key", ["training.percent", "training"])
def test_accepted_with_a_reason(workspace: Workspace, without: Without, key: str) -> None:
    _accept(workspace, key)
    paper = assemble(workspace, without("training.percent"), final=True)
    assert f"Accepted as not measured, in boardpaper.toml: {key} (The service began in March)." in paper.notes


def test_reason_for_nothing_on_offer(workspace: Workspace, without: Without) -> None:
    _accept(workspace, "trainin.percent")
    with pytest.raises(
        SettingsError, match=r"not_measured names 'trainin.percent', which no figure's key begins with\. Did you mean 'training.percent'"
    ):
        assemble(workspace, without())


def test_the_samples_paper_can_be_final(ingested: Path, sample_copy: Path) -> None:
    from boardpaper.layouts import load_layouts
    from boardpaper.tests.measuring import measure_all
    from boardpaper.warehouse.connection import reader

    (sample_copy / "warehouse.db").write_bytes((ingested / "warehouse.db").read_bytes())
    workspace = Workspace(sample_copy)
    with reader(workspace.warehouse) as connection:
        measured = measure_all(connection, workspace, load_layouts())
    settled = replace(measured, figures={key: replace(figure, doubts=()) for key, figure in measured.figures.items()})
    assert assemble(workspace, settled, final=True).is_final
