"""What a letter says, word for word, to a provider of the sample; and that each figure in it is under its key."""

import json
from pathlib import Path
from zipfile import ZipFile

from boardpaper.assembly.ledger import LEDGER
from boardpaper.assembly.letters import Letters
from boardpaper.assembly.ooxml import find_all, parse, text_of, value

from .conftest import document_of, lines_of

MOORSIDE = """\
DRAFT: this letter is not final, and its figures may change.
NHS Stockport Clinical Commissioning Group
4th Floor, Stopford House, Stockport, SK1 3XE
Tel: 0161 426 9900
Fax: 0161 426 5999
Text Relay: 18001 + 0161 426 9900
Website: www.stockportccg.org
To: Moorside Urgent Care CIC (XA4)
Returns as they stood on 31 March 2019
Safeguarding audit letter 2018/19
Dear colleague,
This letter sets out what your safeguarding returns for 2018/19 say, what is still open, and what we ask of you. It is about your organisation alone.
Audit ratings
16 of the 25 standards that apply are met; partial: 4, not met: 1, unanswered: 4. Ratings that are your own, not yet moderated by us: 23.
Table 1: Your ratings by domain (number of standards)
Domain | Met | Partial | Not met | Not applicable | Unanswered
All standards | 16 | 4 | 1 | 2 | 4
Leadership | 2 | 1 | 0 | 0 | 1
Policy | 4 | 1 | 0 | 0 | 0
Training | 3 | 0 | 1 | 0 | 0
Supervision | 2 | 0 | 0 | 0 | 0
Safer recruitment | 1 | 0 | 0 | 1 | 1
Mental capacity | 1 | 0 | 0 | 0 | 1
Prevent | 1 | 0 | 0 | 0 | 1
Information sharing | 0 | 2 | 0 | 0 | 0
Learning | 2 | 0 | 0 | 1 | 0
Table 2: Standards rated not met or partial
Standard | Rating | What is to be done | Due
1.1 A board-level executive is accountable for safeguarding | Partial | Finish the plan | 15 June 2019
2.4 Allegations against staff have a clear route | Partial | Finish the plan | 7 December 2019
3.1 A needs analysis maps each role to a level | Not met | Finish the plan | 19 May 2019
8.1 Conference reports are sent on time | Partial | Finish the plan | 2 October 2019
8.2 Records flag children and adults at risk | Partial | Finish the plan | 21 July 2019
Open actions
Actions in your latest plan: 3. Complete: 1, open: 2, of these overdue: 0.
Table 3: Open actions
Action | What is to be done | Due | Status
Internal audit 1.2 | Review outstanding checks monthly | 30 April 2019 | On track
Peer review 2.1 | Review the multi-agency policy | 31 May 2019 | On track
Training against target
Table 4: Training against target
Subject | Compliant at 31 March 2019 | Target | Against the target
Safeguarding Adults | 88.1% | 85% | above the target of 85%
Safeguarding Children | 84.9% | 85% | below the target of 85%
Mental Capacity Act | 88.3% | 85% | above the target of 85%
Prevent Basic | 95.7% | 85% | above the target of 85%
Prevent Level 3 | 77.4% | 85% | below the target of 85%
What we ask of you
Table 5: Questions on your returns
File | Where | What we ask
moorside audit.xlsx | Standards, D17, D20, D22 | Please answer, or write N/A. Expected: an answer to RAG.
Table 6: Returns that have not come
Return | For
Training compliance | April 2018 to December 2018
Please answer every question that stands above, and send every return that is named there, in reply to this letter. \
Where something is right as it stands, please say so.
With kind regards,
Safeguarding team, NHS Stockport Clinical Commissioning Group"""


def _path(made: Letters, code: str) -> Path:
    return next(letter.path for letter in made.each if letter.code == code)


def test_the_whole_letter(sample_letters: tuple[Path, Letters]) -> None:
    path = _path(sample_letters[1], "XA4")
    assert (path.name, lines_of(path)) == ("XA4-moorside-urgent-care-cic.docx", MOORSIDE.split("\n"))


def test_each_control_has_its_key_and_the_text_of_the_ledger(sample_letters: tuple[Path, Letters]) -> None:
    folder, made = sample_letters
    for letter in made.each:
        controls = find_all(document_of(letter.path), "//w:sdt[not(w:sdtContent/w:tbl)]")
        controls = [control for control in controls if not (value(control, "w:sdtPr/w:tag") or "").startswith("table: ")]
        shown = {value(control, "w:sdtPr/w:tag") or "": text_of(control) for control in controls}
        assert [value(control, "w:sdtPr/w:alias") for control in controls] == [value(control, "w:sdtPr/w:tag") for control in controls]
        with ZipFile(letter.path) as archive:
            ledger = {found.get("key", ""): found.text or "" for found in parse(archive.read("customXml/item1.xml")).iter(f"{{{LEDGER}}}shown")}
        assert shown.items() <= ledger.items()
        lineage = json.loads((folder / "papers" / "letters" / f"{letter.path.stem}.figures.json").read_text(encoding="utf-8"))
        assert {key: figure["text"] for key, figure in lineage["figures"].items()}.items() <= ledger.items()
        assert {key for key in shown if key.startswith("letter.")} <= lineage["figures"].keys()


def test_what_a_figure_rests_on(sample_letters: tuple[Path, Letters]) -> None:
    folder, _ = sample_letters
    lineage = json.loads((folder / "papers" / "letters" / "XA4-moorside-urgent-care-cic.figures.json").read_text(encoding="utf-8"))
    cells = {key: [(cell["filename"], cell["cell"]) for cell in lineage["figures"][key]["cells"]] for key in ("letter.standards.3_1.due",)}
    assert cells == {"letter.standards.3_1.due": [("moorside audit.xlsx", "H11")]}
    assert [cell["cell"] for cell in lineage["figures"]["letter.issues.1.place"]["cells"]] == ["D17", "D20", "D22"]
    assert {cell["provider"] for figure in lineage["figures"].values() for cell in figure["cells"]} == {"XA4"}


def test_whom_a_letter_goes_to(sample_letters: tuple[Path, Letters]) -> None:
    assert [letter.code for letter in sample_letters[1].each] == ["XA1", "XA2", "XA3", "XA4", "XA5", "XA6", "XA7", "XB1", "XB2", "XB3"]
