"""The sample's paper as assembled: exactly these findings, each with its reason to be there."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.check.run import check, write_commented
from boardpaper.assembly.paper import assemble
from boardpaper.assembly.refresh.run import refresh
from boardpaper.assembly.ruler import pdf_of, soffice
from boardpaper.cli import main
from boardpaper.tests.measuring import measure
from boardpaper.workspace import Workspace

WITHOUT_RETURN = "a number of the published report that no return carries stands as plain text"
EXPECTED = {
    ("number_by_hand", "'500,000' is typed, and no figure of the paper says so"): WITHOUT_RETURN,
    ("number_by_hand", "'15' is typed, and no figure of the paper says so"): "working days that the law allows",
    ("number_by_hand", "'20' is typed, and no figure of the paper says so"): "working days that the law allows",
    ("number_by_hand", "'100' is typed, and no figure of the paper says so"): WITHOUT_RETURN,
    ("assurance_above_audit", "an audit gave moderate assurance, and 7 duties are rated higher, up to full"): "so the report was published",
}


@pytest.fixture(scope="module")
def sample(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    folder = tmp_path_factory.mktemp("checked") / "sample"
    shutil.copytree(ingested, folder)
    workspace = Workspace(folder)
    return workspace, assemble(workspace, measure(workspace)).path


def test_exactly_these_findings(sample: tuple[Workspace, Path]) -> None:
    workspace, path = sample
    report = check(workspace, measure(workspace), path)
    assert {(finding.rule.code, finding.found.says) for finding in report.findings} == EXPECTED.keys()
    assert not report.fails


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_a_save_by_libreoffice_loses_no_figure(sample: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, path = sample
    catalogue = measure(workspace)
    command = [soffice() or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    saved = tmp_path / path.name
    codes = {finding.rule.code for finding in check(workspace, catalogue, saved, pages=False).findings}
    assert not {code for code in codes if code.startswith(("figure_", "ledger_", "block_", "chart_"))}
    assert check(workspace, catalogue, saved, pages=False).figures == check(workspace, catalogue, path, pages=False).figures
    figure = catalogue.figures["looked_after_children.own.snapshot"]
    later = replace(catalogue, figures=catalogue.figures | {figure.key: replace(figure, text="356", brief="356", value=356)})
    moved = {(move.key, move.before, move.after) for move in refresh(workspace, later, saved, pages=False).moved}
    assert moved == {("looked_after_children.own.snapshot", "355", "356")}


def test_the_copy_has_a_comment_at_each_finding(sample: tuple[Workspace, Path]) -> None:
    from docx import Document

    workspace, path = sample
    report = check(workspace, measure(workspace), path, pages=False)
    copy = write_commented(report, workspace.settings.report.as_at)
    comments = list(Document(str(copy)).comments)
    assert [comment.text.partition("\n")[0] for comment in comments] == [
        f"{finding.rule.title}. {finding.found.where}: {finding.found.says}." for finding in report.findings
    ]
    assert {comment.author for comment in comments} == {"boardpaper"}


def test_the_copy_is_named_to_a_program_too(sample: tuple[Workspace, Path]) -> None:
    workspace, path = sample
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "check", str(path), "--no-pages", "--json", "--docx"])
    assert (result.exit_code, Path(json.loads(result.output)["copy"]).name) == (0, f"{path.stem} - checked.docx")


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_the_pages_of_a_pdf_are_believed(sample: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, path = sample
    pdf = tmp_path / "from Word.pdf"
    pdf.write_bytes(pdf_of(soffice() or "", path.read_bytes()) or b"")
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "check", str(path), "--pdf", str(pdf), "--json"])
    told = json.loads(result.output)
    assert (result.exit_code, told["fails"], {finding["severity"] for finding in told["findings"]}) == (0, False, {"look"})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.docx", None, "cannot be read (No such file or directory): check the name"),
        ("notes.docx", b"only text", "notes.docx is not a Word document"),
    ],
)
def test_what_cannot_be_checked_is_told_in_a_sentence(
    sample: tuple[Workspace, Path], tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    workspace, _ = sample
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = CliRunner().invoke(main, ["-w", str(workspace.root), "check", str(tmp_path / name), "--no-pages"])
    assert (result.exit_code, said in result.output) == (2, True)


def test_a_paper_of_another_workspace_is_told(sample: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, path = sample
    other = tmp_path / "other"
    shutil.copytree(workspace.root, other)
    settings = (other / "boardpaper.toml").read_text(encoding="utf-8").replace('period = "2018/19"', 'period = "2017/18"')
    (other / "boardpaper.toml").write_text(settings, encoding="utf-8")
    result = CliRunner().invoke(main, ["-w", str(other), "check", str(path), "--no-pages"])
    said = "is a paper of 01W for 2018-04-01 to 2019-03-31, and this workspace is of 01W for 2017-04-01 to 2018-03-31: "
    assert (result.exit_code, said in result.output) == (2, True)
