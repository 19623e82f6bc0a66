"""What may stand in each field of a blank: the words of its drop-down, the check of what is typed, and the same said in words."""

from ..layouts import Field, Layout

MOST_LETTERS = 5000
_PRINTED = {
    "yes_no": {"yes": "Yes", "no": "No", "partial": "Partly"},
    "rating": {"met": "Green", "partial": "Amber", "not_met": "Red", "not_applicable": "N/A"},
}
_FIRST_DAY, _LAST_DAY = 32874, 69396  # 1 January 1990 and 29 December 2089, as Excel counts days
STATES = {
    "N/A": "the question does not apply to you",
    "Nil": "there was none (0 says the same)",
    "TBC": "the answer is still to come",
    "Suppressed": "the number is too small to be told",
}
_ENTRY = {
    "count": "a whole number, 0 or more",
    "percent": "a percentage from 0% to 100%",
    "number": "a number, 0 or more",
    "date": "a whole date such as 31/03/2019",
    "text": "words",
    "ref": "a reference, kept as it is typed",
}


def printed(field: Field) -> dict[str, str]:
    """Return how each stored word of a list, a rating or a yes_no is printed; {} for a field without a list."""
    listed = {stored: field.labels.get(stored, stored.replace("_", " ").capitalize()) for stored in field.words}
    return listed or _PRINTED.get(field.type, {})


def states(field: Field) -> tuple[str, ...]:
    """Return the words that may stand where the field has no value."""
    return tuple(STATES) if field.is_number else ("N/A", "TBC")


def choices(layout: Layout, field: Field) -> tuple[str, ...]:
    """Return the words of a field's drop-down, () where it has none. What names a record is always known, so there is no N/A for it."""
    words = tuple(printed(field).values())
    if not words or field.name in layout.record_key:
        return words
    return (*words, *(state for state in states(field) if state not in words))


def entry(layout: Layout, field: Field) -> str:
    """Say in words what is to be typed."""
    if choices(layout, field):
        return "a word of the drop-down list"
    if field.type in ("text", "ref"):
        return _ENTRY[field.type]
    *others, last = states(field)
    return f"{_ENTRY[field.type]}; or {', '.join(others)} or {last}"


def given(field: Field, cell: str) -> str:
    """Return the Excel condition that a cell holds a value, and neither a blank nor a word that stands for none."""
    if field.is_number or field.type == "date":
        return f"ISNUMBER({cell})"
    others = [state for state in states(field) if state not in printed(field).values()]
    return f"AND({','.join(f'{cell}<>{quoted(word)}' for word in ('', *others))})"


def valid(layout: Layout, field: Field, cell: str, words: str) -> str:
    """Return the Excel condition that a cell which is not blank holds what the field may; `words` is the range of its drop-down."""
    if choices(layout, field):
        return f'ISNUMBER(MATCH({cell}&"",{words},0))'
    number = {
        "count": f"AND({cell}>=0,{cell}=INT({cell}))",
        "percent": f"AND({cell}>=0,{cell}<=1)",
        "number": f"{cell}>=0",
        "date": f"AND({cell}>={_FIRST_DAY},{cell}<={_LAST_DAY})",
    }.get(field.type)
    if number is None:
        return f"LEN({cell})<={MOST_LETTERS}"
    return f"IF(ISNUMBER({cell}),{number},OR({','.join(f'{cell}={quoted(state)}' for state in states(field))}))"


def quoted(text: str) -> str:
    """Return a text as Excel writes it in a formula, which takes no more than 255 characters of it."""
    shown = text if len(text) <= 250 else f"{text[:249]}…"
    return '"' + shown.replace('"', '""') + '"'
