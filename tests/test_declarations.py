"""What a team declares wrongly is told in one sentence, with the file, the key and what to do, before a file is taken or a figure shown."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from boardpaper.cli import main
from boardpaper.errors import LayoutError
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.connection import writer
from boardpaper.warehouse.declared_sql import declared_sql
from boardpaper.warehouse.figures.declare import load_declarations

CHART = '[[chart]]\nkey = "own"\ntitle = "Own"\nreturn = "team"\nlabel = "role"\nparent = "reports_to"\n'
FLAG = '[[flag]]\nreturn = "training"\nof = ["percent"]\nwhen = "percent > 1"\nsays = "above"\n'
LISTING = '[[listing]]\nkey = "own"\ntitle = "Own"\nreturn = "training"\n[[listing.column]]\nname = "due"\nheading = "Due"\nvalue = "required"\n'
TABLE = '[[table]]\nkey = "own"\ntitle = "Own"\nheadings = ["A", "B"]\nrows = [["1", "2"]]\n'


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stderr.strip()


def _figure(**settings: str) -> str:
    declared = {"key": "own.total", "title": "Own", "return": "training", "value": "sum(required)"} | settings
    return "[[figure]]\n" + "".join(f"{name} = {value!r}\n" if name != "decimals" else f"decimals = {value}\n" for name, value in declared.items())


def _measured(ingested: Path, folder: Path, text: str) -> tuple[int, str]:
    for name in ("boardpaper.toml", "providers.csv", "warehouse.db"):
        (folder / name).write_bytes((ingested / name).read_bytes())
    (folder / "figures").mkdir()
    (folder / "figures" / "own.toml").write_text(text, encoding="utf-8")
    return _run("-w", str(folder), "figures")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (_figure(value="max(subject)", unit="percent"), "'own.total' has the unit 'percent', and 'safeguarding_children' is no percent"),
        (_figure(value="max(subject)", unit="date"), "'own.total' has the unit 'date'"),
        (_figure(value="'2019-02-30'", unit="date"), "'own.total' has the unit 'date'"),
        (_figure(value="avg(required) + 0.5"), "is no count: correct its 'unit' or its 'value'"),
        (_figure(value="9e999", unit="number"), "inf is no number"),
        (_figure(key="Z Z!"), "the key 'Z Z!' must be words"),
        (_figure(key="own.{"), "the key 'own.{' must be words"),
        (_figure(key="own.{subject}.{level}"), "one of them at most a {field}"),
        (_figure(key="own..total"), "must be words"),
        (_figure(key="o" * 65), "is too long"),
        (_figure(key="o" * 50 + ".{subject}.x"), "is too long"),
        (_figure(key="o" * 59 + ".x", target="x"), "is too long"),
        (_figure(key="own.{subject}", title="Own", nil="1"), "has a 'nil', which one count alone may have"),
        (_figure(nil="zz = 1"), "the figure 'own.total' cannot be measured (no such column: zz)"),
        (_figure(before="latest"), "cannot be compared with the return before the latest: it needs latest"),
        (_figure(target="x"), "has a target, which is a percentage, so its 'unit' must be"),
        (_figure(value=""), "must have either a 'value', or a 'share' of two counts"),
        (_figure(value="") + 'share = ["required"]\n', "must have either a 'value', or a 'share' of two counts"),
        (_figure(value="") + 'share = ["complaint", "required"]\n', "its 'share' names the field 'complaint', which the return does not have"),
        (_figure(key="o" * 30 + ".{subject}.x", unit="percent", target="x"), "is too long: Word takes 64 characters, of which {subject} needs 21"),
        (_figure(title="All of {subject}"), "the title 'All of {subject}' of 'own.total' may have in braces only"),
        (_figure(key="own.{subject}", title="{subject} of {level}"), "may have in braces only the {field} that the key has"),
        (_figure(key="own.{subjct}", title="Own"), "its key names the field 'subjct', which the return does not have. Did you mean 'subject'"),
        (_figure(decimals="99"), "figure `own.total`, decimals: it must be at most 6."),
        (_figure(**{"return": "trainning"}), "has no layout: correct its 'return'. Did you mean 'training'"),
        (_figure(where='subject = "mca"'), 'where: the column "mca" is not in the return'),
        (_figure(value="sum(`requird`)"), 'value: the column "requird" is not in the return'),
        (_figure(value="sum(requird)"), "no such column: requird"),
        (_figure(value="sum(required"), "'own.total' cannot be measured"),
        (_figure(value="1, 2"), "'own.total' cannot be measured"),
        (_figure(where="1; DELETE FROM source"), "'own.total' cannot be measured"),
        (_figure(where="level = :zz"), "which may use only :period_start"),
        (_figure(value="load_extension('x')"), "not authorized"),
        (_figure(needs="own.before"), "needs 'own.before', which is not declared before it"),
        (CHART.replace('"role"', '"rolle"'), "its 'label' names the field 'rolle', which the return does not have. Did you mean 'role'"),
        (CHART.replace('"reports_to"', '"report_to"'), "its 'parent' names the field 'report_to'"),
        (CHART + "note = '\"half\"'\n", 'note: the column "half" is not in the return'),
        (CHART + 'where = "zz = 1"\n', "the chart 'own' cannot be measured (no such column: zz)"),
        (FLAG.replace('["percent"]', '["per_cent"]'), "its 'of' names the field 'per_cent'"),
        (FLAG.replace("percent > 1", "per_cent > 1"), "the flag 'training' cannot be measured (no such column: per_cent)"),
        (TABLE.replace('["1", "2"]', '["1"]'), "the table 'own' has 2 headings, and rows of 1 cells"),
        (LISTING.replace('"own"', '"' + "o" * 60 + '"'), "is too long: Word takes 64 characters"),
        (LISTING.replace('name = "due"', 'name = "Due"'), "listing `own`, column `Due`, name: a name is of small letters, digits and _ alone"),
        (LISTING + "poeple = false\n", "listing `own`, column `due`, poeple: there is no such key. Did you mean 'people'"),
        (TABLE + 'over = "training.{subjct}.percent"\n', "which is no family of figures: correct its 'over'. Did you mean"),
    ],
)
def test_a_figures_file(ingested: Path, tmp_path: Path, text: str, says: str) -> None:
    code, said = _measured(ingested, tmp_path, text)
    assert (code, "own.toml" in said, says in said, "\n" in said) == (2, True, True, False), said


def test_a_figure_that_is_right(ingested: Path, tmp_path: Path) -> None:
    text = _figure(key="own.{subject}.total", title="{subject}: all") + CHART + FLAG + TABLE
    assert _measured(ingested, tmp_path, text) == (0, "")


@pytest.mark.parametrize(("line", "people"), [("", None), ("people = false\n", False), ("people = true\n", True)])
def test_a_column_says_whether_it_counts_people(tmp_path: Path, line: str, people: bool | None) -> None:
    (tmp_path / "own.toml").write_text(LISTING + line, encoding="utf-8")
    assert [figure.people for figure in load_declarations(tmp_path).figure if figure.key.startswith("own.")] == [people]


def test_a_long_name_in_a_family_leaves_the_key_its_end(ingested: Path, tmp_path: Path) -> None:
    for name in ("boardpaper.toml", "providers.csv", "warehouse.db"):
        (tmp_path / name).write_bytes((ingested / name).read_bytes())
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "own.toml").write_text(
        _figure(key="own.{title}." + "n" * 40, title="{title}", value="sum(attended)", **{"return": "training_event"}), encoding="utf-8"
    )
    shown = CliRunner().invoke(main, ["-w", str(tmp_path), "figures"]).stdout
    keys = [line.split()[0] for line in shown.splitlines() if line.startswith("own.")]
    assert len(keys) == len(set(keys)) > 2
    assert {len(key) <= 64 and key.endswith("n" * 40) for key in keys} == {True}


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("held > due; DELETE FROM source", "layouts/own.toml, rule `too_many`, when: the condition is not valid SQL"),
        ("held > :zz", "layouts/own.toml, rule `too_many`, when: the condition is not valid SQL"),
        ("held >", "layouts/own.toml, rule `too_many`, when: the condition is not valid SQL"),
        ("held > dew", "no such column: dew"),
        ("state = 'missing'", "no such column: state"),
        ('held > "dew"', "the rule 'too_many', 'when': the column \"dew\" is not in the return: correct it, or put a text into single quotes"),
        ("load_extension('x')", "not authorized"),
        ("", "layouts/own.toml, rule `too_many`, when: the condition is not valid SQL"),
    ],
)
def test_a_rule_of_a_layout(empty_workspace: Path, when: str, says: str) -> None:
    (empty_workspace / "layouts").mkdir()
    text = 'name = "own"\ntitle = "Own"\nabout = "x"\nusual_period = "month"\nrecord_key = []\n'
    text += "".join(f'[[field]]\nname = "{name}"\ntype = "count"\nheadings = ["Sessions {name}"]\n' for name in ("due", "held"))
    text += f"[[rule]]\ncode = 'too_many'\nwhen = '''{when}'''\nat = 'held'\nfound = 'x'\nexpected = 'x'\ncure = 'x'\n"
    (empty_workspace / "layouts" / "own.toml").write_text(text)
    (empty_workspace / "returns" / "a.csv").write_text("Organisation,Moorside\nPeriod,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,20,19\n")
    code, said = _run("-w", str(empty_workspace), "ingest")
    assert (code, "own" in said, says in said, "\n" in said, (empty_workspace / "archive").exists()) == (2, True, True, False, False), said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('abuot = "a word misspelt"', "abuot: there is no such key. Did you mean 'about'"),
        ('people = "no"', "field `due`, people: it is neither true nor false"),
    ],
)
def test_a_key_of_a_layout(empty_workspace: Path, line: str, says: str) -> None:
    (empty_workspace / "layouts").mkdir()
    text = 'name = "own"\ntitle = "Own"\nabout = "x"\nusual_period = "month"\nrecord_key = []\n'
    text += f'[[field]]\nname = "due"\ntype = "count"\nheadings = ["Sessions due"]\n{line}\n'
    (empty_workspace / "layouts" / "own.toml").write_text(text)
    code, said = _run("-w", str(empty_workspace), "ingest")
    assert (code, "own.toml" in said, says in said) == (2, True, True), said


def test_declared_sql_cannot_write(tmp_path: Path) -> None:
    with writer(tmp_path / "warehouse.db", load_layouts()) as connection:
        with pytest.raises(LayoutError, match="attempt to write"), declared_sql(connection, "The rule", "mend it."):
            connection.execute("DELETE FROM provider")
        connection.execute("INSERT INTO provider VALUES ('A1', 'One', 'partner')")
        assert connection.execute("SELECT count(*) FROM provider").fetchone()[0] == 1
