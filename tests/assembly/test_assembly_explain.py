"""`assemble --explain` lists every place and every key with what it shows, and the nearest to a wrong one; it writes nothing."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from boardpaper.assembly.explain import explain
from boardpaper.cli import main
from boardpaper.screen import WIDTH, show_explanation
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

WHOLE = """board_paper.docx
  body
    {{ logo }}                               nothing: it is empty in the settings
    {{ organisation.name }}                  Hillshire Commissioning Group
    {{ report.title }}                       Annual Report 2018/19
    {{ organisation.strapline }}             Care close to home.
    {{ address }}                            1 High Street, Hillton, 01632 960000
  body, under 'Executive Summary', table
    {{ summary }}                            the points of the settings: 1
    {{ assurance }}                          the duties with their levels
    {{ front_sheet.conflicts_of_interest }}  None noted
    {{ front_sheet.previously_discussed }}   Quality Committee
    {{ front_sheet.presented_by }}           Head of Safeguarding
    {{ front_sheet.meeting_date }}           5th February 2020
    {{ front_sheet.agenda_item }}            To be completed
    {{ front_sheet.part_2_reason }}          Not applicable: this paper is public
  body, under 'Contents'
    {{ contents }}                           the headings with their pages
    {{ prepared by }}                        the authors: 1
    {{ report.version }}                     1.0
    {{ report.first_published }}             September 2019
    {{ sections }}                           the sections of the narrative: 2
  body, under 'Compliance Checklist'
    {{ checklist }}                          the checklist, told from the finished paper
    {{ appendices }}                         the appendices of the narrative: 1
  footer
    {{ report.version }}                     1.0
  footer of the first page
    {{ report.version }}                     1.0
  header
    {{ organisation.name }}                  Hillshire Commissioning Group
    {{ report.title }}                       Annual Report 2018/19

boardpaper.toml
  line 16  {{ children.snapshot }}  355

narrative/01-introduction.md
  line 3  {{ training.percnt }}  not on offer

narrative/02-children.md
  line 5  {{ table: children }}  Children, 2018/19 (rows: 1)
  line 9  {{ chart: team }}      Posts (posts: 2)

On offer from the settings
  organisation.name                  Hillshire Commissioning Group
  organisation.short_name            Hillshire
  organisation.area                  Hillshire
  organisation.strapline             Care close to home.
  report.title                       Annual Report 2018/19
  report.period                      2018/19
  report.as_at                       31 March 2019
  report.period_end_month            March 2019
  report.previous_end_month          March 2018
  report.version                     1.0
  report.first_published             September 2019
  front_sheet.conflicts_of_interest  None noted
  front_sheet.previously_discussed   Quality Committee
  front_sheet.presented_by           Head of Safeguarding
  front_sheet.meeting_date           5th February 2020
  front_sheet.agenda_item            To be completed
  front_sheet.part_2_reason          Not applicable: this paper is public

On offer from the figures
  children.snapshot  355
  children.previous  363
  training.percent   87.79%
  assurance.1.duty   Staff are trained
  assurance.1.level  Full assurance
  assurance.2.duty   Policies are clear
  assurance.2.level  Moderate assurance

On offer from tables and charts
  table: children  Children, 2018/19 (rows: 1)
  chart: team      Posts (posts: 2)

One key is not on offer: narrative/01-introduction.md, line 3: 'training.percnt' (nearest:
training.percent). Write a key that 'boardpaper figures' lists; what a return names is there once it
is in.
It shows every count of people as it is: [disclosure] public = "none" in boardpaper.toml.
28 places, 26 keys on offer. Nothing was written."""


def test_every_place_and_key_is_listed(workspace: Workspace, catalogue: Catalogue) -> None:
    settings = workspace.settings_path.read_text(encoding="utf-8")
    workspace.settings_path.write_text(settings.replace('agenda_item = "9"', ""), encoding="utf-8")
    (workspace.narrative / "01-introduction.md").write_text("# Introduction\n\nOf staff, {{ training.percnt }}.\n", encoding="utf-8")
    before = sorted(workspace.root.rglob("*"))
    assert show_explanation(explain(workspace, catalogue)) == WHOLE
    assert sorted(workspace.root.rglob("*")) == before


_INSIDE = "<w:txbxContent><w:p><w:r><w:t>{{{{ {0} }}}}</w:t></w:r></w:p></w:txbxContent>"
BOX = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{_INSIDE}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{_INSIDE}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NEAR = "Did you mean 'report.title' or 'report.as_at' or 'report.period'?"
CONTROL = "<w:sdt><w:sdtPr><w:tag w:val='{}'/></w:sdtPr><w:sdtContent><w:r><w:t>old</w:t></w:r></w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("content", "key", "place", "shown"),
    [
        (BOX.format("report.period"), "report.period", "body, under 'Contents', text box", "2018/19"),
        (CONTROL.format("report.as_at"), "report.as_at", "body, under 'Contents'", "31 March 2019"),
        (CONTROL.format("report.titel"), "report.titel", "body, under 'Contents'", f"left as it is: its tag is no key. {NEAR}"),
        (CONTROL.format("zzzz"), "zzzz", "body, under 'Contents'", "left as it is: its tag is no key."),
        ("<w:r><w:t>{{ re</w:t></w:r><w:r><w:t>prt.title }}</w:t></w:r>", "reprt.title", "body, under 'Contents'", "not on offer"),
        ("<w:r><w:t>{{ chart: team }}, </w:t></w:r>", "chart: team", "body, under 'Contents'", "Posts (posts: 2)"),
    ],
)
def test_place_of_a_template_is_told_where_it_stands(
    workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None], content: str, key: str, place: str, shown: str
) -> None:
    version = '<w:r><w:t xml:space="preserve">Version number: '
    edited_template(version, content + version)
    found = [(use.place, text) for use, text in explain(workspace, catalogue).places if use.key == key and use.place.startswith("template.docx")]
    assert found == [(f"template.docx, {place}", shown)]


def test_missing_place_is_told_with_all_else(workspace: Workspace, catalogue: Catalogue, edited_template: Callable[..., None]) -> None:
    edited_template("{{ contents }}", "")
    assert explain(workspace, catalogue).faults == (
        "template.docx has no place {{ contents }}: type it on a line of its own where the contents should stand.",
    )


def test_lines_fit_a_screen_however_long_the_keys(workspace: Workspace, catalogue: Catalogue) -> None:
    key = "training_by_provider." + "x" * 43
    figure = replace(catalogue.figures["training.percent"], key=key, text="Words " * 40)
    (workspace.narrative / "01-introduction.md").write_text(f"# Introduction\n\n{{{{ {key} }}}}\n", encoding="utf-8")
    lines = show_explanation(explain(workspace, replace(catalogue, figures=catalogue.figures | {key: figure}))).split("\n")
    assert (len(key), max(map(len, lines))) == (64, WIDTH)
    assert [line for line in lines if line != line.rstrip()] == []


def test_command_writes_nothing(ingested: Path) -> None:
    before = sorted(ingested.rglob("*"))
    result = CliRunner().invoke(main, ["-w", str(ingested), "assemble", "--explain"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.search(r"\n\d+ places, \d+ keys on offer\. Nothing was written\.\n\Z", result.stdout)
    assert sorted(ingested.rglob("*")) == before


def test_command_says_by_its_exit_that_something_is_wrong(ingested: Path, sample_copy: Path) -> None:
    (sample_copy / "warehouse.db").write_bytes((ingested / "warehouse.db").read_bytes())
    (sample_copy / "narrative" / "15-more.md").write_text("# More\n\n{{ nothing.such }}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["-w", str(sample_copy), "assemble", "--explain"])
    assert (result.exit_code, "'nothing.such'" in result.stdout) == (1, True)


@pytest.mark.parametrize("option", [["--final"], ["--pdf"], ["-o", "paper.docx"]])
def test_command_takes_no_other_option_with_it(ingested: Path, option: list[str]) -> None:
    result = CliRunner().invoke(main, ["-w", str(ingested), "assemble", "--explain", *option])
    assert (result.exit_code, result.stderr.split("\n")[-2]) == (2, "Error: --explain writes nothing: leave out -o, --pdf and --final.")


@pytest.mark.skipif(sys.platform == "win32", reason="A closed pipe is told otherwise on Windows")
def test_reader_that_goes_away_is_told_nothing(ingested: Path) -> None:
    command = [sys.executable, "-m", "boardpaper", "-w", str(ingested), "assemble", "--explain"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
