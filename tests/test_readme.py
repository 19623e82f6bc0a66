"""Every command that the README gives does what it says."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import boardpaper
from boardpaper.assembly.template import LETTER
from boardpaper.cli import main

ROOT = Path(boardpaper.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("boardpaper ")]
POWERSHELL = [line for block in re.findall(r"```powershell\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def _run(line: str, expected: tuple[int, ...] = (0,)) -> str:
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code in expected, f"{line}: {result.output}"
    return result.output


def test_the_month_s_routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    served: list[Path] = []
    monkeypatch.setattr("boardpaper.browser.serve", lambda workspace, *_, **__: served.append(workspace.root))
    assert COMMANDS[0] == "boardpaper init safeguarding"
    _run(COMMANDS[0])
    assert (tmp_path / "safeguarding" / "template.docx").is_file()
    shutil.rmtree("safeguarding")
    _run(f"{COMMANDS[0]} --sample")  # the routine needs returns, which an empty workspace has none of
    monkeypatch.chdir(tmp_path / "safeguarding")
    for line in COMMANDS[1:]:
        _run(line, (0, 1) if line == "boardpaper ingest" else (0,))
    assert served == [tmp_path / "safeguarding"]
    assert len(list(Path("papers/letters").glob("*.docx"))) == 10
    assert len(list(Path("papers").glob("*.docx"))) == 1


def test_the_commands_for_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in POWERSHELL:
        if line.startswith("cd "):
            monkeypatch.chdir(line.removeprefix("cd "))
        elif line.startswith("boardpaper "):
            _run(line, (0, 1) if line == "boardpaper ingest" else (0,))
    assert [line.split()[0] for line in POWERSHELL[:3]] == ["py", ".venv\\Scripts\\Activate.ps1", "py"]
    assert len(list(Path("papers").glob("*.docx"))) == 1


def test_the_make_targets() -> None:
    targets = [line.removeprefix("make ") for block in BLOCKS for line in block.splitlines() if line.startswith("make ")]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_a_new_return_as_the_readme_describes_it(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        text = re.sub(r"^ {3}", "", text, flags=re.MULTILINE)
        path = empty_workspace / text.splitlines()[0].removeprefix("# ").strip()
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        assert tomllib.loads(text)
    rows = "Organisation,Moorside\nReporting period,Q4 2018/19\n\nTeam,Sessions due,Sessions done\nNurses,20,18\nDoctors,10,12\n"
    (empty_workspace / "returns" / "supervision.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(empty_workspace)
    _run("boardpaper ingest")
    assert "held_above_due" in _run("boardpaper issues supervision.csv")
    assert "100.0%" in _run("boardpaper trace supervision.held.percent")
    assert "100.0%" in _run("boardpaper trace supervision.held.percent.q4")
    with ZipFile(LETTER) as ours, ZipFile("letter.docx", "w") as own:
        for name in ours.namelist():
            own.writestr(name, ours.read(name).replace(b"Dear colleague,", b"Checks outstanding: {{ our.checks_outstanding }}"))
    _run("boardpaper assemble --provider XA1")
    with ZipFile(next(Path("papers/letters").glob("XA1-*.docx"))) as letter:
        assert b">not returned<" in letter.read("word/document.xml")
