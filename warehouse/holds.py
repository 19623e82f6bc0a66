"""What the sender of a held file is told: the reason's own sentence, but where that speaks to the team, or of what only the team can do."""

_WHOLE = {
    "unknown_provider": "It names its organisation in a way that we do not know. Please correct the name, or tell us that it is another name of "
    "your organisation.",
    "fault": "Our program could not work through it, a fault of ours and not of yours. Please put the figures into a new form and send that.",
    "password": "It is protected with a password. Please save it without one and send it again.",
    "no_return": "There is no return in it that we know: no row of headings, and no form. Please send the return on its usual form, as a workbook; "
    "where there was nothing to count, with 0 in it.",
}
_CURES = {
    "person_identifiers": "Please do not send that file again, but a new one, with counts alone.",
    "not_a_spreadsheet": "Please send the return itself, as an Excel workbook (.xlsx).",
}
_SEND = "Please put this right and send it again."
_TEAM = "Put it right, and ingest again."


def part(sentence: str) -> tuple[str, str]:
    """Return what the sentence of a hold says was found, and what it says is to be done."""
    found, please, cure = sentence.partition(" Please ")
    return (found.rstrip("."), f"Please {cure}" if please else _TEAM)


def join(found: str, cure: str) -> str:
    """Return the sentence of a hold from its parts. A warehouse of an older boardpaper has the whole of it in the second."""
    if found.startswith(".") or found == "no ending":
        return cure
    return f"{found}." if cure == _TEAM else f"{found}. {cure}"


def say_to_sender(code: str, sentence: str) -> str:
    """Return why a file is held and what to do about it, for its sender; `code` and `sentence` are those of the hold."""
    if code in _WHOLE:
        return _WHOLE[code]
    if code in _CURES:
        return f"{sentence.partition(' Please ')[0]} {_CURES[code]}"
    return sentence if "Please " in sentence else f"{sentence} {_SEND}"
