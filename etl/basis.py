"""What a return says of the basis of its figures, where that is not its layout's: in the year so far, since the start, in the period alone."""

import re

from .context import Context
from .tables import Table
from .values import as_text
from .workbook import Sheet

# only what is counted over a time can be counted over another; a count on a day, or a plan, stays one
_FLOWS = ("during", "year_to_date", "since_inception")
_SAYS = (
    (re.compile(r"\b(?:ytd|year[ -]to[ -]date)\b", re.IGNORECASE), "year_to_date"),
    (re.compile(r"\bsince (?:inception|(?:the )?start|(?:[a-z]+ )?20\d\d)\b", re.IGNORECASE), "since_inception"),
    (re.compile(r"\b(?:in|during|this)[ -](?:the )?(?:month|quarter)\b", re.IGNORECASE), "during"),
)


def told_bases(sheet: Sheet, table: Table, context: Context) -> dict[str, str]:
    """Return the basis that a heading, a question or the period's label gives to fields, where it is not the layout's."""
    near = {name: basis for name, text in _headed(sheet, table).items() if (basis := _told(text))}
    texts = [said.text for labels in (context.labels, *context.covers) for said in [*labels.said.get("period", []), *reversed(labels.titles)]]
    label = next((basis for text in texts if (basis := _told(text))), None)
    told = ((item, near.get(item.name, label)) for item in table.layout.field if item.is_number and item.basis in _FLOWS)
    return {item.name: basis for item, basis in told if basis and basis != item.basis}


def says_year_to_date(text: str) -> bool:
    """Say whether a heading is of the year so far."""
    return _told(text) == "year_to_date"


def _headed(sheet: Sheet, table: Table) -> dict[str, str]:
    """Return the heading of each field's column, or the question of a form."""
    if table.is_form:
        return {name: next((as_text(value) for value in sheet.rows[row] if value != ""), "") for name, (row, _) in table.cells.items()}
    return {name: as_text(sheet.rows[table.heading_row][column]) for name, column in table.columns.items()}


def _told(text: str) -> str | None:
    return next((basis for pattern, basis in _SAYS if pattern.search(text)), None)
