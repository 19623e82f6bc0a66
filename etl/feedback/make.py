"""The files of one source's feedback: an e-mail, and the workbook that goes with it."""

from pathlib import Path

from ...layouts.outgoing import MARKED
from ..kind import tell_kind
from ..workbook import Unreadable
from .annotate import annotate
from .letter import letter
from .listing import list_alone
from .names import LETTER
from .outline import Refused
from .told import Told
from .words import NOTHING_KEPT, UNREADABLE

_IN_THE_WORKBOOK = (
    "Please correct the cells listed here in this workbook, save it and send it back. A note stands at each of them.",
    "This sheet may stay: it is passed over when the return is read again.",
)


def make_files(item: Told, source: Path | None, organisation: str) -> dict[str, bytes]:
    """Return the files of one source's feedback by name: the e-mail, and the workbook that goes with it, where one may."""
    name, data, not_marked = "", b"", ""
    if item.held_for not in NOTHING_KEPT | UNREADABLE:
        data, ending, not_marked = _workbook(item, source)
        name = f"{item.label}{MARKED}{ending}"
    text = letter(item, organisation, name, not_marked).encode("utf-8", "replace")
    return {**({name: data} if name else {}), f"{item.label}{LETTER}.txt": text}


def _workbook(item: Told, source: Path | None) -> tuple[bytes, str, str]:
    """Return the sender's own workbook, marked, and its ending; else the list of issues alone, and why the other could not be."""
    try:
        if source is None:
            raise Refused("the copy that we keep of it is missing")
        data = source.read_bytes()
        if tell_kind(data) != "xlsx":
            raise Refused("only a workbook of the newer kind (.xlsx) can hold them")
        return *annotate(data, item.filename, _IN_THE_WORKBOOK, item.entries), ""
    except Unreadable:
        why = "it cannot be opened"
    except Refused as refused:
        why = str(refused)
    advice = [f"Please correct this in your own copy of the file, save it and send it back. Notes could not be put into the file, because {why}."]
    return list_alone(item.filename, advice, item.entries), ".xlsx", why
