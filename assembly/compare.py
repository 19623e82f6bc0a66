"""What changed between two versions of a paper, section by section: its structure, its figures and why they moved, its words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TypeAlias

from ..warehouse.figures.model import Catalogue
from ..workspace import Workspace
from .check.document import Control, Document, Passage
from .compared import Section, sections_of
from .edited_paper import open_edited
from .edition import Measured, edition
from .ledger import Ledger
from .lineage import lineage_of, read_lineage
from .ooxml import Element

Lineages: TypeAlias = tuple[Mapping[str, Any], Mapping[str, Any]]
"""What the files beside the older and the newer paper say."""
_ALIKE = 0.5
"""How much of two passages is the same where one is taken for the other's new wording."""


@dataclass(frozen=True)
class FigureChange:
    """A figure with what it showed before and shows now, "" where it stood or stands in no place; `because` are the returns that moved it."""

    key: str
    before: str
    after: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class WordChange:
    """A passage before and after; "" where it was added or taken out."""

    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """What changed in one section. `structure` says in words what became of the section itself."""

    section: str
    structure: tuple[str, ...]
    figures: tuple[FigureChange, ...]
    words: tuple[WordChange, ...]


def compare_papers(workspace: Workspace, measured: Measured, old: Path, new: Path) -> list[SectionChange]:
    """Return what changed between two papers of a workspace, or two letters to one provider.

    Raises PaperError or TemplateError where one of them cannot be read or is another's.
    """
    documents = [Document(open_edited(path, workspace.settings)) for path in (old, new)]
    now = edition(workspace, measured, documents[1].ledger)
    lineages = [read_lineage(lineage_of(path, now.papers)) for path in (old, new)]
    return compare(documents[0], documents[1], (lineages[0], lineages[1]), now.catalogue)


def compare(old: Document, new: Document, lineages: Lineages, catalogue: Catalogue | None = None) -> list[SectionChange]:
    """Return the sections that differ, in the order of the new paper, those that are gone last.

    `lineages` say where their figures come from; where the new one does not, `catalogue` tells of today.
    """
    before, after = sections_of(old), sections_of(new)
    by_name = {section.name: section for section in before}
    reasons = _Reasons(lineages, (old.ledger, new.ledger), catalogue)
    shown = _by_passage(old) | _by_passage(new)
    moved = _moved([section.name for section in before], [section.name for section in after])
    made = []
    for section in after:
        was = by_name.pop(section.name, None)
        structure = ("the section is new",) if was is None else _structure(was, section, section.name in moved)
        figures = tuple(_figures(was, section, shown, reasons))
        words = tuple(_words(was.passages if was else (), section.passages, shown))
        made.append(SectionChange(section.title, structure, figures, words))
    made += [
        SectionChange(
            section.title, ("the section is gone",), tuple(_figures(section, None, shown, reasons)), tuple(_words(section.passages, (), shown))
        )
        for section in by_name.values()
    ]
    return [change for change in made if change.structure or change.figures or change.words]


class _Reasons:
    """Why a figure moved: the returns that it rests on now and did not before, or whose cells now say something else."""

    def __init__(self, lineages: Lineages, ledgers: tuple[Ledger | None, Ledger | None], catalogue: Catalogue | None) -> None:
        self._lineages, self._catalogue = lineages, catalogue
        self._made = [{key: entry.text for key, entry in ledger.entries.items()} if ledger else {} for ledger in ledgers]

    def of(self, key: str, shown: str) -> tuple[str, ...]:
        if shown and shown != self._made[1].get(key, shown).strip():
            return ("typed by hand",)
        before, after = self._cells(0, key), self._cells(1, key) or self._today(key)
        if not before:
            return (f"rests on {', '.join(dict.fromkeys(file for file, _, _ in after))}",) if after else ()
        told = [f"{file} came in" for file in _files(after) if file not in _files(before)]
        told += [f"{file} is no longer used" for file in _files(before) if file not in _files(after)]
        changed = {place[0] for place, value in after.items() if place in before and before[place] != value}
        return (*told, *(f"{file} was corrected" for file in sorted(changed)))

    def _today(self, key: str) -> dict[tuple[str, str, str], Any]:
        figure = self._catalogue.figures.get(key) if self._catalogue else None
        return {(cell.filename, cell.sheet, cell.cell): cell.value for cell in figure.cells} if figure else {}

    def _cells(self, which: int, key: str) -> dict[tuple[str, str, str], Any]:
        """Return the cells behind a figure in the older (0) or the newer paper (1), none where its lineage is of another state of that paper."""
        figure = self._lineages[which].get("figures", {}).get(key, {})
        if figure.get("text") != self._made[which].get(key):
            return {}
        return {(cell["filename"], cell["sheet"], cell["cell"]): cell["value"] for cell in figure.get("cells", [])}


def _files(cells: Iterable[tuple[str, str, str]]) -> list[str]:
    return list(dict.fromkeys(file for file, _, _ in cells))


def _by_passage(document: Document) -> dict[Element, list[Control]]:
    found: dict[Element, list[Control]] = {}
    for control in document.controls:
        found.setdefault(control.passage.element, []).append(control)
    return found


def _moved(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return the sections that stand in another order than before: those outside the longest run that kept its order."""
    both = [name for name in after if name in before], [name for name in before if name in after]
    kept = {name for block in SequenceMatcher(None, *both, autojunk=False).get_matching_blocks() for name in both[0][block.a : block.a + block.size]}
    return set(both[0]) - kept


def _structure(was: Section, section: Section, moved: bool) -> tuple[str, ...]:
    told = ["the section was moved"] if moved else []
    if was.title != section.title:
        told.append(f"it was {was.title!r}")
    return tuple(told)


def _figures(was: Section | None, now: Section | None, shown: Mapping[Element, list[Control]], reasons: _Reasons) -> Iterator[FigureChange]:
    before, after = _texts(was, shown), _texts(now, shown)
    for key in dict.fromkeys([*after, *before]):
        if before.get(key, "") != after.get(key, ""):
            yield FigureChange(key, before.get(key, ""), after.get(key, ""), reasons.of(key, after.get(key, "")))


def _texts(section: Section | None, shown: Mapping[Element, list[Control]]) -> dict[str, str]:
    controls = [control for passage in (section.passages if section else ()) for control in shown.get(passage.element, ())]
    found: dict[str, str] = {}
    for control in controls:
        found.setdefault(control.key, control.text.strip())
    return found


def _words(before: tuple[Passage, ...], after: tuple[Passage, ...], shown: Mapping[Element, list[Control]]) -> Iterator[WordChange]:
    """Yield the passages that read otherwise, figures set aside; a passage's new wording stands beside its old one."""
    old, new = ([_plain(passage, shown) for passage in passages] for passages in (before, after))
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _paired([p.text.strip() for p in before[start:end]], [p.text.strip() for p in after[first:last]])


def _paired(old: list[str], new: list[str]) -> Iterator[WordChange]:
    rest = list(old)
    for text in new:
        near = max(rest, key=lambda other: _alike(other, text), default="")
        if near and _alike(near, text) >= _ALIKE:
            yield from (WordChange(gone, "") for gone in rest[: rest.index(near)])
            rest = rest[rest.index(near) + 1 :]
            yield WordChange(near, text)
        else:
            yield WordChange("", text)
    yield from (WordChange(text, "") for text in rest)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _plain(passage: Passage, shown: Mapping[Element, list[Control]]) -> str:
    """Return a passage with the key of each figure in place of its text."""
    text = passage.text
    for control in shown.get(passage.element, ()):
        text = text.replace(control.text, f"{{{{ {control.key} }}}}", 1) if control.text else text
    return text
