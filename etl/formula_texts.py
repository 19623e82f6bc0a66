"""The texts and numbers that a formula holds itself: its saved value may be missing, or show nothing of them.

They are read for the look for person identifiers, and for nothing else.
"""

import re

_JOINED = re.compile(r'"\s*&\s*"')
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_ALONE = re.compile(r'[=+\s]*"([^"]*)"\s*')
_NUMBER = re.compile(r"(?<![\w$.:!'\"])\d{9,12}(?![\w.:!])")
_DIGITS = 6  # of a text that may tell of a person: a date has as many


def formula_texts(formula: str) -> tuple[str, ...]:
    """Return what a formula holds that may be an identifier: long numbers, texts with several digits or a label, a text that is all of it."""
    if '"' not in formula:
        return tuple(_NUMBER.findall(formula)) if len(formula) > _DIGITS else ()
    joined = _JOINED.sub("", formula)
    if alone := _ALONE.fullmatch(joined):
        return (alone[1],) if alone[1] else ()
    texts = [text.replace('""', '"') for text in _LITERAL.findall(joined)]
    telling = [text for text in texts if ":" in text or sum(map(str.isdecimal, text)) >= _DIGITS]
    return (*telling, *_NUMBER.findall(_LITERAL.sub(" ", joined)))
