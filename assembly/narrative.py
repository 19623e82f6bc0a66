"""The sections that contributors write: Markdown files, read in the order of their numbers, and every place in them."""

import re
from collections.abc import Callable
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from .draft import KEY
from .markdown import levelled, tree_of
from .ooxml import ILLEGAL

_SECTION = re.compile(r"^(\d+)-.+\.\w+$")
_APPENDIX = re.compile(r"^appendix-(\d+)-.+\.\w+$", re.IGNORECASE)
_OTHER_FORMS = {
    ".doc": ("an old Word file", ".docx"),
    ".docm": ("a Word file with macros", ".docx"),
    ".rtf": ("a word processor's file", ".docx"),
    ".odt": ("a word processor's file", ".docx"),
    ".pages": ("a word processor's file", ".docx"),
    ".txt": ("a text file", ".md"),
    ".markdown": ("a Markdown file of another ending", ".md"),
}
"""What contributors send that holds words, and what it can be saved as; pictures and the like may lie beside the narrative."""


class Chapter(Struct, frozen=True):
    """One narrative file, with the number that its name gives it: its text, and what that is a heading, a list or a table of.

    A Word file has no lines to name; `words` is where each line of its text is found, `notes` what was done to it.
    """

    path: Path
    number: int
    text: str
    tree: SyntaxTreeNode
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, line: int) -> str:
        """Return how a message names a line."""
        return f"narrative/{self.path.name}, {self.words[line - 1] if self.words else f'line {line}'}"


class Narrative(Struct, frozen=True):
    """The chapters in order; it `is_whole` where none is missing and each could be read."""

    sections: tuple[Chapter, ...]
    appendices: tuple[Chapter, ...]
    is_whole: bool = True


def read_narrative(folder: Path, faults: list[str]) -> Narrative:
    """Return what can be read of the narrative of a workspace.

    Each fault is added to `faults`: there is none, a number is missing or doubled, a name has no number, or a file cannot be read.
    """
    before = len(faults)
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))) if folder.is_dir() else []
    others = {path: _OTHER_FORMS[path.suffix.lower()] for path in files if path.suffix.lower() in _OTHER_FORMS}
    files = [path for path in files if path.suffix.lower() in _READERS or path in others]
    if not files:
        faults.append(f"There is no narrative in {folder}: write one Markdown file a section, 01-introduction.md and so on.")
        return Narrative((), (), is_whole=False)
    faults += [
        f"narrative/{path.name} is {form}, which cannot be taken: save it as narrative/{path.stem}{ending}."
        for path, (form, ending) in others.items()
    ]
    faults += [
        f"narrative/{path.name} has no number: name it as 03-title.md, or appendix-1-title.md, so that its place is known."
        for path in files
        if path not in others and not _SECTION.match(path.name) and not _APPENDIX.match(path.name)
    ]
    numbered = [_in_order(files, pattern, kind, faults) for pattern, kind in ((_SECTION, "section"), (_APPENDIX, "appendix"))]
    is_whole = len(faults) == before
    sections, appendices = (
        tuple(_READERS[path.suffix.lower()](path, number, faults) for number, path in part if path not in others) for part in numbered
    )
    return Narrative(sections, appendices, is_whole and all(chapter.tree.children for chapter in (*sections, *appendices)))


def _in_order(files: list[Path], pattern: re.Pattern[str], kind: str, faults: list[str]) -> list[tuple[int, Path]]:
    numbered = sorted((int(found[1]), path) for path in files if (found := pattern.match(path.name)))
    wanted = 1
    for number, path in numbered:
        if number < wanted:
            faults.append(f"narrative/{path.name} is a second {kind} {number}: give each file a number of its own.")
        if number > wanted:
            faults.append(f"Narrative {kind} {wanted} is missing: narrative/{path.name} comes next; add the file or number the rest again.")
        wanted = number + 1
    if kind == "section" and not numbered:
        faults.append("The narrative has no section, only appendices: write one Markdown file a section, 01-introduction.md and so on.")
    return numbered


def _markdown(path: Path, number: int, faults: list[str]) -> Chapter:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(f"narrative/{path.name} is not UTF-8 text (byte {error.start}): save it again as UTF-8.")
        return Chapter(path, number, "", tree_of(""))
    for count, line in enumerate(text.split("\n"), start=1):
        if found := ILLEGAL.search(line):
            faults.append(f"narrative/{path.name}, line {count}: the control character U+{ord(found[0]):04X} cannot stand in a Word file; delete it.")
    tree = tree_of(text)
    chapter = Chapter(path, number, text, tree, notes=tuple(f"narrative/{path.name}, {note}." for note in levelled(tree)))
    faults += _open_places(chapter)
    if not re.search(r"\A\s*# +\S", text):
        faults.append(f"narrative/{path.name} has no heading: begin it with the section's title, as '# Introduction'.")
    return chapter


def _word(path: Path, number: int, faults: list[str]) -> Chapter:
    from .word_section import read_section  # python-docx is read in only where a section asks for it

    before = len(faults)
    section = read_section(path, faults)
    chapter = Chapter(path, number, section.text, section.tree, section.words, section.notes)
    faults += _open_places(chapter)
    return chapter if len(faults) == before else replace(chapter, tree=tree_of(""))  # its faults are told by its own words


def _open_places(chapter: Chapter) -> list[str]:
    rest = KEY.sub(lambda place: "\n" * place[0].count("\n"), chapter.text)
    line = rest.count("\n", 0, rest.find("{{")) + 1
    return [f"{chapter.place(line)}: a '{{{{' has no '}}}}' to close it; write {{{{ key }}}}."] if "{{" in rest else []


_READERS: dict[str, Callable[[Path, int, list[str]], Chapter]] = {".md": _markdown, ".docx": _word}
