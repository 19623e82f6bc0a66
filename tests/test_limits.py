"""What one file may cost is bounded by limits of one place, the work on it here included; what goes past them costs that file alone."""

import io
import zipfile
from pathlib import Path

import pytest

from boardpaper.etl import limits
from boardpaper.etl.deadline import within
from boardpaper.etl.extract import Extractor, Recognised
from boardpaper.etl.ingest import ingest
from boardpaper.etl.kind import tell_kind
from boardpaper.etl.size import limit_size
from boardpaper.etl.workbook import Sheet, Unreadable, Workbook
from boardpaper.workspace import Workspace

FORM = "Organisation,Moorside\nReporting period,March 2019\n\nSubject,Level,Required,Compliant\nMCA,1,20,19\n"
recognise = Extractor.recognise


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(Unreadable) as stopped, within(0.01, of=18):
        while True:
            pass
    assert (stopped.value.code, "18 seconds" in stopped.value.sentence) == ("too_slow", True)


def test_a_file_that_takes_too_long_to_work_through_is_held_unkept_and_the_next_goes_in(
    empty_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(self: Extractor, workbook: Workbook) -> Recognised:
        while workbook.sheets[0].rows[0][1] == "Endless":
            pass
        return recognise(self, workbook)

    monkeypatch.setattr(Extractor, "recognise", endless)
    monkeypatch.setattr(limits, "SECONDS", 1)
    (empty_workspace / "returns" / "a.csv").write_text(FORM.replace("Moorside", "Endless"))
    (empty_workspace / "returns" / "b.csv").write_text(FORM)
    report = ingest(Workspace(empty_workspace))
    assert [(outcome.filename, outcome.status, outcome.reason.partition(":")[0]) for outcome in report.outcomes] == [
        ("a.csv", "held", "too_slow"),
        ("b.csv", "accepted", "taken_in"),
    ]
    assert len([path for path in (empty_workspace / "archive").iterdir() if path.suffix == ".csv"]) == 1


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (Sheet("S", [["x" * 131_073]]), "131,072 characters"),
        (Sheet("S", [["x" * 100_000]] * 101), "10,000,000 characters"),
        (Sheet("S", [["x"]] * 200_001), "200,001 filled cells"),
        (Sheet("S", [["x"]] * 600_001, fills={(row, 0): "00B050" for row in range(600_001)}), "600,001 filled cells"),
        (Sheet("S", [["x", ""]] * 100, fills={(row % 100, row): "00B050" for row in range(600_001)}), "600,000 cells with a colour"),
    ],
    ids=["cell", "characters", "cells", "both", "colours"],
)
def test_a_workbook_of_more_than_any_return_holds(sheet: Sheet, said: str) -> None:
    with pytest.raises(Unreadable) as held:
        limit_size(Workbook("xlsx", [sheet]))
    assert (held.value.code, said in held.value.sentence) == ("too_large", True)


@pytest.mark.parametrize("parts", [{"xl/media/a.bin": 250_000_001}, {f"xl/{number}.xml": 0 for number in range(5_001)}], ids=["bytes", "parts"])
def test_a_file_that_unpacks_to_more_than_any_return(parts: dict[str, int]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in parts.items():
            archive.writestr(name, bytes(size))
    with pytest.raises(Unreadable) as held:
        tell_kind(data.getvalue())
    assert held.value.code == "too_large"
