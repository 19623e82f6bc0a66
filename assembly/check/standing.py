"""Where the figures stand: each may be right by itself, and say something wrong under the words of another."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set

from ..ooxml import Element
from ..surroundings import BOUND, OF_SIGNS, SIDES, TURNED, WHOLE
from ..turning import SIGNS
from .document import Control, Document
from .marks import below_lost_marks
from .register import Found, Subject, around, at, quoted, rule


@rule(
    "figure_moved",
    "A figure in another figure's place",
    "look",
    why="Each of two figures that are swapped is still right, and stands under words that say something else of it.",
    cure="See that the words around the figure say what it is; put each figure back where it stood when they do not.",
)
def moved(subject: Subject) -> Iterator[Found]:
    for control, stood in _taken(subject.document).items():
        others = " or ".join(map(subject.named, sorted(stood)))
        yield _told(control, f"{subject.named(control.key)} stands where {others} stood")


@rule(
    "figure_words",
    "A figure in other words than it was made with",
    "look",
    why="A figure that was put into another sentence, or whose sentence was written anew, is still right, and may say something wrong there.",
    cure="See that the words around the figure say what it is; undo the change where they do not.",
)
def other_words(subject: Subject) -> Iterator[Found]:
    document = subject.document
    if document.ledger is None:
        return
    made = document.ledger.made_among()
    known_by_sides = {key for view, keys in made.items() if view.startswith(SIDES) for key in keys}
    in_blocks = _in_blocks(document)  # block_words looks at these
    taken = _taken(document)
    home = {control for control in document.controls if _is_home(control, document, made)}
    at_home = Counter(control.key for control in home)
    told: dict[Control, str] = {}
    for control in filter(_says_something, document.controls):
        # of a copy of one that still stands where it stood, figure_duplicated tells
        is_short = at_home[control.key] < document.ledger.entries[control.key].places
        is_told = control in home or control in taken or control.element in in_blocks
        if is_short and control.key in known_by_sides and not is_told:
            told[control] = "stands in other words than when the paper was made"
        elif control not in taken and control.element not in in_blocks and (says := _turned(control, document, made)):
            told[control] = says
    below_marks = below_lost_marks(subject) if told else set()
    for control, says in told.items():
        if control.passage.element not in below_marks:
            yield _told(control, f"{subject.named(control.key)} {says}")


def _in_blocks(document: Document) -> set[Element]:
    """Return the controls in tables and charts; LibreOffice leaves the caption of a chart outside, where it is known by its words."""
    within = {control for block in document.blocks for control in block.element.iter(block.element.tag)}
    made = {standing for block in document.ledger.blocks.values() for standing in block.standing} if document.ledger else set()
    known = (control for control in document.controls if any((control.key, view) in made for view in document.surroundings[control.element].views))
    return within | {control.element for control in known}


def _turned(control: Control, document: Document, made: Mapping[str, Set[str]]) -> str:
    """Return what is to be said where words that turn a figure round ("over", "not") were put to it or taken from it, "" where none were."""
    place = document.surroundings[control.element]
    if not (ledger := document.ledger) or not (among := ledger.entries[control.key].among):
        return ""
    had = {view for view in among if view.startswith(TURNED)}
    is_worded_as_made = any(control.key in made.get(view, ()) for view in place.views if view.startswith(WHOLE))
    # a ledger of an earlier version holds the words of the passage, not which of them turn it round; no passage's words hold its signs
    if is_worded_as_made and SIGNS.isdisjoint(place.turned):
        had &= OF_SIGNS
        if place.turned or not had:
            return ""
    if place.turned:
        if place.turned_view in had and not _is_one_more(control, document, Counter(among)):
            return ""
        return f"stands with {' and '.join(map(quoted, place.turned))}, and did not when the paper was made"
    gone = had - {document.surroundings[each.element].turned_view for each in document.controls if each.key == control.key}
    is_bound = any(view.startswith(BOUND) for view in among)
    lost = {view for turned in had for view in place.bound_views(turned)} & set(among) - _bound_now(control.key, document).keys()
    return "stood with a word that limits or denies, which was taken out" if lost or (gone and not is_bound) else ""


def _is_one_more(control: Control, document: Document, made: Mapping[str, int]) -> bool:
    """Say whether a figure's words that turn it round stand at a place more than when the paper was made, and this is it by the words beside it."""
    if not any(view.startswith(BOUND) for view in made):
        return False  # a ledger of an earlier version
    place, now = document.surroundings[control.element], _bound_now(control.key, document)
    views = place.bound_views(place.turned_view)
    return bool(views) and all(now[view] > made.get(view, 0) for view in views)


def _bound_now(key: str, document: Document) -> Counter[str]:
    """Return how often the words that turn a figure round stand by each word beside it."""
    places = [document.surroundings[each.element] for each in document.controls if each.key == key]
    return Counter(view for place in places for view in place.bound_views(place.turned_view))


def _taken(document: Document) -> dict[Control, set[str]]:
    """Return the figures that stand where others stood, each with the keys of those.

    Where the other still stands beside the same words, they were copied: nothing has taken its place. The word on one side tells it where it was one
    figure's alone, and the figure has neither of its own beside it.
    """
    made = document.ledger.made_among() if document.ledger else {}
    standing: dict[str, set[str]] = {}
    for control in document.controls:
        for view in document.surroundings[control.element].views:
            standing.setdefault(view, set()).add(control.key)
    found: dict[Control, set[str]] = {}
    for control in filter(_says_something, document.controls):
        for view in document.surroundings[control.element].views:
            due = made.get(view, set())
            if control.key in due or (view.startswith(SIDES) and (len(due) > 1 or _is_home(control, document, made))):
                continue
            if gone := due - standing[view]:
                found.setdefault(control, gone)
    return found


def _is_home(control: Control, document: Document, made: Mapping[str, Set[str]]) -> bool:
    """Say whether anything that a figure stands among is what it was made among."""
    place = document.surroundings[control.element]
    return any(control.key in made.get(view, ()) for view in (*place.views, *place.further))


def _says_something(control: Control) -> bool:
    """Say whether a figure has a place to tell of: one that was emptied stands nowhere, and was changed by hand."""
    return bool(control.text.strip())


def _told(control: Control, says: str) -> Found:
    return at(control.passage, says, around(control.passage.text, control.text), control.key, control.element)
