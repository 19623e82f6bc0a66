"""A whole paper: every part in its order, each figure in its place."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import WITHOUT_RULER, Paper, assemble
from boardpaper.warehouse.figures.model import Catalogue, Doubt
from boardpaper.workspace import Workspace

WHOLE = """DRAFT: this paper is not final, and its figures may change.
Hillshire Commissioning Group
Annual Report 2018/19
Care close to home.
1 High Street, Hillton
Tel: 01632 960000
Executive Summary
Please detail the key points of this report
Summary
Children looked after: 355
Assurance
These are the duties:
Staff are trained: Full assurance
Policies are clear: Moderate assurance
What are the potential conflicts of interest?
None noted
Where has this report been previously discussed?
Quality Committee
Presented by
Head of Safeguarding
Meeting date
5th February 2020
Agenda item
9
Reason for being in Part 2 (if applicable)
Not applicable: this paper is public
Contents
Section
Title
Page
1
Introduction
2
Children
2.1
Numbers
2.2
Posts
Compliance Checklist
Appendix 1
Notes of a visit
Prepared by
Head of Safeguarding
Version number: 1.0
First published: September 2019
Introduction
Of staff, 87.79% are trained.
Children
Numbers
Table 1: Children, 2018/19
Group
March 2018
Now
Rating
All
363
355
met
Posts
Executive Nurse
Head of Safeguarding (2 days a week)
Figure 1: Posts
Compliance Checklist
Documentation
Answer
Statutory and Local Policy Requirement
Answer
Cover sheet completed
Y
Change in Financial Spend: Finance Section below completed
N/A
Page numbers
Y
Service Changes: Public Consultation Completed and Reported in Document
N/A
Paragraph numbers in place
Y
Service Changes: Approved Equality Impact Assessment Included as Appendix
N/A
2 Page Executive summary in place (Docs 6 pages or more in length)
N
Patient Level Data Impacted: Privacy Impact Assessment included as Appendix
N/A
All text single space Arial 12. Headings Arial Bold 12 or above, no underlining
Y
Change in Service Supplier: Procurement & Tendering Rationale approved and Included
N/A
Any form of change: Risk Assessment Completed and included
N/A
Any impact on staff: Consultation and EIA undertaken and demonstrable in document
N/A
Notes of a visit
One"""


@pytest.mark.usefixtures("no_ruler")
def test_paper_has_every_part_in_order(
    workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    paper = assemble(workspace, catalogue)
    assert paper.path == workspace.papers / "annual-report-2018-19.docx"
    # The holder of a drawing is a paragraph too: its text stands once for the drawing, and once for each paragraph within.
    shown = [line for line in texts(part(paper.path)) if line != "Executive NurseHead of Safeguarding (2 days a week)"]
    assert shown == WHOLE.split("\n")


@pytest.mark.usefixtures("no_ruler")
def test_paper_says_what_it_rests_on(workspace: Workspace, catalogue: Catalogue) -> None:
    paper = assemble(workspace, catalogue)
    doubts = (("training.percent", Doubt("queried", "One return is queried.")),)
    assert paper == Paper(paper.path, None, 7, doubts, (WITHOUT_RULER,), not_measured=(), empty_fields=(), is_final=False)


@pytest.mark.usefixtures("no_ruler")
def test_changed_figure_stands_everywhere(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    changed = replace(catalogue.figures["children.snapshot"], value=356, text="356")
    paper = assemble(workspace, replace(catalogue, figures=catalogue.figures | {"children.snapshot": changed}))
    shown = "|".join(part(paper.path).itertext())
    assert ("356" in shown, "355" in shown) == (True, False)


@pytest.mark.usefixtures("no_ruler")
def test_same_workspace_gives_the_same_bytes(workspace: Workspace, catalogue: Catalogue) -> None:
    first = assemble(workspace, catalogue).path.read_bytes()
    assert assemble(workspace, catalogue).path.read_bytes() == first
