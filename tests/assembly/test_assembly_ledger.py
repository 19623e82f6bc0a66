"""What a paper knows of itself: the ledger within, the properties, and the lineage file beside it."""

import json
from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


def test_ledger_holds_what_is_shown(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(workspace, catalogue).path
    ledger = {item.get("key"): item.text for item in part(path, "customXml/item1.xml")}
    assert {key: ledger[key] for key in catalogue.figures} == {key: figure.text for key, figure in catalogue.figures.items()}
    assert ledger["report.title"] == "Annual Report 2018/19"
    relations = {item.get("Target") for item in part(path, "word/_rels/document.xml.rels")}
    assert "../customXml/item1.xml" in relations
    assert [item.get("Target") for item in part(path, "customXml/_rels/item1.xml.rels")] == ["itemProps1.xml"]


def test_properties_name_title_language_and_day(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    core = part(assemble(workspace, catalogue).path, "docProps/core.xml")
    assert {str(item.tag).rpartition("}")[2]: item.text for item in core} == {
        "title": "Annual Report 2018/19",
        "creator": "Hillshire Commissioning Group",
        "language": "en-GB",
        "created": "2019-03-31T00:00:00Z",
        "modified": "2019-03-31T00:00:00Z",
        "contentStatus": "Draft",
    }


def test_lineage_goes_down_to_the_cell(workspace: Workspace, catalogue: Catalogue) -> None:
    path = assemble(workspace, catalogue).path
    lineage = json.loads(path.with_name("annual-report-2018-19.figures.json").read_text(encoding="utf-8"))
    assert sorted(lineage["figures"]) == sorted(catalogue.figures)
    assert lineage["figures"]["children.snapshot"] == {
        "title": "children.snapshot",
        "value": "355",
        "text": "355",
        "doubts": [],
        "cells": [
            {
                "filename": "a.xlsx",
                "sheet": "Sheet1",
                "cell": "B4",
                "provider": "XZ1",
                "period_start": "2018-04-01",
                "period_end": "2019-03-31",
                "field": "value",
                "value": 355,
                "state": "reported",
                "text": None,
                "decimals": None,
                "qualifier": None,
                "source_id": 0,
            }
        ],
    }
    assert lineage["checklist"]["cover_sheet"] == {"answer": "Y", "evidence": "All 6 fields of the front sheet are completed."}
