"""`init --from OLD` makes next year's workspace: what is of one year alone is moved on or emptied, the rest is as it was."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from boardpaper.cli import main
from boardpaper.next_year import year_on
from boardpaper.periods import parse_period
from boardpaper.workspace import Workspace

Run = Callable[..., tuple[int, str]]


def _init(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["init", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_next_years_workspace(ingested: Path, tmp_path: Path) -> None:
    code, said = _init(str(tmp_path / "new"), "--from", str(ingested))
    assert code == 0
    assert "read boardpaper.toml and narrative/ through" in said
    new, old = Workspace(tmp_path / "new"), Workspace(ingested)
    assert sorted(path.name for path in new.root.iterdir()) == [
        *("boardpaper.toml", "figures", "layouts", "letter.docx", "narrative", "providers.csv", "returns", "template.docx")
    ]
    assert list(new.returns.iterdir()) == []
    for name in ("providers.csv", *(f"narrative/{path.name}" for path in old.narrative.iterdir())):
        assert (new.root / name).read_bytes() == (old.root / name).read_bytes()
    report, front = new.settings.report, new.settings.front_sheet
    assert (report.period, str(report.as_at), report.title) == (
        parse_period("2019/20", "year"),
        "2020-03-31",
        "Safeguarding Annual Report showing performance against statutory duties 2019/20",
    )
    assert (report.first_published, front.meeting_date, front.agenda_item, front.previously_discussed) == ("", None, "", "")
    kept = {"report": {"period", "as_at", "title", "first_published"}, "front_sheet": {"meeting_date", "agenda_item", "previously_discussed"}}
    assert _but_for(new, kept) == _but_for(old, kept)
    assert [line for line in _comments(old) if line not in _comments(new)] == []


def _but_for(workspace: Workspace, keys: dict[str, set[str]]) -> dict[str, object]:
    found = tomllib.loads(workspace.settings_path.read_text(encoding="utf-8"))
    return {table: {key: word for key, word in words.items() if key not in keys.get(table, set())} for table, words in found.items()}


def _comments(workspace: Workspace) -> list[str]:
    return [line.partition("#")[2] for line in workspace.settings_path.read_text(encoding="utf-8").splitlines() if "#" in line]


def test_own_template_layouts_figures_and_logo_come_too(sample_copy: Path, tmp_path: Path, run: Run) -> None:
    for name in ("template.docx", "layouts/supervision.toml", "figures/supervision.toml", "pictures/logo.png", "narrative/~$01.docx"):
        (sample_copy / name).parent.mkdir(exist_ok=True)
        (sample_copy / name).write_bytes(name.encode())
    settings = sample_copy / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('# logo = "logo.png"', 'logo = "pictures/logo.png"'), encoding="utf-8")
    assert _init(str(tmp_path / "new"), "--from", str(sample_copy))[0] == 0
    for name in ("template.docx", "layouts/supervision.toml", "figures/supervision.toml", "pictures/logo.png"):
        assert (tmp_path / "new" / name).read_bytes() == name.encode()
    assert not (tmp_path / "new/narrative/~$01.docx").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2018/19", "2019/20"),
        ("1999/00", "2000/01"),
        ("2018-2019", "2019-2020"),
        ("2018-04-01 to 2019-03-31", "2019-04-01 to 2020-03-31"),
        ("Q4 2018/19", "Q4 2019/20"),
        ("March 2019", "March 2020"),
        ("Version 12018 of 01632 960000", "Version 12018 of 01632 960000"),
    ],
)
def test_words_move_on_by_a_year(old: str, new: str) -> None:
    assert year_on(old) == new


@example(2001, "{0}-04-01 to {1}-03-31")
@example(2002, "{0}-04-01 to {1}-03-31")
@given(st.integers(1950, 2090), st.sampled_from(["{0}/{2:02}", "{0}-{1}", "Q2 {0}/{2:02}", "March {0}", "{0}-04-01 to {1}-03-31"]))
def test_every_period_becomes_the_one_a_year_on(year: int, form: str) -> None:
    def written(first: int) -> str:
        return form.format(first, first + 1, (first + 1) % 100)

    assert year_on(written(year)) == written(year + 1)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--sample", "--from", "."), 2, "leave out --sample or --from."),
        (("--from", "."), 2, "There is no boardpaper.toml in "),
    ],
)
def test_what_it_cannot_be_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = _init("new", *arguments)
    assert (result[0], said in result[1]) == (code, True)
    assert not (tmp_path / "new").exists()


def test_settings_that_nothing_can_be_put_into(sample_copy: Path, tmp_path: Path) -> None:
    settings = sample_copy / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("as_at =", '"as_at" ='), encoding="utf-8")
    code, said = _init(str(tmp_path / "new"), "--from", str(sample_copy))
    assert (code, "report.as_at could not be moved on: write each on a line of its own." in " ".join(said.split())) == (2, True)


def test_a_leap_day_stays_the_last_of_february(sample_copy: Path, tmp_path: Path) -> None:
    settings = sample_copy / "boardpaper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("as_at = 2019-03-31", "as_at = 2020-02-29"), encoding="utf-8")
    assert _init(str(tmp_path / "new"), "--from", str(sample_copy))[0] == 0
    assert str(Workspace(tmp_path / "new").settings.report.as_at) == "2021-02-28"
