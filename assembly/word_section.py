"""A section as the contributor's own Word file: its words in the form that Markdown is read into, and what was done to them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from .ooxml import Element
from .word_body import WordBody
from .word_captions import counted
from .word_controls import free_figures
from .word_file import WordFile
from .word_links import dead_links
from .word_own_parts import leave_out_own_parts
from .word_pieces import Tally
from .word_places import WordPlaces
from .word_refusals import refusals
from .word_text import AddressOf
from .word_titles import faults_of_places, titled
from .word_tokens import WordTokens

_UNREADABLE = "cannot be read ({}); close it where it is open"


@dataclass(frozen=True)
class Section:
    """A section's text with its tree, where each line of the text stands in the file, and a note for each thing that was done to it."""

    text: str
    tree: SyntaxTreeNode
    words: tuple[str, ...] = ("at its beginning",)
    notes: tuple[str, ...] = ()


def read_section(path: Path, faults: list[str]) -> Section:
    """Return the section that a Word file holds; every reason why it cannot be set is added to the faults."""
    label = f"narrative/{path.name}"
    try:
        file = WordFile(path)
    except (ValueError, OSError) as error:
        faults.append(f"{label} {_UNREADABLE.format(error.strerror) if isinstance(error, OSError) else error}.")
        return Section("", WordTokens().tree([], []))
    tally = Tally()
    leave_out_own_parts(file, tally)
    noted = list(file.notes())
    places = WordPlaces(file.body, file.styles, [note for _, _, note in noted])
    stories: list[tuple[Element, AddressOf]] = [(file.body, file.address)]
    stories += [(note, partial(file.address_of_note, kind)) for kind, _, note in noted]
    faults += [f"{label} {sentence}." for sentence in refusals(file, stories, places)]
    tally.dead_links = dead_links([story for story, _ in stories], file.bookmarks().keys(), places)
    held = free_figures([story for story, _ in stories], places)
    body = WordBody(file, tally, places)
    blocks, notes = body.read()
    told = [*held, *body.faults]
    blocks = titled(blocks, told, tally)
    told += faults_of_places(blocks, notes)
    blocks, notes = counted(blocks, notes, tally)
    tokens = WordTokens()
    tree = tokens.tree(blocks, notes)
    faults += [f"{label}, {where}: {what}." for where, what in told]
    return Section("\n".join(tokens.lines), tree, tuple(tokens.words) or ("at its beginning",), tuple(f"{label}, {note}." for note in tally.notes()))
