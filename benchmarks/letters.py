"""What the audit letters to 100 providers cost, measured from the warehouse, filled and written, on one core.

Beside it docxtpl renders a letter of the same tables from values that it is handed: nothing measured, no content controls, no lineage. It is
compared where it is installed in the folder that DOCXTPL names. Run `make bench`. Each is a whole process; the ratio is what to compare.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from boardpaper.starting import start

PROVIDERS, RUNS = 100, 3
DOMAINS = ["Leadership", "Policy", "Training", "Supervision", "Safer recruitment", "Mental capacity", "Prevent", "Information sharing", "Learning"]
SUBJECTS = ["Safeguarding Adults", "Safeguarding Children", "Mental Capacity Act", "Prevent Basic", "Prevent L3"]
RATINGS = ["Met", "Met", "Met", "Partial", "Not met"]
HEADINGS = {
    "ratings": ["Domain", "Met", "Partial", "Not met"],
    "standards": ["Standard", "Rating", "What is to be done", "Due"],
    "actions": ["Action", "What is to be done", "Due", "Status"],
    "training": ["Subject", "Compliant", "Target"],
}
DOCXTPL = """
import json, sys
from pathlib import Path
from docxtpl import DocxTemplate
for letter in json.loads(Path(sys.argv[2]).read_text()):
    template = DocxTemplate(sys.argv[1])
    template.render(letter, autoescape=True)
    template.save(Path(sys.argv[3], letter["code"] + ".docx"))
"""


def _letter(number: int) -> dict[str, object]:
    """Return what one provider is told: 27 standards in nine domains, six actions, five subjects."""
    rated = [(f"{place // 3 + 1}.{place % 3 + 1}", DOMAINS[place // 3], RATINGS[(number + place * 3) % len(RATINGS)]) for place in range(27)]
    open_ = [rating for rating in rated if rating[2] != "Met"]
    counts = [[sum(1 for _, where, how in rated if (where, how) == (domain, word)) for word in ("Met", "Partial", "Not met")] for domain in DOMAINS]
    actions = [[f"Review {place}", f"Finish part {place} of the plan", f"{place + 3} April 2019", "On track"] for place in range(1, 7)]
    return {
        "code": f"P{number:03}",
        "name": f"Provider {number:03} Health Centre",
        "rated": rated,
        "ratings": [[domain, *map(str, each)] for domain, each in zip(DOMAINS, counts, strict=True)],
        "standards": [[f"{ref} The board is told of {where.lower()}", how, "Finish the plan", "14 July 2019"] for ref, where, how in open_],
        "actions": actions,
        "training": [[subject, f"{(80 + number % 20) / (81 + number % 20):.1%}", "85%"] for subject in SUBJECTS],
    }


def _write_workspace(folder: Path, letters: list[dict[str, object]]) -> None:
    from openpyxl import Workbook

    start(folder, sample=True)
    for path in (folder / "returns").iterdir():
        path.unlink()
    lines = [f"{letter['code']},{letter['name']},,commissioned" for letter in letters]
    (folder / "providers.csv").write_text(
        "\n".join(["code,name,aliases,relationship", "01W,Ours,,commissioner", "XB1,B,,partner", "XA1,A,,partner", *lines])
    )
    for letter in letters:
        book = Workbook()
        sheets = {
            "Audit": [["Ref", "Domain", "Standard", "RAG", "Areas for improvement", "Deadline"]],
            "Training": [["Subject", "Required", "Compliant"]],
            "Actions": [["Ref", "Source", "Recommendation", "Due", "Status"]],
        }
        for ref, where, how in letter["rated"]:  # type: ignore[attr-defined]
            plan = [] if how == "Met" else ["Finish the plan", "14/07/2019"]
            sheets["Audit"].append([ref, where, f"The board is told of {where.lower()}", how, *plan])
        number = int(str(letter["code"])[1:])
        sheets["Training"] += [[subject, 81 + number % 20, 80 + number % 20] for subject in SUBJECTS]
        sheets["Actions"] += [
            [str(place), "Review", f"Finish part {place} of the plan", f"{place + 3:02}/04/2019", "On track"] for place in range(1, 7)
        ]
        periods = {"Audit": "2018/19", "Training": "March 2019", "Actions": "March 2019"}
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in (["Organisation", letter["name"]], ["Reporting period", periods[title]], [], *rows):
                sheet.append(row)
        del book["Sheet"]
        book.save(folder / "returns" / f"{letter['code']}.xlsx")


def _write_template(path: Path) -> None:
    """Write the like of our template in docxtpl's own language."""
    from docx import Document

    document = Document()
    document.add_heading("Safeguarding audit letter 2018/19", 0)
    document.add_paragraph("To: {{ name }} ({{ code }})")
    for key, headings in HEADINGS.items():
        document.add_heading(key.capitalize(), 1)
        table = document.add_table(rows=4, cols=len(headings))
        for column, heading in enumerate(headings):
            table.cell(0, column).text = heading
            table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
        table.cell(1, 0).text = f"{{%tr for row in {key} %}}"
        table.cell(3, 0).text = "{%tr endfor %}"
    document.save(str(path))


def _time(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, float, float]:
    """Return the median seconds of a whole process after one run that is not counted, by the clock and of the processor alone,
    and the largest resident memory so far in MB."""
    found = []
    for _ in range(RUNS + 1):
        begin, busy = time.perf_counter(), _busy()
        done = subprocess.run(command, capture_output=True, env=environment)
        found.append((time.perf_counter() - begin, _busy() - busy))
        if done.returncode:
            raise SystemExit(done.stderr.decode())
    clock, processor = (statistics.median(each) for each in zip(*found[1:], strict=True))
    return clock, processor, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _busy() -> float:
    """Return the seconds that the processor has worked for our children so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        letters = [_letter(number) for number in range(PROVIDERS)]
        _write_workspace(folder / "workspace", letters)
        boardpaper = [sys.executable, "-m", "boardpaper", "-w", str(folder / "workspace")]
        subprocess.run([*boardpaper, "ingest"], check=True, capture_output=True)
        found = {"boardpaper assemble --each provider": _time([*boardpaper, "assemble", "--each", "provider"])}
        made = list((folder / "workspace" / "papers" / "letters").glob("*.docx"))
        assert len(made) == PROVIDERS + 2, len(made)  # the settings expect something of two more
        if place := os.environ.get("DOCXTPL"):
            (folder / "letters").mkdir()
            (folder / "letters.json").write_text(json.dumps(letters))
            _write_template(folder / "template.docx")
            command = [sys.executable, "-c", DOCXTPL, str(folder / "template.docx"), str(folder / "letters.json"), str(folder / "letters")]
            found["docxtpl, from values handed to it"] = _time(command, {**os.environ, "PYTHONPATH": place})
    print(f"{PROVIDERS} letters, one core; Python {platform.python_version()}, {platform.machine()}; lxml {version('lxml')}")
    least = min(busy for _, busy, _ in found.values())
    for what, (clock, busy, peak) in found.items():
        rate = f"{PROVIDERS / busy:5.1f} a second of the processor's"
        print(f"{what:<36} {clock:6.2f} s, {busy:5.2f} of the processor  {rate}  {busy / least:4.1f} times the least  at most {peak:4.0f} MB")


if __name__ == "__main__":
    main()
