"""The hold of a file in which no table and no form of a return was found: what its sender is told."""

from .context import Held
from .forms import SMALLEST
from .headings import Headings
from .near_returns import find_near
from .questions import find_unanswered
from .subjects_across import find_across, hold_across
from .turned_tables import find_turned
from .workbook import Sheet

_MOST_ROWS = 200


def hold_without_return(sheets: list[Sheet], headings: Headings, filename: str) -> Held:
    """Return the hold of a file without a table or an answered form, which may be a form that nobody filled in, a table that lies on its side, or
    near to a return.
    """
    if layout := next((layout for sheet in sheets if (layout := find_unanswered(sheet, headings, SMALLEST))), None):
        found = f"The questions of {layout.title} are there, but fewer than two of them have an answer beside them."
        return Held("no_answers", f"{found} Please fill in the return, with 0 where there was none, and send it again.")
    for sheet in sheets:
        if turned := find_turned(sheet, headings, range(min(len(sheet.rows), _MOST_ROWS))):
            return turned.hold()
        if across := find_across(sheet, headings):
            return hold_across(sheet, across)
    found = "There is no return in the file: no row of headings, and no form, of any known return was found."
    near = find_near(sheets, headings, filename)
    return Held("no_return", f"{found} {near.say()}" if near else found)
