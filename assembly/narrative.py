"""The sections that contributors write: Markdown files, read in the order of their numbers, and every place in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import NarrativeError
from ..nearest import nearest
from .draft import KEY
from .ooxml import ILLEGAL

BLOCK = re.compile(r"^(table|chart):\s*(\S.*)$")
LONGEST_KEY = 64
_SECTION = re.compile(r"^(\d+)-.+\.md$", re.IGNORECASE)
_APPENDIX = re.compile(r"^appendix-(\d+)-.+\.md$", re.IGNORECASE)


@dataclass(frozen=True)
class Chapter:
    """One narrative file: its Markdown, with the number that its name gives it."""

    path: Path
    number: int
    text: str


@dataclass(frozen=True)
class Narrative:
    sections: tuple[Chapter, ...]
    appendices: tuple[Chapter, ...]


@dataclass(frozen=True)
class Use:
    """One `{{ key }}` and where it stands, as a message says it."""

    key: str
    place: str


def read_narrative(folder: Path) -> Narrative:
    """Return the narrative of a workspace.

    Raises NarrativeError where there is none, a number is missing or doubled, a name has no number, or a file cannot be read.
    """
    files = sorted(path for path in folder.glob("*.md")) if folder.is_dir() else []
    if not files:
        raise NarrativeError(f"There is no narrative in {folder}: write one Markdown file a section, 01-introduction.md and so on.")
    astray = [path.name for path in files if not _SECTION.match(path.name) and not _APPENDIX.match(path.name)]
    if astray:
        raise NarrativeError(f"narrative/{astray[0]} has no number: name it as 03-title.md, or appendix-1-title.md, so that its place is known.")
    return Narrative(_in_order(files, _SECTION, "section"), _in_order(files, _APPENDIX, "appendix"))


def uses(text: str, label: str) -> list[Use]:
    """Return every place in a text with its line."""
    return [Use(place[1], f"{label}, line {text.count(chr(10), 0, place.start()) + 1}") for place in KEY.finditer(text)]


def refuse_unknown(found: Iterable[Use], keys: Iterable[str], tables: Iterable[str], charts: Iterable[str]) -> None:
    """Raise one NarrativeError for all the places that nothing on offer can fill."""
    blocks = {"table": list(tables), "chart": list(charts)}
    known = list(keys)
    faults = []
    for use in found:
        block = BLOCK.match(use.key)
        choice = blocks[block[1]] if block else known
        word = block[2] if block else use.key
        if word in choice and len(use.key) <= LONGEST_KEY:
            continue
        near = (
            ["longer than 64 characters"]
            if word in choice
            else [f"{{{{ {block[1]}: {name} }}}}" if block else name for name in nearest(word, choice)]
        )
        faults.append(f"{use.place}: {use.key!r}" + (f" (nearest: {', '.join(near)})" if near else ""))
    if faults:
        count = "One key is" if len(faults) == 1 else f"{len(faults)} keys are"
        raise NarrativeError(f"{count} not on offer: {'; '.join(faults)}. Write a key that 'boardpaper figures' lists.")


def _in_order(files: list[Path], pattern: re.Pattern[str], kind: str) -> tuple[Chapter, ...]:
    numbered = sorted((int(found[1]), path) for path in files if (found := pattern.match(path.name)))
    for wanted, (number, path) in enumerate(numbered, start=1):
        if number < wanted:
            raise NarrativeError(f"narrative/{path.name} is a second {kind} {number}: give each file a number of its own.")
        if number > wanted:
            raise NarrativeError(f"Narrative {kind} {wanted} is missing: narrative/{path.name} comes next; add the file or number the rest again.")
    if kind == "section" and not numbered:
        raise NarrativeError("The narrative has no section, only appendices: write one Markdown file a section, 01-introduction.md and so on.")
    return tuple(Chapter(path, number, _read(path)) for number, path in numbered)


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NarrativeError(f"narrative/{path.name} is not UTF-8 text (byte {error.start}): save it again as UTF-8.") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if found := ILLEGAL.search(line):
            raise NarrativeError(
                f"narrative/{path.name}, line {number}: the control character U+{ord(found[0]):04X} cannot stand in a Word file; delete it."
            )
    rest = KEY.sub(lambda place: "\n" * place[0].count("\n"), text)
    if "{{" in rest:
        number = rest.count("\n", 0, rest.index("{{")) + 1
        raise NarrativeError(f"narrative/{path.name}, line {number}: a '{{{{' has no '}}}}' to close it; write {{{{ key }}}}.")
    if not re.search(r"\A\s*# +\S", text):
        raise NarrativeError(f"narrative/{path.name} has no heading: begin it with the section's title, as '# Introduction'.")
    return text
