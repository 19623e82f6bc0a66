"""A returns folder also holds what folders hold: each thing is named, and none is fatal."""

import zipfile
from pathlib import Path

from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace


def test_what_is_no_return_is_named_and_the_returns_go_in(empty_workspace: Path, ingested: Path) -> None:
    returns = empty_workspace / "returns"
    (returns / "Team.xlsx").write_bytes((ingested / "returns" / "Team.xlsx").read_bytes())
    (returns / "~$Team.xlsx").write_bytes(b"\x05owner")
    (returns / "desktop.ini").write_text("[x]")
    (returns / "older").mkdir()
    (returns / "agenda.pdf").write_bytes(b"%PDF-1.7 x")
    (returns / "page.xls").write_text("<html><table></table></html>")
    (returns / "mail.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037001F".encode("utf-16-le") * 30)
    with zipfile.ZipFile(returns / "all.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    report = ingest(Workspace(empty_workspace))
    assert [(outcome.filename, outcome.status, outcome.reason.partition(":")[0]) for outcome in report.outcomes] == [
        ("agenda.pdf", "held", "not_a_spreadsheet"),
        ("all.zip", "held", "not_a_spreadsheet"),
        ("mail.msg", "held", "not_a_spreadsheet"),
        ("page.xls", "held", "not_a_spreadsheet"),
        ("Team.xlsx", "accepted", "taken_in"),
    ]
    assert [name for name, _ in report.passed_over] == ["desktop.ini", "older", "~$Team.xlsx"]
    assert not report.all_in
