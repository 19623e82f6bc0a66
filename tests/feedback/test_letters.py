"""The e-mail of each kind of file, whole: to a role and never a name, in plain words, with what to do and what is attached."""

from pathlib import Path

import pytest

from boardpaper.etl.feedback.entry import Entry
from boardpaper.etl.feedback.letter import letter
from boardpaper.etl.feedback.told import Told
from boardpaper.etl.ingest import ingest
from boardpaper.workspace import Workspace

LETTERS = {
    "Lakeview training": """\
Subject: Training compliance, Lakeview Clinic, March 2019: 2 things to put right

Dear colleague,

Thank you for your return 'Lakeview training.xlsx' (Training compliance, Lakeview Clinic, March 2019). \
We have taken it in, and ask you to look at 2 things:

1. Sheet Training, cell E8
   Found: 110%: a percentage above 100%
   Expected: at most 100%
   What to do: Please check the percentage and the counts behind it.

2. Sheet Training, cell D8
   Found: 44: more staff compliant than required
   Expected: no more compliant than required
   What to do: Please check both counts.

The attached workbook, 'Lakeview training - to correct.xlsx', is your own, with a note at each cell concerned. \
Its last sheet, 'boardpaper issues', lists all of this with links.
Your figures, lists and formulas in it are as you sent them. Please correct it, save it and send it in reply to this e-mail.
Where the form asks for the date of return, please put in the new one. Where something is right as it stands, please say so in your reply.

With kind regards,
Safeguarding team, NHS Stockport Clinical Commissioning Group
""",
    "GRANGE_AUDIT_RETURN": """\
Subject: Your return GRANGE_AUDIT_RETURN.xlsx: we could not take it in

Dear colleague,

Thank you for your return 'GRANGE_AUDIT_RETURN.xlsx'. We could not take it in as it is, so none of its figures are used yet:

1. Sheet Audit, cell B2
   Found: The Grange Hosptial
   Expected: a name by which we know your organisation. \
The nearest known: The Grange Hospital (XA5), Grange Hospital (XA5), Northmoor Hospital (XA1).
   What to do: Please correct the name, or tell us that it is another name of your organisation.

The attached workbook, 'GRANGE_AUDIT_RETURN - to correct.xlsx', is your own, with a note at each cell concerned. \
Its last sheet, 'boardpaper issues', lists all of this with links.
Your figures, lists and formulas in it are as you sent them. Please correct it, save it and send it in reply to this e-mail.
Where the form asks for the date of return, please put in the new one. Where something is right as it stands, please say so in your reply.

With kind regards,
Safeguarding team, NHS Stockport Clinical Commissioning Group
""",
    "LAC list": """\
Subject: Your return LAC list.xlsx: it holds information about people, please send a new file without it

Dear colleague,

Thank you for your return 'LAC list.xlsx'. It holds information that may tell who a person is, so nothing of it was kept. \
This is where, and of what kind:

1. Sheet Return, cell A10
   Found: an NHS number
   Expected: counts alone
   What to do: Please take it out, and send counts alone. Nothing of the file was kept.

2. Sheet Return, cell A11
   Found: an NHS number
   Expected: counts alone
   What to do: Please take it out, and send counts alone. Nothing of the file was kept.

3. Sheet Return, cell B10
   Found: a date of birth
   Expected: counts alone
   What to do: Please take it out, and send counts alone. Nothing of the file was kept.

Please do not send that file again, or put any of what it holds into a reply. Send us a new file, with counts alone.

With kind regards,
Safeguarding team, NHS Stockport Clinical Commissioning Group
""",
    "notes": """\
Subject: Your return notes.xlsx: we could not take it in

Dear colleague,

Thank you for your return 'notes.xlsx'. We could not take it in as it is, so none of its figures are used yet:

1. The whole file
   What to do: The file is damaged: perhaps only a part of it was uploaded. Please send it again.

Please send the return again in reply to this e-mail.

With kind regards,
Safeguarding team, NHS Stockport Clinical Commissioning Group
""",
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_whole_text(ingested: Path, name: str) -> None:
    assert (ingested / "feedback" / f"{name} - e-mail.txt").read_bytes().decode() == LETTERS[name]


def test_nothing_but_the_e_mail_for_what_may_not_be_kept_or_cannot_be_opened(ingested: Path) -> None:
    alone = [path.name for path in (ingested / "feedback").iterdir() if path.name.startswith(("LAC list", "notes", "empty"))]
    assert sorted(alone) == ["LAC list - e-mail.txt", "empty - e-mail.txt", "notes - e-mail.txt"]


def test_who_completed_it_is_never_named(returned: Path) -> None:
    ingest(Workspace(returned))
    assert b"A Person" not in (returned / "feedback" / "training March - e-mail.txt").read_bytes()


def test_thirty_are_shown_and_the_rest_counted() -> None:
    entries = tuple(Entry("S", f"A{row}", "x", "y", "z") for row in range(1, 33))
    text = letter(Told("a.xlsx", "", "a", "", (), entries), "NHS Anywhere", "a - to correct.xlsx", "")
    assert [line for line in text.split("\n") if line.startswith(("30.", "31.", "And "))] == [
        "30. Sheet S, cell A30",
        "And 2 more in the attached workbook.",
    ]
