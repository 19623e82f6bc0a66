"""Two files of one name, as where one is overwritten by its correction, have their issues listed apart, each under its number."""

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str]]
RETURN = "Organisation,Moorside\nReporting period,March 2019\nDate of return,{day}\n\nSubject,Level,Required,Compliant\nPrevent Basic,1,40,{count}\n"


def test_a_file_overwritten_by_its_correction(empty_workspace: Path, run: Run) -> None:
    for day, count in (("01/04/2019", "lots"), ("02/04/2019", "41")):
        (empty_workspace / "returns" / "March.csv").write_text(RETURN.format(day=day, count=count), encoding="utf-8")
        run(empty_workspace, "ingest")
    assert run(empty_workspace, "issues")[1].splitlines() == [
        "March.csv (number 1, accepted)",
        "     1  block  D6: not_a_count",
        "              found lots; expected a whole number, 0 or more. The value is not used: please correct the cell.",
        "              closed: the later March.csv replaced it, so it is no longer asked",
        "March.csv (number 2, accepted)",
        "     2  query  D6: compliant_above_required",
        "              found 41: more staff compliant than required; expected no more compliant than required. Please check both counts.",
        "1 issue: 0 block, 1 query, 0 info; 1 closed by later returns.",
    ]
