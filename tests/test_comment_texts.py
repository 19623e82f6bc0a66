"""A comment's text is its own: the numbers of its layout, which LibreOffice writes beside it, do not run into it."""

import zipfile
from pathlib import Path

from boardpaper.etl.reader import read_file
from boardpaper.etl.workbook import Comment

FORMATS = Path(__file__).parent / "formats"
LAYOUT = b'<AlternateContent xmlns="http://schemas.openxmlformats.org/markup-compatibility/2006"><col>0</col><row>79</row></AlternateContent>'


def test_the_numbers_of_a_layout_are_no_part_of_the_comment(tmp_path: Path) -> None:
    path = tmp_path / "named.xlsx"
    with zipfile.ZipFile(FORMATS / "named.xlsx") as plain, zipfile.ZipFile(path, "w") as laid_out:
        for name in plain.namelist():
            laid_out.writestr(name, plain.read(name).replace(b"</comment>", LAYOUT + b"</comment>"))
        assert LAYOUT in laid_out.read("xl/comments/comment1.xml")
    assert read_file(path).comments == [Comment("Training", "D5", "ask about 999 000 0018")]
