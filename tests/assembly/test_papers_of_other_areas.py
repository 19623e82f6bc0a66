"""A paper names its own area, and never the sample's."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from docx import Document

import boardpaper
from boardpaper.cli import main

SECTION = "# Looked after children\n\n{{ table: looked_after_children }}\n\n{{ chart: looked_after_children }}\n"
NAME = "NHS Stockport Clinical Commissioning Group"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHIPPED = Path(boardpaper.__file__).parent


@pytest.fixture
def paper_of(sample_copy: Path) -> Callable[[str], Path]:
    """Assemble the paper of a neighbour, whose settings have this line."""
    for old in [*sample_copy.glob("narrative/*"), *(path for path in sample_copy.glob("returns/*") if path.name != "LAC numbers Mar-19.xlsx")]:
        old.unlink()
    (sample_copy / "narrative" / "01-children.md").write_text(SECTION, encoding="utf-8")

    def assemble(line: str) -> Path:
        settings = sample_copy / "boardpaper.toml"
        text = settings.read_text(encoding="utf-8").replace(NAME, "NHS Hillshire Integrated Care Board")
        text = text.replace("strapline = ", f"{line}\nstrapline = ", 1)
        settings.write_text(text.replace('"Stopford House", "Stockport", ', ""), encoding="utf-8")
        for command in (["ingest"], ["assemble", "--output", str(sample_copy / "paper.docx")]):
            done = CliRunner().invoke(main, ["--workspace", str(sample_copy), *command])
            assert done.exit_code == 0, done.output
        return sample_copy / "paper.docx"

    return assemble


@pytest.mark.parametrize(
    ("line", "own", "placed"),
    [
        ('area = "Downland"', "Downland Looked After Children", "Looked After Children placed in Downland"),
        ("", "Hillshire Looked After Children", "Looked After Children placed in Hillshire"),
    ],
)
def test_table_and_chart_name_the_area(paper_of: Callable[[str], Path], line: str, own: str, placed: str) -> None:
    paper = paper_of(line)
    read = Document(str(paper)).element.body
    said = ["".join(text.text or "" for text in cell.iter(f"{{{W}}}t")) for cell in read.iter(f"{{{W}}}tc")]
    with ZipFile(paper) as held:
        chart = next(held.read(name).decode() for name in held.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name))
    assert [text for text in said if text.startswith((own, placed))] == [own, placed]
    assert re.findall(r"<c:tx>.*?<c:v>(.*?)</c:v>", chart, re.DOTALL) == [own, placed]


def test_nothing_that_every_team_gets_names_the_sample() -> None:
    shipped = [path for kind in ("warehouse/figures/*.toml", "layouts/*.toml", "starting.toml") for path in SHIPPED.glob(kind)]
    assert [path.name for path in shipped if "Stockport" in path.read_text(encoding="utf-8")] == []
