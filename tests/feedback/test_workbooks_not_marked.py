"""A file that cannot be marked without a risk gets a workbook of its issues, and the e-mail says why."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.outline import Refused
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

WithPart = Callable[[bytes, str, Callable[[bytes], bytes]], bytes]
CSV = "Organisation,Northmoor Hospital\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nSafeguarding Adults,2,40,44\n"
SIGNED = b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="s.sigs"/>'
SHARED = b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders" Target="r.xml"/>'
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD = {
    "signed": ("_rels/.rels", (b"</Relationships>", SIGNED + b"</Relationships>"), "it is digitally signed"),
    "shared": ("xl/_rels/workbook.xml.rels", (b"</Relationships>", SHARED + b"</Relationships>"), "it is a shared workbook"),
    "strict": ("xl/workbook.xml", (MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main"), "of the way it was saved"),
    "another kind": ("[Content_Types].xml", (b"sheet.main+xml", b"addin.main+xml"), "it is not an .xlsx workbook"),
    "without sheets": ("xl/workbook.xml", (b"sheets>", b"pages>"), "of the way it was saved"),
    "not whole": ("xl/styles.xml", (b"</styleSheet>", b""), "of the way it was saved"),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_workbook_is_refused(kind: str, sent: bytes, with_part: WithPart) -> None:
    part, (before, after), why = ODD[kind]
    odd = with_part(sent, part, lambda data: data.replace(before, after))
    with pytest.raises(Refused) as refused:
        annotate(odd, "training.xlsx", [], [])
    assert (str(refused.value), odd != sent) == (why, True)


def test_a_signed_workbook_gets_the_list_alone(returned: Path, sent: bytes, with_part: WithPart) -> None:
    part, (before, after), why = ODD["signed"]
    (returned / "returns" / "training March.xlsx").write_bytes(with_part(sent, part, lambda data: data.replace(before, after)))
    ingest(Workspace(returned))
    assert load_workbook(returned / "feedback" / "training March - to correct.xlsx").sheetnames == ["boardpaper issues"]
    text = (returned / "feedback" / "training March - e-mail.txt").read_text(encoding="utf-8")
    assert f"We could not put notes into your own file, because {why}." in text


def test_a_csv_gets_a_workbook_of_its_issues(empty_workspace: Path) -> None:
    (empty_workspace / "returns" / "training.csv").write_text(CSV)
    ingest(Workspace(empty_workspace))
    book = load_workbook(BytesIO((empty_workspace / "feedback" / "training - to correct.xlsx").read_bytes()))
    rows = [[cell.value for cell in row] for row in book["boardpaper issues"].iter_rows()]
    assert rows[0][0] == "To put right in training.csv"
    assert rows[5:] == [["", "D5", "44: more staff compliant than required", "no more compliant than required", "Please check both counts."]]
