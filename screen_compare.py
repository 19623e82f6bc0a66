"""What changed between two versions of a paper, on the screen."""

import json
from dataclasses import asdict
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .assembly.compare import FigureChange, SectionChange

_WIDTH = 100


def show_changes(changes: "list[SectionChange]", *, as_json: bool) -> str:
    """Return the changes by section: what became of it, its figures with the reasons, its words before (-) and after (+)."""
    if as_json:
        return json.dumps([asdict(change) for change in changes], indent=2, ensure_ascii=False)
    if not changes:
        return "Nothing changed: sections, figures and words are the same."
    lines: list[str] = []
    for change in changes:
        lines += [change.section[:1].upper() + change.section[1:], *(f"  {told}" for told in change.structure)]
        lines += [line for figure in change.figures for line in _figure(figure)]
        for words in change.words:
            lines += [line for mark, text in (("-", words.before), ("+", words.after)) if text for line in _wrapped(f"{mark} {text.strip()}")]
        lines.append("")
    figures = sum(len(change.figures) for change in changes)
    passages = sum(len(change.words) for change in changes)
    lines.append(f"{_number(len(changes), 'section')} changed: {_number(figures, 'figure')}, {_number(passages, 'passage')}.")
    return "\n".join(lines)


def _figure(figure: "FigureChange") -> list[str]:
    because = f" ({'; '.join(figure.because)})" if figure.because else ""
    before, after = figure.before or "not in the paper", figure.after or "not in the paper"
    return _wrapped(f"{figure.key}: {before} -> {after}{because}")


def _wrapped(text: str) -> list[str]:
    return wrap(" ".join(text.split()), _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
