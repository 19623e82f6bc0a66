"""What goes wrong is told in one sentence, with the exit code that the commands promise, and never a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.cli import main


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stderr.strip()


def _with_settings(folder: Path, old: str, new: str) -> Path:
    path = folder / "boardpaper.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [["ingest"], ["figures"], ["assemble"], ["status"], ["issues"], ["trace", "x"], ["browse"]])
def test_a_folder_that_is_no_workspace(tmp_path: Path, command: list[str]) -> None:
    code, said = _run("--workspace", str(tmp_path), *command)
    assert code == 2
    assert said.startswith("boardpaper: There is no ") and "\n" not in said and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "example"),
    [
        ("title = ", "titel = ", "report.titel", "'title'"),
        ('code = "01W"', "", "organisation.code", 'code = "01W"'),
        ("meeting_date = 2020-02-05", 'meeting_date = "soon"', "front_sheet.meeting_date", "meeting_date = 2020-02-05"),
        ('period = "2018/19"', 'period = "last year"', "report.period", 'period = "2018/19"'),
        ("percent = 85", "percent = 0.85", "targets.prevent_basic.0.percent", "85 for 85%"),
        ("percent = 85", "percent = 850", "targets.prevent_basic.0.percent", "percent = 85"),
    ],
)
def test_settings_that_are_wrong_name_the_key_and_an_example(empty_workspace: Path, old: str, new: str, key: str, example: str) -> None:
    code, said = _run("--workspace", str(_with_settings(empty_workspace, old, new)), "ingest")
    assert code == 2
    assert key in said and example in said and "\n" not in said


def test_settings_that_are_no_toml_name_the_line(empty_workspace: Path) -> None:
    code, said = _run("--workspace", str(_with_settings(empty_workspace, "[report]", "[report")), "ingest")
    assert (code, "line" in said, "\n" in said) == (2, True, False)


def test_a_path_that_is_not_there(empty_workspace: Path) -> None:
    assert _run("--workspace", str(empty_workspace), "ingest", "nowhere.xlsx") == (
        2,
        "boardpaper: There is no file or folder nowhere.xlsx: check the name, or put the returns into the folder 'returns'.",
    )


def test_an_unknown_figure_names_the_nearest(ingested: Path) -> None:
    code, said = _run("--workspace", str(ingested), "trace", "leder.complete")
    assert (code, "'leder.completed'" in said) == (2, True)


def test_a_workspace_is_never_written_over(ingested: Path) -> None:
    code, said = _run("init", str(ingested), "--sample")
    assert (code, "is not empty" in said) == (2, True)


def test_a_lock_names_its_holder(empty_workspace: Path) -> None:
    (empty_workspace / "warehouse.lock").write_text('{"host": "another", "user": "co-ordinator", "pid": 1, "since": "2019-04-01T09:00:00"}')
    code, said = _run("--workspace", str(empty_workspace), "ingest")
    assert (code, "co-ordinator on another since 2019-04-01T09:00:00" in said) == (2, True)


def test_a_layout_that_is_wrong_names_its_file_and_key(empty_workspace: Path) -> None:
    (empty_workspace / "layouts").mkdir()
    (empty_workspace / "layouts" / "own.toml").write_text('name = "own"\ntitle = "Own"\nabout = "x"\nusual_period = "week"\nrecord_key = []\n')
    code, said = _run("--workspace", str(empty_workspace), "ingest")
    assert (code, "own.toml" in said, "usual_period" in said) == (2, True, True)


@pytest.mark.parametrize("command", ["ingest", "figures"])
def test_a_warehouse_that_is_none(empty_workspace: Path, command: str) -> None:
    (empty_workspace / "warehouse.db").write_text("not a database, and long enough for nobody to think so" * 20)
    code, said = _run("--workspace", str(empty_workspace), command)
    assert (code, "make it again with 'boardpaper rebuild'" in said, "\n" in said) == (2, True, False)


def test_a_folder_in_the_warehouse_s_place(empty_workspace: Path) -> None:
    (empty_workspace / "warehouse.db").mkdir()
    code, said = _run("--workspace", str(empty_workspace), "ingest")
    assert (code, "cannot be written" in said, "\n" in said) == (2, True, False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("training = {", "trainning = {", "'training'"), ('"XB1"', '"XB9"', "XB9"), ('code = "01W"', 'code = "ZZ"', "organisation.code")],
)
def test_expectations_of_what_is_not_there(empty_workspace: Path, old: str, new: str, said: str) -> None:
    code, message = _run("--workspace", str(_with_settings(empty_workspace, old, new)), "ingest")
    assert (code, said in message, "\n" in message) == (2, True, False)


@pytest.mark.parametrize("line", ["XZ1,Another Trust,NMFT,commissioned", "XA1,Another Trust,,commissioned"])
def test_a_name_or_code_of_two_providers(empty_workspace: Path, line: str) -> None:
    path = empty_workspace / "providers.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").rstrip() + f"\n{line}\n", encoding="utf-8")
    code, message = _run("--workspace", str(empty_workspace), "ingest")
    assert (code, "stands for two providers" in message) == (2, True)


def test_a_list_that_is_no_provider_list(empty_workspace: Path) -> None:
    (empty_workspace / "providers.csv").write_text("a,b\n", encoding="utf-8")
    assert _run("--workspace", str(empty_workspace), "ingest")[0] == 2


@pytest.mark.parametrize("output", ["returns/Team.docx", "template.docx", "boardpaper.toml", "paper.pdf", ""])
def test_a_paper_is_never_written_over_what_the_workspace_keeps(ingested: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    monkeypatch.chdir(ingested)
    assert _run("assemble", "-o", output)[0] == 2


@pytest.mark.parametrize(("name", "field"), [("source", "x"), ("own", "row"), ("own", "provider")])
def test_a_layout_with_a_reserved_name(empty_workspace: Path, name: str, field: str) -> None:
    (empty_workspace / "layouts").mkdir()
    text = f'name = "{name}"\ntitle = "Own"\nabout = "x"\nusual_period = "month"\nrecord_key = []\n'
    text += f'[[field]]\nname = "{field}"\ntype = "text"\nheadings = ["X"]\n'
    (empty_workspace / "layouts" / "own.toml").write_text(text)
    code, message = _run("--workspace", str(empty_workspace), "ingest")
    assert (code, "own.toml" in message, "choose another" in message) == (2, True, True)
