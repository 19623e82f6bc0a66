"""An answer to a query: typed as a returned cell would be, in every figure, on record with what was returned, and asked about again."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,Stockport CCG\nReporting period,March 2019\n\nSubject,Level,Required,Compliant,%\n"
ROWS = "Safeguarding Adults,2,100,120,120%\nSafeguarding Children,3,50,about some,\nMental Capacity Act,,10,9,90%\n"


@pytest.fixture
def asked(empty_workspace: Path, run: Run) -> Path:
    """A workspace with queries: compliant above required and 120% in row 5, a count that is none in row 6."""
    (empty_workspace / "returns" / "training.csv").write_text(HEAD + ROWS, encoding="utf-8")
    run(empty_workspace, "ingest")
    return empty_workspace


def _query(workspace: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace / "warehouse.db")) as connection:
        return connection.execute(sql, values).fetchall()


def _issue(workspace: Path, code: str) -> str:
    return str(_query(workspace, "SELECT id FROM issue WHERE code = ?", code)[0][0])


def _fact(workspace: Path, cell: str) -> tuple[object, ...]:
    return _query(workspace, "SELECT value, state, qualifier, text, decimals FROM fact WHERE cell = ?", cell)[0]


def _open(workspace: Path) -> list[tuple[object, ...]]:
    return _query(workspace, "SELECT cell, code FROM issue WHERE settled IS NULL AND severity <> 'info' ORDER BY cell, code")


def test_the_queries_before_any_answer(asked: Path) -> None:
    assert _open(asked) == [("D5", "compliant_above_required"), ("D6", "not_a_count"), ("E5", "percent_above_one")]


def test_a_value_is_in_the_table_and_the_rules_run_again(asked: Path, run: Run) -> None:
    code, shown = run(asked, "settle", _issue(asked, "compliant_above_required"), "--value", "12", "--reason", "Jo rang: a slip.")
    assert (code, shown) == (
        0,
        "training.csv, D5 (compliant_above_required): settled: 12 instead of 120, because Jo rang: a slip.\n"
        "Asked now:\n"
        "  4 training.csv  E5: percent_differs: found 1.2: a percentage that is not compliant divided by required; "
        "expected the percentage of the two counts\n"
        "Next: 'boardpaper figures'; every figure that rests on it says so.\n",
    )
    assert _fact(asked, "D5") == (12, "given", None, None, None)
    assert _open(asked) == [("D6", "not_a_count"), ("E5", "percent_above_one"), ("E5", "percent_differs")]


def test_a_value_mends_the_query_of_another_rule(asked: Path, run: Run) -> None:
    run(asked, "settle", _issue(asked, "compliant_above_required"), "--value", "12", "--reason", "Jo rang")
    _, shown = run(asked, "settle", _issue(asked, "percent_above_one"), "--value", "12%", "--reason", "Jo rang")
    assert "No longer asked: 4 training.csv  E5 (percent_differs)" in shown
    assert _open(asked) == [("D6", "not_a_count")]


def test_a_value_that_breaks_the_same_rule_leaves_the_query_open_under_its_number(asked: Path, run: Run) -> None:
    number = _issue(asked, "compliant_above_required")
    run(asked, "settle", number, "--value", "110", "--reason", "Jo rang")
    assert _query(asked, "SELECT id, found, settled FROM issue WHERE code = 'compliant_above_required'") == [
        (int(number), "110: more staff compliant than required", None)
    ]
    run(asked, "settle", number, "--accept", "--reason", "bank staff are counted")
    assert _fact(asked, "D5")[0] == 110
    assert ("D5", "compliant_above_required") not in _open(asked)


@pytest.mark.parametrize(
    ("code", "value", "fact"),
    [
        ("not_a_count", "44", (44, "given", None, None, None)),
        ("not_a_count", "over 40", (40, "given", "at_least", "over 40", None)),
        ("not_a_count", "Nil", (0, "nil", None, "Nil", None)),
        ("not_a_count", "TBC", (None, "pending", None, "TBC", None)),
        ("not_a_count", "N/A", (None, "not_applicable", None, "N/A", None)),
        ("percent_above_one", "87.8%", (0.878, "given", None, None, 1)),
        ("percent_above_one", ">85%", (0.85, "given", "above", ">85%", 0)),
    ],
)
def test_a_value_is_typed_as_a_returned_cell_would_be(asked: Path, run: Run, code: str, value: str, fact: tuple[object, ...]) -> None:
    assert run(asked, "settle", _issue(asked, code), "--value", value, "--reason", "Jo rang")[0] == 0
    assert _fact(asked, "D6" if code == "not_a_count" else "E5") == fact


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        ("not_a_count", ("--value", "many", "--reason", "x"), "'many' cannot be the compliant at D6: it should be a whole number, 0 or more."),
        (
            "percent_above_one",
            ("--value", "87.8", "--reason", "x"),
            "'87.8' cannot be the percent at E5: it should be a percentage with its sign, such as 87.8%.",
        ),
        ("not_a_count", ("--value", " ", "--reason", "x"), "The value is empty"),
        ("not_a_count", ("--accept", "--reason", " "), "The reason is empty"),
        ("not_a_count", ("--accept", "--value", "3", "--reason", "x"), "and not both"),
        ("not_a_count", ("--reason", "x"), "Say what the answer is"),
        ("not_a_count", ("--accept", "--reason", "it is 999 000 0018, NHS number"), "holds a person identifier (an NHS number)"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_changes_nothing(
    asked: Path, run: Run, tables_of: Callable[[Path], object], code: str, arguments: tuple[str, ...], said: str
) -> None:
    number, before, manifest = _issue(asked, code), tables_of(asked), (asked / "archive" / "manifest.jsonl").read_bytes()
    exit_code, shown = run(asked, "settle", number, *arguments)
    assert (exit_code, said in shown) == (2, True), shown
    assert (tables_of(asked), (asked / "archive" / "manifest.jsonl").read_bytes()) == (before, manifest)


def test_what_takes_no_answer_says_why(asked: Path, run: Run) -> None:
    (asked / "returns" / "unknown.csv").write_text(HEAD.replace("Stockport CCG", "Nowhere") + ROWS, encoding="utf-8")
    (asked / "returns" / "total.csv").write_text(
        "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\n"
        "Safeguarding Adults,2,100,90\nSafeguarding Children,2,100,90\nTotal,,300,180\n",
        encoding="utf-8",
    )
    run(asked, "ingest")
    assert "which is held, so no figure rests on it" in run(asked, "settle", _issue(asked, "unknown_provider"), "--accept", "--reason", "x")[1]
    assert "only tells what was tidied" in run(asked, "settle", _issue(asked, "total_row"), "--accept", "--reason", "x")[1]
    total = _issue(asked, "total_differs")
    assert "holds no value that was loaded: settle it with --accept" in run(asked, "settle", total, "--value", "200", "--reason", "x")[1]
    assert run(asked, "settle", total, "--accept", "--reason", "x")[0] == 0
    assert run(asked, "settle", "999", "--accept", "--reason", "x") == (
        2,
        "boardpaper: There is no issue 999: 'boardpaper issues' shows each with its number.\n",
    )


def test_settling_again_replaces_and_keeps_the_history(asked: Path, run: Run) -> None:
    number = _issue(asked, "not_a_count")
    run(asked, "settle", number, "--value", "40", "--reason", "Jo rang")
    run(asked, "settle", number, "--value", "41", "--reason", "Jo rang again")
    assert _query(asked, "SELECT id, kind, value, before, after, reason, replaced_by FROM answer ORDER BY id") == [
        (1, "value", "40", "about some", "40", "Jo rang", 2),
        (2, "value", "41", "about some", "41", "Jo rang again", None),
    ]
    assert _fact(asked, "D6")[0] == 41


def test_every_figure_that_rests_on_an_answer_says_so(asked: Path, run: Run) -> None:
    run(asked, "settle", _issue(asked, "percent_above_one"), "--value", "96%", "--reason", "Jo rang")
    run(asked, "settle", _issue(asked, "compliant_above_required"), "--value", "96", "--reason", "Jo rang")
    _, shown = run(asked, "trace", "training.safeguarding_adults.percent")
    assert "E5  percent = 0.96  01W, 2019-03-01 to 2019-03-31\n    settled: 96% instead of 120%, because Jo rang\n" in shown
    assert "Look at: training.csv: settled at E5: 96% instead of 120%, because Jo rang\n" in shown
    assert "queried" not in shown
    figures = {figure["key"]: figure for figure in json.loads(run(asked, "figures", "--json")[1])}
    assert [(cell["cell"], cell.get("settled")) for cell in figures["training.safeguarding_adults.percent"]["cells"]] == [
        ("D5", ["96 instead of 120, because Jo rang"]),
        ("E5", ["96% instead of 120%, because Jo rang"]),
        ("C5", None),
    ]
    assert [key for key, figure in figures.items() if key.startswith("training.mental") and any("settled" in one for one in figure["doubts"])] == []


def test_an_accepted_value_is_doubted_no_longer_but_said_to_be_settled(asked: Path, run: Run) -> None:
    run(asked, "settle", _issue(asked, "compliant_above_required"), "--value", "100", "--reason", "Jo rang")
    for code in ("percent_above_one", "percent_differs"):
        run(asked, "settle", _issue(asked, code), "--accept", "--reason", "bank staff count")
    _, shown = run(asked, "trace", "training.safeguarding_adults.percent")
    assert "Look at: training.csv: settled at E5: it stands as it is, because bank staff count\n" in shown
    assert "queried" not in shown
    assert _fact(asked, "E5")[0] == 1.2


def test_what_was_not_used_stays_out_of_use_when_it_is_accepted(asked: Path, run: Run) -> None:
    before = _fact(asked, "D6")
    shown = run(asked, "settle", _issue(asked, "not_a_count"), "--accept", "--reason", "nobody counted")[1]
    said = "what was returned stays out of use, because nobody counted"
    assert shown.splitlines()[0] == f"training.csv, D6 (not_a_count): settled: {said}."
    assert (_fact(asked, "D6"), _query(asked, "SELECT settled FROM issue WHERE code = 'not_a_count'")) == (before, [(said,)])
    run(asked, "rebuild")
    assert _query(asked, "SELECT settled FROM issue WHERE code = 'not_a_count'") == [(said,)]
    run(asked, "settle", _issue(asked, "not_a_count"), "--value", "40", "--reason", "Jo rang")
    shown = run(asked, "settle", _issue(asked, "not_a_count"), "--accept", "--reason", "so it is")[1]
    assert shown.splitlines()[0] == "training.csv, D6 (not_a_count): settled: it stands as it is, because so it is."


def test_an_answer_outlives_another_ingest(asked: Path, run: Run, tables_of: Callable[[Path], object]) -> None:
    run(asked, "settle", _issue(asked, "not_a_count"), "--value", "40", "--reason", "Jo rang")
    before = tables_of(asked)
    run(asked, "ingest")
    assert tables_of(asked) == before


def test_a_settled_key_decides_anew_what_it_replaces(empty_workspace: Path, run: Run) -> None:
    head = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\n"
    returns = empty_workspace / "returns"
    (returns / "a.csv").write_text(head.format(day="01/04/2019") + "Safeguarding Adults,2,10,8\n", encoding="utf-8")
    (returns / "b.csv").write_text(head.format(day="08/04/2019") + "Sfgrdng,2,10,9\n", encoding="utf-8")
    run(empty_workspace, "ingest")
    current = "SELECT filename, cell, value FROM fact WHERE field = 'compliant' ORDER BY 1"
    assert _query(empty_workspace, current) == [("a.csv", "D6", 8), ("b.csv", "D6", 9)]
    run(empty_workspace, "settle", _issue(empty_workspace, "unknown_word"), "--value", "Safeguarding Adults", "--reason", "Jo rang")
    assert _query(empty_workspace, current) == [("b.csv", "D6", 9)]
    assert _open(empty_workspace) == []


def test_words_that_carry_another_field_change_it_too(empty_workspace: Path, run: Run) -> None:
    head = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\n"
    (empty_workspace / "returns" / "a.csv").write_text(head + "Sfgrdng Level 2,,10,8\n", encoding="utf-8")
    run(empty_workspace, "ingest")
    run(empty_workspace, "settle", _issue(empty_workspace, "unknown_word"), "--value", "Safeguarding Children Level 3", "--reason", "Jo rang")
    assert _query(empty_workspace, "SELECT subject, level FROM training") == [("safeguarding_children", "3")]
