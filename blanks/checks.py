"""The formulas of a blank: the percentage of two counts, and what the Check column says of a row."""

from collections.abc import Iterable, Mapping, Sequence

from ..layouts import Field, Layout
from .answers import entry, quoted, valid
from .condition import in_excel

_LONGEST = 8000  # characters, of the 8,192 that Excel takes in a formula
Check = tuple[str, str]


def percent_formula(part: str, whole: str) -> str:
    """Return the share of two counts, "" until both are there."""
    return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}>0,{part}/{whole},""),"")'


def check_formula(checks: Iterable[Check], entries: Sequence[str]) -> str:
    """Return the formula that says all that is wrong with a row, "" where it is right or none of its `entries` is filled in."""
    count = f"COUNTA({','.join(entries)})"
    parts: list[str] = []
    for condition, words in checks:
        part = f'IF({condition},{quoted(words + " ")},"")'
        if len(count) + sum(map(len, parts)) + len(parts) + len(part) < _LONGEST:
            parts.append(part)
    return f'=IF({count}=0,"",TRIM({"&".join(parts)}))'


def entry_checks(layout: Layout, field: Field, cell: str, words: str) -> list[Check]:
    """Return the check of one cell, as pasted values pass by the one that is made on typing; free text needs none."""
    if field.type in ("text", "ref") and not field.words:
        return []
    return [(f'AND({cell}<>"",NOT({valid(layout, field, cell, words)}))', f"{field.headings[0]}: please enter {entry(layout, field)}.")]


def blank_checks(layout: Layout, cells: Mapping[str, str]) -> list[Check]:
    """Return the checks for what no row may leave out: what names it, and the questions that every row asks."""
    wanted = [*layout.record_key[:1], *(field.name for field in layout.field if field.answer and field.name not in layout.record_key[:1])]
    return [(f'{cells[name]}=""', f"{layout.fields[name].headings[0]}: please fill in.") for name in wanted]


def rule_checks(layout: Layout, cells: Mapping[str, str], at: str | None = None) -> list[Check]:
    """Return the layout's rules that Excel can check, those `at` one field where it is given; one about what is computed says nothing new."""
    found = []
    for rule in layout.rule:
        if (at is None or rule.at == at) and not layout.fields[rule.at].share and (condition := in_excel(rule.when, layout.fields, cells)):
            found.append((condition, f"{rule.found[:1].upper()}{rule.found[1:]}."))
    return found
