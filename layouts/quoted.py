"""The trap of double quotes: SQLite takes a name in them that is no column for a text, and compares with that instead."""

import re
from collections.abc import Container

_QUOTED = re.compile(r"""'(?:[^']|'')*'|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`""")


def no_column(sql: str, columns: Container[str]) -> str:
    """Say which name in double quotes is not one of `columns`, and what to do; "" where each of them is."""
    for found in _QUOTED.finditer(sql):
        name = found[1] if found[1] is not None else found[2]
        if name is not None and name not in columns:
            return f'the column "{name}" is not in the return: correct it, or put a text into single quotes'
    return ""
