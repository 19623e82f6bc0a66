"""The catalogue of rules and the code know the same codes, and the page of the docs is made from it."""

import ast
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import boardpaper
from boardpaper.layouts import load_layouts
from boardpaper.warehouse.catalogue import layout_entries, load_catalogue, write_page

ROOT = Path(boardpaper.__file__).parent
TREES = [ast.parse(path.read_text(encoding="utf-8")) for room in ("etl", "warehouse") for path in sorted((ROOT / room).rglob("*.py"))]
# where the code stands among what is passed to a call
CODE_AT = {"Issue": (3,), "Held": (0,), "Unreadable": (0,), "_query": (1, 2), "_ask": (2,), "_hold": (1,)}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


def _raised() -> set[str]:
    """Return the codes that stand as such in a call, or as a keyword `code`."""
    found = [call.args[place] for name, call in _calls() for place in CODE_AT.get(name, ()) if place < len(call.args)]
    found += [word.value for _, call in _calls() for word in call.keywords if word.arg == "code"]
    assigned = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)]
    found += [key for node in assigned if isinstance(node.target, ast.Name) and node.target.id == "_ASIDE" for key in node.value.keys]
    return {str(node.value) for node in found if isinstance(node, ast.Constant) and " " not in str(node.value) and node.value}


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    assert _raised() - load_catalogue().keys() == set()


def test_every_code_of_the_catalogue_is_raised() -> None:
    named = {node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert load_catalogue().keys() - named == set()


def test_what_the_sample_brings_out_weighs_as_the_catalogue_says(ingested: Path) -> None:
    weights = {code: {"block" if weight == "hold" else weight for weight in entry.severity} for code, entry in load_catalogue().items()}
    weights |= {entry.code: set(entry.severity) for layout in load_layouts().values() for entry in layout_entries(layout)}
    with sqlite3.connect(ingested / "warehouse.db") as connection:
        issues = connection.execute("SELECT DISTINCT code, severity FROM issue").fetchall()
        reasons = connection.execute("SELECT DISTINCT substr(reason, 1, instr(reason, ':') - 1) FROM source WHERE status = 'held'").fetchall()
    assert [(code, severity) for code, severity in issues if severity not in weights.get(code, ())] == []
    assert [code for (code,) in reasons if "hold" not in load_catalogue()[code].severity] == []


def test_no_rule_of_a_layout_takes_a_code_of_the_catalogue() -> None:
    own = {entry.code for layout in load_layouts().values() for entry in layout_entries(layout)}
    assert own & load_catalogue().keys() == set()


def test_the_page_is_up_to_date() -> None:
    made = write_page(load_catalogue().values(), load_layouts())
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == made, "run 'make docs'"
