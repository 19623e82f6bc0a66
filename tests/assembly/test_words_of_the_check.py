"""What the check says is said to people: in their words, by the names of things, the worst first."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.cli import main
from boardpaper.errors import PaperError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
_RUN = '<w:r><w:t xml:space="preserve">Of staff, </w:t></w:r>'
_TAGGED = '<w:alias w:val="{0}"/><w:tag w:val="{0}"/>'
Edit = Callable[..., Path]


@pytest.fixture
def edited(workspace: Workspace, catalogue: Catalogue) -> Edit:
    def edit(*edits: tuple[str, str], part: str = "word/document.xml") -> Path:
        path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
        with ZipFile(path) as archive:
            parts = {item: archive.read(item).decode() for item in archive.infolist()}
        with ZipFile(path, "w") as archive:
            for item, text in parts.items():
                for old, new in edits if item.filename == part else ():
                    assert old in text
                    text = text.replace(old, new)
                archive.writestr(item, text)
        return path

    return edit


def _told(workspace: Workspace, catalogue: Catalogue, path: Path) -> list[tuple[str, str]]:
    return [(each.rule.code, each.found.says) for each in check(workspace, catalogue, path, pages=False).findings]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_RUN.replace("<w:r>", '<w:r><w:rPr><w:rPrChange w:id="9" w:author="Ann"/></w:rPr>'), "a tracked change of formatting by Ann is open"),
        (f'<w:ins w:id="9" w:author="Ann">{_RUN}</w:ins>', "a tracked insertion by Ann is open"),
        (f'<w:ins w:id="9" w:author="">{_RUN}</w:ins>', "a tracked insertion by somebody is open"),
    ],
)
def test_a_tracked_change_by_what_it_is(workspace: Workspace, catalogue: Catalogue, edited: Edit, change: str, says: str) -> None:
    assert _told(workspace, catalogue, edited((_RUN, change))) == [("tracked_change", says)]


def test_what_the_settings_say_is_held_against_them(workspace: Workspace, catalogue: Catalogue, edited: Edit) -> None:
    told = _told(workspace, catalogue, edited((">9<", ">10<")))
    assert told == [("figure_by_hand", "the paper says '10', and boardpaper.toml '9'")]


def test_a_no_break_space_is_a_blank(workspace: Workspace, catalogue: Catalogue, edited: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = replace(catalogue.figures["training.percent"], text="88\N{NO-BREAK SPACE}of 90")
    told = replace(catalogue, figures=catalogue.figures | {figure.key: figure})
    monkeypatch.setattr("boardpaper.cli_papers.measured_for", lambda *_: nullcontext(told))
    path = edited((">87.79%<", ">87\N{NO-BREAK SPACE}of 90<"), (_TAGGED.format("assurance.1.duty"), ""))
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "check", str(path), "--no-pages", "--json"])
    found = {each["code"]: each for each in json.loads(result.output)["findings"]}
    assert found["figure_by_hand"]["found"] == "the paper says '87 of 90', and the warehouse '88 of 90'"
    assert "xa0" not in result.output


def test_figures_and_tables_by_their_names(workspace: Workspace, catalogue: Catalogue, edited: Edit) -> None:
    figure = replace(catalogue.figures["training.percent"], title="Staff trained")
    path = edited((_TAGGED.format("training.percent"), ""), (_TAGGED.format("table: children"), ""))
    told = dict(_told(workspace, replace(catalogue, figures=catalogue.figures | {figure.key: figure}), path))
    assert told["figure_removed"] == "'87.79%' is typed text where Staff trained (training.percent) stood; the warehouse has '87.79%'"
    assert told["block_removed"] == "Children, 2018/19 (table: children) stood in the paper and is gone"


def test_what_was_taken_out_or_typed_over_comes_first(workspace: Workspace, catalogue: Catalogue, edited: Edit) -> None:
    later = replace(catalogue.figures["children.snapshot"], text="356", value=356)
    path = edited(
        (_TAGGED.format("table: children"), ""), (">87.79%<", ">88%<"), (_TAGGED.format("assurance.1.duty"), ""), (_RUN, _RUN.replace("Of", "Of 41"))
    )
    codes = [code for code, _ in _told(workspace, replace(catalogue, figures=catalogue.figures | {later.key: later}), path)]
    assert list(dict.fromkeys(codes)) == ["block_removed", "figure_by_hand", "figure_removed", "figure_stale", "number_by_hand"]


def test_another_organisation_without_a_code(workspace: Workspace, catalogue: Catalogue, edited: Edit) -> None:
    path = edited(('organisation="XZ1"', 'organisation=""'), part="customXml/item1.xml")
    with pytest.raises(PaperError, match="is a paper of an organisation without a code for 2018-04-01 to 2019-03-31, and this workspace is of XZ1"):
        check(workspace, catalogue, path, pages=False)
