"""What a paper says of itself: the ledger inside it, its properties, and the lineage file beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from ..warehouse.figures.model import Catalogue
from .checklist import Answer
from .draft import Draft
from .ooxml import serialise
from .package import Package

LEDGER = "urn:boardpaper:ledger:1"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TERMS = "http://purl.org/dc/terms/"
_ELEMENTS = "http://purl.org/dc/elements/1.1/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def add_ledger(draft: Draft) -> None:
    """Put the key and the shown text of everything filled into a custom XML part."""
    root = etree.Element(f"{{{LEDGER}}}ledger", nsmap={"bp": LEDGER})
    for key in sorted(draft.shown):
        etree.SubElement(root, f"{{{LEDGER}}}shown", key=key).text = draft.shown[key]
    about = etree.Element(f"{{{_DATA}}}datastoreItem", nsmap={"ds": _DATA})
    about.set(f"{{{_DATA}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, LEDGER)).upper()}}}")
    references = etree.SubElement(about, f"{{{_DATA}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATA}}}schemaRef").set(f"{{{_DATA}}}uri", LEDGER)
    package = draft.package
    item = package.add("customXml/item1.xml", serialise(root), "application/xml")
    described = package.add("customXml/itemProps1.xml", serialise(about), "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
    package.relate(package.main, "customXml", item)
    package.relate(item, "customXmlProps", described)


def set_properties(package: Package, title: str, creator: str, day: date, status: str) -> None:
    """Set title, author, language, dates and status ("Draft", "Final") of the file."""
    space = f"{{{_PACKAGE}metadata/core-properties}}"
    root = etree.Element(f"{space}coreProperties", nsmap={"cp": space[1:-1], "dc": _ELEMENTS, "dcterms": _TERMS, "xsi": _INSTANCE})
    for word, text in (("title", title), ("creator", creator), ("language", "en-GB")):
        etree.SubElement(root, f"{{{_ELEMENTS}}}{word}").text = text
    for word in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{word}")
        stamp.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        stamp.text = f"{day.isoformat()}T00:00:00Z"
    etree.SubElement(root, f"{space}contentStatus").text = status
    part = "docProps/core.xml"
    if part in package.parts:
        package.replace(part, root)
    else:
        package.add(part, serialise(root), "application/vnd.openxmlformats-package.core-properties+xml")
        package.relate("", f"{_PACKAGE}relationships/metadata/core-properties", part)


def lineage(shown: Mapping[str, str], catalogue: Catalogue, answers: Mapping[str, Answer]) -> bytes:
    """Return as JSON where each shown figure comes from, down to its cells, and what the checklist's answers rest on."""
    figures = {}
    for key in sorted(shown.keys() & catalogue.figures.keys()):
        figure = catalogue.figures[key]
        cells = [cell.as_record() for cell in figure.cells]
        figures[key] = {
            "title": figure.title,
            "value": figure.value,
            "text": shown[key],
            "doubts": [asdict(doubt) for doubt in figure.doubts],
            "cells": cells,
        }
    whole = {"figures": figures, "checklist": {rule: asdict(answer) for rule, answer in answers.items()}}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
