"""A workbook without a part for formats, as some programs save, gets a list whose cells refer to none."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from boardpaper.etl.feedback.annotate import annotate
from boardpaper.etl.feedback.entry import Entry


def test_no_cell_of_the_list_refers_to_a_format(sent: bytes, with_part: Callable[[bytes, str, Callable[[bytes], bytes]], bytes]) -> None:
    relations = "xl/_rels/workbook.xml.rels"
    plain = with_part(sent, relations, lambda part: re.sub(rb'<Relationship [^>]*/relationships/styles"[^>]*/>', b"", part))
    assert b"/relationships/styles" not in zipfile.ZipFile(BytesIO(plain)).read(relations)
    marked, _ = annotate(plain, "training.xlsx", [], [Entry("Notes", "A1", "nothing", "something", "Please check.")])
    before, after = zipfile.ZipFile(BytesIO(plain)), zipfile.ZipFile(BytesIO(marked))
    (added,) = [name for name in after.namelist() if name.startswith("xl/worksheets/sheet") and name not in before.namelist()]
    listed = after.read(added)
    assert b"Please check." in listed and re.findall(rb'<c [^>]* s="', listed) == []
