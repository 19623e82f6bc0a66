"""How a blank looks: Arial, the NHS blues, a border round what is to be filled in, and grey for what fills itself in."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

DARK_BLUE, BLUE, WHITE, INK = "003087", "005EB8", "FFFFFF", "212B32"
AMBER, GREEN, RED, GREY = "FFB81C", "006747", "DA291C", "E8EDEE"
_THIN = Side(style="thin", color="AEB7BD")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LEFT, _RIGHT = (Alignment(horizontal=side, wrap_text=True, vertical="center", indent=1) for side in ("left", "right"))
_COUNTED = ("count", "percent", "number")
FORMATS = {"count": "#,##0", "percent": "0.0%", "number": "General", "date": "dd/mm/yyyy"}
WIDTHS = {"count": 13, "percent": 13, "number": 11, "date": 14, "yes_no": 13, "rating": 13, "ref": 14, "text": 30}


def fill_of(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def as_title(cell: Any) -> None:
    cell.font = Font(name="Arial", size=16, bold=True, color=DARK_BLUE)
    cell.alignment = Alignment(vertical="center")


def as_section(cell: Any) -> None:
    cell.font = Font(name="Arial", size=12, bold=True, color=DARK_BLUE)


def as_note(cell: Any) -> None:
    cell.font = Font(name="Arial", size=10, color=INK)


def as_label(cell: Any) -> None:
    cell.font = Font(name="Arial", size=10, bold=True, color=INK)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def as_heading(cell: Any) -> None:
    cell.font = Font(name="Arial", size=10, bold=True, color=WHITE)
    cell.fill = fill_of(BLUE)
    cell.border = _BOX
    cell.alignment = _LEFT


def as_text(cell: Any, *, bold: bool = False) -> None:
    """What is ours to say, in a box: a question of a form, a line of the guidance."""
    cell.font = Font(name="Arial", size=10, bold=bold, color=INK)
    cell.border = _BOX
    cell.alignment = _LEFT


def as_entry(cell: Any, kind: str = "text") -> None:
    """What is to be filled in, by the type of its field; what is text stays as it is typed, 1.10 and "March 2019" included."""
    as_text(cell)
    cell.alignment = _RIGHT if kind in _COUNTED else _LEFT
    cell.number_format = FORMATS.get(kind, "@")
    cell.protection = Protection(locked=False)


def as_computed(cell: Any, kind: str = "text") -> None:
    as_text(cell)
    cell.alignment = _RIGHT if kind in _COUNTED else _LEFT
    cell.number_format = FORMATS.get(kind, "General")
    cell.fill = fill_of(GREY)


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width in characters, near enough to set the height of a row."""
    count, length = 1, 0
    for word in text.split():
        if length and length + 1 + len(word) > width:
            count, length = count + 1, 0
        length += len(word) + (1 if length else 0)
    return count
