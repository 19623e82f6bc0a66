"""Today's figures in the places of an edited paper: which of them move, which were typed by hand and are left, and the edits that it takes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape

from msgspec import Struct

from ...warehouse.figures.model import Cell
from ..check.figures import tell_state
from ..draft import TO_COMPLETE
from ..ledger import Ledger, Today
from .archive import Archive
from .names import Names
from .splice import Edit, edits_of
from .spots import Spot, find_spots


class Move(Struct, frozen=True):
    """A figure that shows something else than it would today: what it shows, what it would, in how many places, and the cells behind it.

    `name` is what it is called to people, and `where` says where it stands.
    """

    key: str
    before: str
    after: str
    places: int
    cells: tuple[Cell, ...]
    name: str = ""
    where: tuple[str, ...] = ()


class Moves(Struct, frozen=True):
    """`made` are put right; `left` were typed by hand; `gone` are the keys in the paper that nothing offers any more."""

    made: tuple[Move, ...]
    left: tuple[Move, ...]
    gone: tuple[str, ...]
    edits: dict[str, list[Edit]]


def find_moves(archive: Archive, stories: list[str], ledger: Ledger, today: Today, names: Names, *, overrule: bool) -> Moves:
    """Return what today's figures would change in a paper. `overrule` takes those typed by hand for stale. Raises PaperError for a damaged part."""
    made: Counter[tuple[str, str, str]] = Counter()
    left: Counter[tuple[str, str, str]] = Counter()
    gone: dict[str, None] = {}
    edits: dict[str, list[Edit]] = {}
    for part, spot, shown in _figures(archive, stories, ledger):
        if spot.key not in today.texts:
            gone[spot.key] = None
            continue
        entry, text = ledger.entries[spot.key], today.texts[spot.key]
        brief = today.brief.get(spot.key, text)
        state = tell_state(shown, (entry.text, entry.brief), (text, brief))
        if state == "same":
            continue
        text = brief if spot.is_in_table or (entry.brief and shown == entry.brief) else text
        if state == "by hand" and not overrule:
            left[spot.key, shown, text] += 1
            continue
        made[spot.key, shown, text] += 1
        edits.setdefault(part, []).extend(edits_of(archive.parts[part], spot, text or TO_COMPLETE))
    return Moves(_moves(made, names), _moves(left, names), tuple(gone), edits)


def shown_by(data: bytes, spot: Spot) -> str:
    """Return the text that a control shows."""
    texts = [(text.tag[0], unescape(data[slice(*text.inner)].decode())) for text in spot.texts]
    return "".join(shown for _, shown in sorted([*texts, *spot.signs]))


def _figures(archive: Archive, stories: list[str], ledger: Ledger) -> Iterator[tuple[str, Spot, str]]:
    """Yield the controls that show a figure of the ledger, with their part and their text. A control round other controls is none."""
    for part in stories:
        data = archive.parts[part]
        for spot in find_spots(data, part):
            if spot.key in ledger.entries and not spot.has_inner:
                yield part, spot, shown_by(data, spot)


def _moves(found: Mapping[tuple[str, str, str], int], names: Names) -> tuple[Move, ...]:
    figures = names.catalogue.figures
    return tuple(
        Move(key, before, after, places, figures[key].cells if key in figures else (), names.title(key), names.places(key, before))
        for (key, before, after), places in found.items()
    )
