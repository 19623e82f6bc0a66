"""A public paper, made the whole way from returns: nothing that its policy hides is in any part of it, nor follows from what is.

The strongest proof that a paper does not tell a number: from returns in which it is another number, the same paper is made, byte for byte.
"""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from lxml import etree
from pypdf import PdfReader

from boardpaper.assembly.ooxml import NAMESPACES
from boardpaper.assembly.ruler import soffice

Run = Callable[..., tuple[int, str]]
HEAD = "Organisation,{sender}\nReporting period,{period}\n\n"
OWN = "NHS Stockport CCG"
FIGURES = """
[[figure]]
key = "own.percent"
title = "Staff trained"
return = "training"
where = "provider = 'XA2' AND period_end = :period_end"
value = "sum(compliant) * 1.0 / sum(required)"
unit = "percent"
decimals = 4

[[figure]]
key = "own.compliant"
title = "Staff trained"
return = "training"
where = "provider = 'XA2' AND period_end = :period_end"
value = "sum(compliant)"

[[figure]]
key = "own.required"
title = "Staff who need the training"
return = "training"
where = "provider = 'XA2' AND period_end = :period_end"
value = "sum(required)"

[[figure]]
key = "own.sentence"
title = "Staff trained, in words"
return = "training"
where = "provider = 'XA2' AND period_end = :period_end"
value = "sum(compliant) || ' of ' || sum(required)"
unit = "text"

[[table]]
key = "own"
title = "Staff: {{ own.sentence }}"
headings = ["What", "{{ own.required }}"]
numeric = [false, true]
rows = [["Trained", "{{ own.compliant }}"], ["Share", "{{ own.percent }}"], ["Checks outstanding", "{{ dbs.outstanding }}"]]

[[chart]]
key = "checks"
title = "Checks, {{ dbs.outstanding }} of them outstanding"
kind = "column"
value_title = "Staff"
categories = ["In date", "Outstanding", "In progress"]
[[chart.series]]
name = "Staff"
figures = ["dbs.in_date", "dbs.outstanding", "dbs.in_progress"]
"""
NARRATIVE = """# Numbers

Checks: {{ dbs.required }} needed, {{ dbs.in_date }} in date, {{ dbs.outstanding }} outstanding, {{ dbs.in_progress }} in progress.[^1]

Trained: {{ own.sentence }}, that is {{ own.compliant }} of {{ own.required }}, or {{ own.percent }}.

| Event | Came |
| --- | --- |
| Small | {{ training_event.small.attended }} |
| All | {{ training_event.attended }} |

{{ table: own }}

{{ chart: checks }}

{{ table: adult_reviews }}

{{ table: training_events }}

{{ table: training_by_provider }}

[^1]: Outstanding: {{ dbs.outstanding }}.
"""
DECISIONS = {
    1: [
        "DHR",
        "Single agency learning",
        "Criteria not met",
        "Criteria not met",
        "Criteria not met",
        "Criteria not met",
        "Criteria not met",
        "Criteria not met",
    ],
    2: ["DHR", "Single agency learning", "DHR", "Criteria not met", "Criteria not met", "Criteria not met", "Criteria not met", "Criteria not met"],
}
TOLD = ["99.6139", "774", "99.7426", "775", "7613", "7614", "5155", "5156", "over 3", "over 2"]
"""Numbers of the two worlds, hidden themselves or as they would give another away; the small ones are looked for by their keys."""


def _returns(small: int) -> dict[str, str]:
    """Return the files of one world; in another world another number is small, and what is hidden beside it makes up for it."""
    rest = 3 - small
    reviews = "".join(f"A{number},0{number}/06/2018,{decision}\n" for number, decision in enumerate(DECISIONS[2 if small == 2 else 1], start=1))
    return {
        "dbs": f"{HEAD.format(sender=OWN, period='March 2019')}Staff group,Required,In date,Outstanding,In progress\n"
        f"All,16535,8919,{small},{7613 + rest}\n",
        "training": f"{HEAD.format(sender='XA2', period='March 2019')}Subject,Required,Compliant\nSafeguarding Adults,777,{777 - small}\n",
        "events": f"{HEAD.format(sender=OWN, period='2018/19')}Event,Session date,Audience,Booked,Attended\n"
        f"Small,19/03/2019,GPs,20,over {small}\nLarge,20/03/2019,GPs,6000,{5155 + rest}\nOther,21/03/2019,GPs,9000,8000\n",
        "reviews": f"{HEAD.format(sender=OWN, period='2018/19')}SAR no.,Referral date,Decision\n{reviews}",
    }


@pytest.fixture
def paper(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Callable[..., Path]:
    def make(small: int, policy: str, *arguments: str) -> Path:
        folder = tmp_path_factory.mktemp("world")
        for name in ("boardpaper.toml", "providers.csv"):
            (folder / name).write_bytes((empty_workspace / name).read_bytes())
        settings = (folder / "boardpaper.toml").read_text(encoding="utf-8").partition("\n[expected]")[0]
        settings = re.sub(r"summary = \[.*?\n\]", 'summary = ["Outstanding: {{ dbs.outstanding }}"]', settings, flags=re.DOTALL)
        settings = settings.replace('public = "none"', f'public = "{policy}"')
        settings = re.sub(r'part_2_reason = ""', 'part_2_reason = "Rare cases"', settings)
        (folder / "boardpaper.toml").write_text(settings, encoding="utf-8")
        for name in ("returns", "figures", "narrative"):
            (folder / name).mkdir()
        (folder / "figures" / "own.toml").write_text(FIGURES, encoding="utf-8")
        (folder / "narrative" / "01-numbers.md").write_text(NARRATIVE, encoding="utf-8")
        for name, text in _returns(small).items():
            (folder / "returns" / f"{name}.csv").write_text(text, encoding="utf-8")
        assert run(folder, "ingest")[0] == 0
        code, said = run(folder, "assemble", *arguments)
        assert code == 0, said
        return next((folder / "papers").glob("*.docx"))

    return make


def _texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield every part of a package, and of every package in it, as text: as it is written, and as its words read without their marks."""
    with ZipFile(BytesIO(data)) as archive:
        for part in archive.namelist():
            inner = archive.read(part)
            if is_zipfile(BytesIO(inner)):
                yield from _texts(inner, f"{name}/{part}")
                continue
            yield f"{name}/{part}", inner.decode("utf-8", errors="replace")
            if part.endswith((".xml", ".rels")):
                yield f"{name}/{part} as read", "".join(etree.fromstring(inner).itertext())


def _without_names(text: str) -> str:
    """Return a part without what only looks like numbers: ids, sizes and name spaces."""
    return re.sub(r'(?:xmlns:\w+|w:rsid\w*|\w+:(?:w|h|val|id|x|y|cx|cy|fill|sz|space|anchor|instr|name|itemID)|Target|id|Id)="[^"]*"', "", text)


def _controls(path: Path) -> dict[str, set[str]]:
    """Return what stands in the content controls of each key, anywhere in a paper."""
    found: dict[str, set[str]] = {}
    with ZipFile(path) as archive:
        for part in archive.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                for control in etree.fromstring(archive.read(part)).iter(f"{{{NAMESPACES['w']}}}sdt"):
                    tag = control.find("w:sdtPr/w:tag", NAMESPACES)
                    words = "".join(str(text) for text in control.xpath(".//w:t/text()", namespaces=NAMESPACES))
                    if tag is not None:
                        found.setdefault(tag.get(f"{{{NAMESPACES['w']}}}val", ""), set()).add(words)
    return found


def test_hidden_numbers_are_in_no_part(paper: Callable[..., Path]) -> None:
    path = paper(3, "under_5")
    lineage = path.with_name(f"{path.stem}.figures.json").read_text(encoding="utf-8")
    places = [*_texts(path.read_bytes(), path.name), ("lineage", re.sub(r'"paper": "\w+"', "", lineage))]
    assert any(".xlsx/xl/worksheets/sheet1.xml" in place for place, _ in places)
    assert any("8919" in text for place, text in places if ".xlsx/xl/worksheets" in place)
    assert [(place, number) for place, text in places for number in TOLD if number in _without_names(text)] == []
    controls = _controls(path)
    assert {key: controls[key] for key in ("dbs.outstanding", "dbs.in_progress", "own.compliant", "own.percent", "own.sentence")} == {
        "dbs.outstanding": {"fewer than 5", "<5"},
        "dbs.in_progress": {"withheld"},
        "own.compliant": {"withheld"},
        "own.percent": {"withheld"},
        "own.sentence": {"withheld"},
    }
    assert {
        key: controls[key] for key in ("dbs.required", "dbs.in_date", "own.required", "training_event.attended", "training_event.small.attended")
    } == {
        "dbs.required": {"16,535"},
        "dbs.in_date": {"8,919"},
        "own.required": {"777"},
        "training_event.attended": {"13,158"},
        "training_event.small.attended": {"withheld"},
    }


def test_private_paper_of_the_same_workspace_has_them_all(paper: Callable[..., Path]) -> None:
    """So the search of the test above finds what is there."""
    path = paper(3, "under_5", "--private")
    everything = "".join(text for _, text in _texts(path.read_bytes(), path.name))
    assert [number for number in ("99.6139%", "774 of 777", "7,613", "5,155", "at least 3") if number not in everything] == []
    assert _controls(path)["dbs.outstanding"] == {"3"}


@pytest.mark.parametrize("policy", ["under_5", "under_8"])
def test_another_world_prints_the_same_paper(paper: Callable[..., Path], policy: str) -> None:
    papers = [paper(small, policy) for small in (3, 2)]
    data = [path.read_bytes() for path in papers]
    assert data[0] == data[1]
    lineages = [json.loads(path.with_name(f"{path.stem}.figures.json").read_text(encoding="utf-8")) for path in papers]
    assert lineages[0]["figures"] == lineages[1]["figures"]
    assert paper(3, "none").read_bytes() != paper(2, "none").read_bytes()


def test_rounded_paper_is_the_same_for_all_that_is_rounded_alike(paper: Callable[..., Path]) -> None:
    controls = _controls(paper(3, "round_10"))
    assert {key: controls[key] for key in ("dbs.outstanding", "dbs.in_progress", "own.percent", "own.sentence", "training_event.small.attended")} == {
        "dbs.outstanding": {"0"},
        "dbs.in_progress": {"7,610"},
        "own.percent": {"99%"},
        "own.sentence": {"withheld"},
        "training_event.small.attended": {"at least 0"},
    }


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_pdf_tells_no_more_than_the_paper(paper: Callable[..., Path]) -> None:
    path = paper(3, "under_5", "--pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(path.with_suffix(".pdf").read_bytes())).pages)
    assert [number for number in (*TOLD, "7,613", "5,155") if number in text] == []
    assert "fewer than 5 outstanding, withheld in progress" in " ".join(text.split())
    assert "counts from 1 to 4 are shown as fewer than 5" in " ".join(text.split())


def test_public_front_sheet_keeps_the_reason_for_itself(paper: Callable[..., Path]) -> None:
    path = paper(3, "under_5")
    assert "Rare cases" not in "".join(text for _, text in _texts(path.read_bytes(), path.name))
    assert _controls(path)["front_sheet.part_2_reason"] == {
        "Not applicable: this paper is public. Of people, counts from 1 to 4 are shown as fewer than 5; "
        "percentages of so few, and what would give either away, are withheld."
    }


@pytest.mark.parametrize(("policy", "arguments"), [("under_5", ()), ("round_10", ()), ("under_5", ("--private",))])
def test_check_holds_a_paper_against_what_its_readers_may_see(paper: Callable[..., Path], run: Run, policy: str, arguments: tuple[str, ...]) -> None:
    path = paper(3, policy, *arguments)
    found = json.loads(run(path.parent.parent, "check", str(path), "--json")[1])
    findings = found["findings"] if isinstance(found, dict) else found
    told = {"figure_by_hand", "figure_stale", "figure_removed", "ledger_changed", "sum_differs", "table_total_differs"}
    assert [finding for finding in findings if finding["code"] in told] == []
