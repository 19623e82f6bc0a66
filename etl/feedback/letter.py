"""The text of an e-mail to whoever completed a return: what is to be put right, and how to send it back. A person reads it before it goes."""

from ...layouts.outgoing import ISSUES_SHEET, signature
from .entry import Entry
from .told import Told
from .words import NOTHING_KEPT

_SHOWN = 30


def letter(told: Told, organisation: str, attached: str, not_marked: str) -> str:
    """Return the e-mail, its subject first. `attached` names the file that goes with it, "" for none; `not_marked` says why that is a list alone."""
    lines = [f"Subject: {_subject(told)}", "", "Dear colleague,", "", _opening(told), ""]
    for number, entry in enumerate(told.entries[:_SHOWN], start=1):
        lines += [*_item(number, entry), ""]
    if len(told.entries) > _SHOWN:
        lines += [f"And {len(told.entries) - _SHOWN} more{' in the attached workbook' if attached else ''}.", ""]
    return "\n".join([*lines, *_closing(told, attached, not_marked), "", "With kind regards,", signature(organisation), ""])


def _subject(told: Told) -> str:
    what = told.returns[0] if told.returns else f"Your return {told.filename}"
    if told.held_for in NOTHING_KEPT:
        return f"{what}: it holds information about people, please send a new file without it"
    return f"{what}: {_things(told)} to put right" if not told.held_for else f"{what}: we could not take it in"


def _things(told: Told) -> str:
    return "1 thing" if len(told.entries) == 1 else f"{len(told.entries)} things"


def _opening(told: Told) -> str:
    holds = f" ({'; '.join(told.returns)})" if told.returns else ""
    thanks = f"Thank you for your return {told.filename!r}{holds}."
    if told.held_for in NOTHING_KEPT:
        return f"{thanks} It holds information that may tell who a person is, so nothing of it was kept. This is where, and of what kind:"
    if told.held_for:
        return f"{thanks} We could not take it in as it is, so none of its figures are used yet:"
    return f"{thanks} We have taken it in, and ask you to look at {_things(told)}:"


def _item(number: int, entry: Entry) -> list[str]:
    head = f"{number}. {entry.where[0].upper()}{entry.where[1:]}"
    said = (("Found", entry.found), ("Expected", entry.expected), ("What to do", entry.cure))
    return [head, *(f"   {name}: {text}" for name, text in said if text)]


def _closing(told: Told, attached: str, not_marked: str) -> list[str]:
    if told.held_for in NOTHING_KEPT:
        return ["Please do not send that file again, or put any of what it holds into a reply. Send us a new file, with counts alone."]
    if not attached:
        return ["Please send the return again in reply to this e-mail."]
    if not_marked:
        return [
            f"The attached workbook, {attached!r}, lists all of this. We could not put notes into your own file, because {not_marked}.",
            "Please correct your own copy, save it and send it in reply to this e-mail.",
            *_RIGHT_AS_IT_STANDS,
        ]
    notes = ", with a note at each cell concerned" if any(entry.cell for entry in told.entries) else ""
    return [
        f"The attached workbook, {attached!r}, is your own{notes}. Its last sheet, {ISSUES_SHEET!r}, lists all of this with links.",
        "Your figures, lists and formulas in it are as you sent them. Please correct it, save it and send it in reply to this e-mail.",
        *_RIGHT_AS_IT_STANDS,
    ]


_RIGHT_AS_IT_STANDS = (
    "Where the form asks for the date of return, please put in the new one. Where something is right as it stands, please say so in your reply.",
)
