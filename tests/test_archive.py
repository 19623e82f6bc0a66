"""Raw files are archived by their hash; one that holds person identifiers leaves nothing behind."""

import hashlib
from pathlib import Path


def test_the_archive_holds_the_bytes_of_every_other_file(ingested: Path) -> None:
    returns = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (ingested / "returns").iterdir() if path.name != "LAC list.xlsx"}
    archived = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ingested / "archive").iterdir() if path.suffix != ".jsonl"}
    assert archived == {name: name for name in returns}


def test_nothing_of_an_identifier_is_in_the_warehouse(ingested: Path) -> None:
    data = (ingested / "warehouse.db").read_bytes()
    assert [needle for needle in (b"999 000 0018", b"9990000018", b"999 000 0026", b"2010-03-04") if needle in data] == []
