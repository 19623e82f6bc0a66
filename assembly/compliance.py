"""The compliance checklist as the paper shows it: what the document tells, and what the author declares."""

from dataclasses import dataclass

from ..errors import SettingsError
from ..nearest import suggestion
from ..workspace import Checklist
from .checklist import Answer
from .draft import Draft
from .ooxml import Element, name, run
from .tables import PAGE_WIDTH, Grid, table

TOLD = {
    "cover_sheet": "Cover sheet completed",
    "page_numbers": "Page numbers",
    "paragraph_numbers": "Paragraph numbers in place",
    "executive_summary": "2 Page Executive summary in place (Docs 6 pages or more in length)",
    "house_style": "All text single space Arial 12. Headings Arial Bold 12 or above, no underlining",
}
DECLARED = {
    "change_in_financial_spend": "Change in Financial Spend: Finance Section below completed",
    "public_consultation": "Service Changes: Public Consultation Completed and Reported in Document",
    "equality_impact_assessment": "Service Changes: Approved Equality Impact Assessment Included as Appendix",
    "privacy_impact_assessment": "Patient Level Data Impacted: Privacy Impact Assessment included as Appendix",
    "change_in_service_supplier": "Change in Service Supplier: Procurement & Tendering Rationale approved and Included",
    "risk_assessment": "Any form of change: Risk Assessment Completed and included",
    "staff_consultation": "Any impact on staff: Consultation and EIA undertaken and demonstrable in document",
}
_WIDTHS = [PAGE_WIDTH - 1300, 1300]


@dataclass(frozen=True)
class Form:
    """The checklist's blocks, and the run that holds each answer that is still to be told."""

    blocks: list[Element]
    answers: dict[str, Element]


def form(draft: Draft, declared: Checklist) -> Form:
    """Return the two tables of the checklist, the told answers still open. Raises SettingsError for an overrule of an unknown rule."""
    for rule in declared.overrule:
        if rule not in TOLD:
            raise SettingsError(
                f"boardpaper.toml: checklist.overrule names {rule!r}.{suggestion(rule, TOLD)} The rules told from the document are {', '.join(TOLD)}."
            )
    open_answers = {rule: run("N/A") for rule in TOLD}
    upper = _half(draft, "Documentation", TOLD, open_answers)
    lower = _half(draft, "Statutory and Local Policy Requirement", DECLARED, {rule: run(getattr(declared, rule)) for rule in DECLARED})
    return Form([upper, draft.paragraph("Table Text", ""), lower], open_answers)


def show_answers(made: Form, answers: dict[str, Answer], declared: Checklist) -> tuple[str, ...]:
    """Write the answers into the checklist, the author's where one is overruled, and return a note for each of those."""
    notes = []
    for rule, holder in made.answers.items():
        overrule = declared.overrule.get(rule)
        shown = overrule.answer if overrule else answers[rule].answer
        for piece in holder.iter(name("w:t")):
            piece.text = shown
        if overrule:
            found = answers[rule]
            notes.append(f"Checklist, {TOLD[rule]}: {shown} as declared ({overrule.reason}); the document shows {found.answer}. {found.evidence}")
    return tuple(notes)


def _half(draft: Draft, heading: str, rules: dict[str, str], answers: dict[str, Element]) -> Element:
    grid = Grid((heading, "Answer"), tuple((text, "") for text in rules.values()), (False, False), heading)
    names = list(rules)

    def cell(row: int, column: int) -> list[Element]:
        if column and row:
            return [answers[names[row - 1]]]
        return [run(grid.headings[column] if not row else rules[names[row - 1]])]

    return table(draft, grid, content=cell, widths=_WIDTHS)
