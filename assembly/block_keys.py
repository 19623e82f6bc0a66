"""What the places of tables and charts are called, in the narrative as in the tags of their controls: "table: children", "chart: team"."""

import re

BLOCK = re.compile(r"^(table|chart):\s*(\S.*)$")


def table_key(word: str) -> str:
    return f"table: {word}"


def chart_key(word: str) -> str:
    return f"chart: {word}"


def is_table(key: str) -> bool:
    return key.startswith("table:")


def is_chart(key: str) -> bool:
    return key.startswith("chart:")


def word_of(key: str) -> str:
    """Return the word by which the catalogue knows a table or a chart."""
    return key.partition(":")[2].strip()
