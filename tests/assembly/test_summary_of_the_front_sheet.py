"""The points of the summary are emphasised as the narrative is; all else in them is text as it was typed."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element, find_all, switched_on, text_of
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
USUAL = "Children looked after: {{ children.snapshot }}"


@pytest.mark.parametrize(
    ("point", "runs"),
    [
        ("**Children:** {{ children.snapshot }}, *up*", [("Children:", "b"), (" ", ""), ("355", ""), (", ", ""), ("up", "i")]),
        ("***All {{ children.snapshot }}*** of them", [("All ", "bi"), ("355", "bi"), (" of them", "")]),
        ("A* is {{ children.snapshot }} * 2, [a_b_c](x) &amp; <b>`x`", [("A* is ", ""), ("355", ""), (" * 2, [a_b_c](x) &amp; <b>`x`", "")]),
    ],
    ids=["words", "both, round a figure", "nothing"],
)
def test_point(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], point: str, runs: list[tuple[str, str]]) -> None:
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace(USUAL, point), encoding="utf-8")
    root = part(assemble(Workspace(workspace.root), catalogue).path)
    line = next(found for found in find_all(root, "//w:tc//w:p") if "355" in text_of(found))
    shown = [(text_of(run), "".join(mark for mark in "bi" if switched_on(run, f"w:rPr/w:{mark}"))) for run in find_all(line, ".//w:r")]
    joined: list[tuple[str, str]] = []
    for text, marks in shown:
        is_figure = "355" in (text, joined[-1][0] if joined else "")
        if joined and joined[-1][1] == marks and not is_figure:
            joined[-1] = (joined[-1][0] + text, marks)
        else:
            joined.append((text, marks))
    assert joined == runs
