"""What check and refresh cost on a long paper, as whole processes, beside the sample's own paper in the same run.

Run `make bench`. The long paper is the sample's, with its own sections written again until it takes some 130 pages.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from run import COMMAND, SAMPLE, timed

TIMES = 11


def _nothing() -> None:
    return None


def _lengthen(narrative: Path) -> None:
    """Write every section again, under further numbers: what a section refers to stands in the first that has it."""
    sections = sorted(path for path in narrative.glob("[0-9][0-9]-*.md"))
    for time in range(1, TIMES):
        for place, section in enumerate(sections):
            number = time * len(sections) + place + 1
            lines = [line for line in section.read_text(encoding="utf-8").splitlines() if "{{ ref:" not in line.casefold()]
            lines[0] = f"{lines[0]} again {time}"
            (narrative / f"{number:03}-{section.stem[3:]}-{time}.md").write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sample"
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        subprocess.run([*COMMAND, "ingest"], cwd=folder, capture_output=True, check=False)
        subprocess.run([*COMMAND, "assemble", "-o", "papers/sample.docx"], cwd=folder, capture_output=True, check=True)
        _lengthen(folder / "narrative")
        done = subprocess.run([*COMMAND, "assemble", "-o", "papers/long.docx"], cwd=folder, capture_output=True, text=True, check=True)
        print(next((line for line in done.stdout.splitlines() if "pages" in line), "The pages of the long paper were not measured."))
        for command in ("check", "refresh"):
            sample, long = (timed([*COMMAND, command, f"papers/{paper}.docx", "--no-pages"], folder, _nothing) for paper in ("sample", "long"))
            print(f"boardpaper {command} --no-pages, long paper  {long:6.2f} s  {long / sample:5.1f} times the sample's paper ({sample:.2f} s)")


if __name__ == "__main__":
    main()
