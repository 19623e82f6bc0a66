"""Every part that a marked workbook gains has its type declared, where the sender's program declares each part by name and none by ending."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.entry import Entry

WithPart = Callable[[bytes, str, Callable[[bytes], bytes]], bytes]
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def test_the_relations_of_a_sheet_that_had_none(sent: bytes, with_part: WithPart) -> None:
    named = [name for name in zipfile.ZipFile(BytesIO(sent)).namelist() if name.endswith(".rels")]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_RELATIONS}"/>' for name in named).encode()
    by_name = with_part(
        sent,
        "[Content_Types].xml",
        lambda part: re.sub(rb'<Default [^>]*Extension="rels"[^>]*/>', b"", part).replace(b"</Types>", overrides + b"</Types>"),
    )
    marked, _ = annotate(by_name, "training.xlsx", [], [Entry("Notes", "A1", "nothing", "something", "Please check.")])
    book = zipfile.ZipFile(BytesIO(marked))
    types = book.read("[Content_Types].xml").decode()
    by_ending = set(re.findall(r'<Default [^>]*Extension="(\w+)"', types))
    declared = {name.lstrip("/") for name in re.findall(r'PartName="([^"]+)"', types)}
    parts = [name for name in book.namelist() if name != "[Content_Types].xml"]
    assert "xl/worksheets/_rels/sheet2.xml.rels" in parts
    assert [name for name in parts if name not in declared and name.rpartition(".")[2] not in by_ending] == []
