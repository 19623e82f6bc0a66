"""Teaching an alias changes the one field of providers.csv that it belongs to, and no other byte of the file."""

from pathlib import Path

import pytest

from boardpaper.aliases import add_alias
from boardpaper.workspace import Workspace

HEAD = b"code,name,aliases,relationship\n"
BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"code,name,aliases,relationship\nA1,One,,shared\nB1,Two,,partner\n",
            b"code,name,aliases,relationship\nA1,One,Uno,shared\nB1,Two,,partner\n",
        ),
        (
            BOM + b'"code","name","aliases","relationship"\r\n"A1","One, the first","Ein|Un","shared"\r\n"B1","Two","","partner"',
            BOM + b'"code","name","aliases","relationship"\r\n"A1","One, the first","Ein|Un|Uno","shared"\r\n"B1","Two","","partner"',
        ),
        (
            b'code,relationship,name,note,aliases\r\nB1,partner,"Two\nlines",x\r\n\r\n A1 ,shared,One,"say ""hello"""\r\n',
            b'code,relationship,name,note,aliases\r\nB1,partner,"Two\nlines",x\r\n\r\n A1 ,shared,One,"say ""hello""",Uno\r\n',
        ),
        (b"code,relationship,name,note,aliases\rA1,shared,One", b"code,relationship,name,note,aliases\rA1,shared,One,,Uno"),
    ],
    ids=["plain", "quoted, with a mark", "short lines, a name of two lines", "much too short a line"],
)
def test_one_field_changes(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "providers.csv"
    path.write_bytes(before)
    add_alias(Workspace(tmp_path), "a1", "Uno")
    assert path.read_bytes() == after
    assert "Uno" in next(provider for provider in Workspace(tmp_path).providers if provider.code == "A1").aliases


def test_a_name_with_commas_and_quotes_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "providers.csv"
    path.write_bytes(b"code,name,aliases,relationship\nA1,One,Ein,shared\n")
    add_alias(Workspace(tmp_path), "A1", 'The "One", Ltd')
    assert path.read_bytes() == b'code,name,aliases,relationship\nA1,One,"Ein|The ""One"", Ltd",shared\n'
    assert Workspace(tmp_path).providers[0].aliases == ("Ein", 'The "One", Ltd')
