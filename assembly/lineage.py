"""The lineage of a paper, in a file beside it: where each figure and chart comes from, down to its cells, and what the checklist rests on."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict

from ..warehouse.figures.model import Catalogue, Figure, Plot
from .checklist import Answer
from .draft import Draft

ENDING = ".figures.json"
LETTERS = "letters"
"""The folder of the letters, and of their lineages, among the papers."""
BEFORE = " (before refresh {})"
"""What the name of a paper ends in that is kept as it was before a refresh."""


def lineage(draft: Draft, catalogue: Catalogue, answers: Mapping[str, Answer], paper: str) -> bytes:
    """Return as JSON where each figure and chart comes from, down to its cells, what the checklist rests on, and the paper's fingerprint."""
    return _written(draft, catalogue, {rule: asdict(answer) for rule, answer in answers.items()}, paper)


def lineage_of(paper: Path, papers: Path) -> Path | None:
    """Return the lineage of a paper, None where there is none: the file of its name beside it or in `papers`, else one of the very same bytes."""
    named = [folder / f"{paper.stem}{ENDING}" for folder in (paper.parent, papers)]
    if found := next((path for path in named if path.is_file()), None):
        return found
    same = fingerprint(paper.read_bytes())
    return next((path for path in sorted(papers.glob(f"*{ENDING}")) if made_of(path) == same), None)


def read_lineage(path: Path | None) -> Mapping[str, Any]:
    """Return what a lineage says, nothing where there is none to be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def lineage_now(before: Mapping[str, Any], draft: Draft, catalogue: Catalogue, answers: Mapping[str, Answer], was: str, now: str) -> bytes:
    """Return the lineage of a paper that was refreshed. `was` and `now` are its fingerprints before and after.

    A paper that had been edited before stays one that was. What is not known of the checklist today is as it was.
    """
    known = {**before.get("checklist", {}), **{rule: asdict(answer) for rule, answer in answers.items()}}
    return _written(draft, catalogue, known, now if before.get("paper") == was else str(before.get("paper", "")))


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def made_of(lineage: Path) -> str:
    """Return the fingerprint that a lineage holds of its paper, "" where it holds none; as it is written, it is in the first of many lines."""
    try:
        with lineage.open(encoding="utf-8") as file:
            first = file.readline()
            found = json.loads(f"{first.rstrip().rstrip(',')}}}" if first.startswith('{"paper"') else first + file.read())
    except (OSError, ValueError):
        return ""
    return str(found.get("paper", "")) if isinstance(found, dict) else ""


def _written(draft: Draft, catalogue: Catalogue, checklist: Mapping[str, Any], paper: str) -> bytes:
    parts = {
        "figures": {key: _traced(catalogue.figures[key]) for key in sorted(draft.shown.keys() & catalogue.figures.keys())},
        "charts": {key: _plot(draft, draft.plots[key], catalogue.figures) for key in sorted(draft.plots)},
        "checklist": checklist,
    }
    lines = [f'"{part}": {_a_line_each(items)}' for part, items in parts.items()]
    return "{{{}}}\n".format(",\n".join([f'"paper": {_json(paper)}', *lines])).encode()


def _traced(figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.title,
        "value": figure.value,
        "text": figure.text,
        "doubts": [doubt.as_record() for doubt in figure.doubts],
        "cells": [cell.as_record() for cell in figure.cells],
    }


def _plot(draft: Draft, plot: Plot, figures: Mapping[str, Figure]) -> dict[str, Any]:
    categories = [draft.plain(category) for category in plot.categories]
    doubts = [doubt.as_record() for doubt in plot.doubts(figures)]
    series = []
    for one in plot.series:
        points = [{"category": category, "key": key, **_traced(figures[key])} for category, key in zip(categories, one.keys, strict=True)]
        series.append({"name": draft.plain(one.name), "points": points})
    return {"title": draft.plain(plot.title), "kind": plot.kind, "doubts": doubts, "series": series}


def _a_line_each(items: Mapping[str, object]) -> str:
    """Return a JSON object with a line for each of its members: written fast, and two of them are compared line by line."""
    return "{" + ",".join(f"\n {_json(key)}: {_json(item)}" for key, item in items.items()) + "}"


def _json(item: object) -> str:
    return msgspec.json.encode(item).decode()
