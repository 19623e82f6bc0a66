"""Of the sender's workbook only what carries the notes and the list is changed: every other part has the same compressed bytes, date and place."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.entry import Entry
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

PartsOf = Callable[[bytes], dict[str, tuple[tuple[int, ...], bytes]]]
WithPart = Callable[[bytes, str, Callable[[bytes], bytes]], bytes]
ENTRIES = [
    Entry("Our 'own' & sheet", "D8", "44", "at most 40", "Please check."),
    Entry("Our 'own' & sheet", "D9", "51 < ½", "at most 50", "Please check."),
    Entry("Our 'own' & sheet", "C1", "a title", "another", "Please check."),
]
LISTED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def _changed(before: bytes, after: bytes, parts_of: PartsOf) -> tuple[set[str], list[str]]:
    old, new = parts_of(before), parts_of(after)
    assert list(new)[: len(old)] == list(old)
    assert [name for name in old if old[name][0] != new[name][0]] == []
    return {name for name in old if old[name][1] != new[name][1]}, list(new)[len(old) :]


def _read(data: bytes, part: str) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read(part)


def test_a_sheet_with_comments_has_its_own_extended(sent: bytes, parts_of: PartsOf) -> None:
    marked, ending = annotate(sent, "training.xlsx", [], ENTRIES)
    assert ending == ".xlsx"
    # the sheet itself stays as it is, byte for byte: it names its drawing of notes already
    assert _changed(sent, marked, parts_of) == (
        LISTED | {"xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"},
        ["xl/worksheets/sheet3.xml"],
    )
    comments = _read(sent, "xl/comments/comment1.xml")
    kept = [re.escape(part) for part in re.split(rb"(?=</authors>|</commentList>)", comments)]
    added = kept[0] + rb"<author>boardpaper</author>" + kept[1] + rb"(?s:<comment ref=.*</comment>)" + kept[2]
    assert re.fullmatch(added, _read(marked, "xl/comments/comment1.xml"))


def test_a_sheet_without_comments_gains_one_element(sent: bytes, parts_of: PartsOf) -> None:
    marked, _ = annotate(sent, "training.xlsx", [], [Entry("Notes", "A1", "nothing", "something", "Please check.")])
    changed, new = _changed(sent, marked, parts_of)
    assert changed == LISTED | {"xl/worksheets/sheet2.xml"}
    assert new == ["xl/comments1.xml", "xl/worksheets/_rels/sheet2.xml.rels", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet3.xml"]
    before, after = _read(sent, "xl/worksheets/sheet2.xml"), _read(marked, "xl/worksheets/sheet2.xml")
    assert re.sub(rb"<legacyDrawing [^>]*/>", b"", after) == before


def test_the_drawing_of_notes_stands_where_the_schema_wants_it(sent: bytes, with_part: WithPart) -> None:
    tail = b'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><tableParts count="0"/><extLst/></worksheet>'
    odd = with_part(sent, "xl/worksheets/sheet2.xml", lambda part: re.sub(rb"<pageMargins[^>]*/></worksheet>", tail, part))
    marked, _ = annotate(odd, "training.xlsx", [], [Entry("Notes", "A1", "nothing", "something", "Please check.")])
    assert re.findall(rb"<(\w+)", _read(marked, "xl/worksheets/sheet2.xml"))[-4:] == [b"pageMargins", b"legacyDrawing", b"tableParts", b"extLst"]


def test_a_prefix_for_every_element_is_kept(sent: bytes, with_part: WithPart, parts_of: PartsOf) -> None:
    def prefixed(part: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(b" xmlns=", b" xmlns:x=")

    book = sent
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"):
        book = with_part(book, name, prefixed)
    marked, _ = annotate(book, "training.xlsx", [], [Entry("Notes", "A1", "nothing", "something", "Please check.")])
    before, after = _read(book, "xl/worksheets/sheet2.xml"), _read(marked, "xl/worksheets/sheet2.xml")
    assert re.sub(rb"<x:legacyDrawing [^>]*/>", b"", after) == before != after
    assert _changed(book, marked, parts_of)[0] == LISTED | {"xl/worksheets/sheet2.xml"}


def test_macros_stay_and_keep_their_ending(sent: bytes, with_part: WithPart, parts_of: PartsOf) -> None:
    kind = (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    book = with_part(with_part(sent, "[Content_Types].xml", lambda part: part.replace(*kind)), "xl/vbaProject.bin", lambda _: b"\xd0\xcf macros")
    marked, ending = annotate(book, "training.xlsm", [], ENTRIES)
    assert (ending, "xl/vbaProject.bin" in _changed(book, marked, parts_of)[0]) == (".xlsm", False)


@pytest.mark.parametrize(
    "name", ["Lakeview training", "Northmoor events", "Northmoor safeguarding audit 2018-19", "grange training mar", "moorside audit"]
)
def test_every_marked_return_of_the_sample(ingested: Path, name: str, parts_of: PartsOf) -> None:
    sent = (ingested / "returns" / f"{name}.xlsx").read_bytes()
    changed, new = _changed(sent, (ingested / "feedback" / f"{name} - to correct.xlsx").read_bytes(), parts_of)
    (sheet,) = changed - LISTED
    assert sheet.startswith("xl/worksheets/sheet") and changed > LISTED
    assert [re.sub(r"\d", "", part) for part in new if not part.endswith(".rels")] == [
        "xl/comments.xml",
        "xl/drawings/vmlDrawing.vml",
        "xl/worksheets/sheet.xml",
    ]


def test_the_kept_copy_is_marked_and_not_what_lies_in_returns(returned: Path, sent: bytes, parts_of: PartsOf) -> None:
    ingest(Workspace(returned))
    first = (returned / "feedback" / "training March - to correct.xlsx").read_bytes()
    (returned / "returns" / "training March.xlsx").unlink()
    for path in (returned / "feedback").iterdir():
        path.unlink()
    (returned / "returns" / "other.csv").write_text("nothing")
    ingest(Workspace(returned))
    assert (returned / "feedback" / "training March - to correct.xlsx").read_bytes() == first
