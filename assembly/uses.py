"""Every `{{ key }}` that is named somewhere: where it stands, and whether anything on offer can fill it."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from ..nearest import nearest
from .block_keys import BLOCK
from .draft import KEY, REFERENCE

LONGEST_KEY = 64


class Use(Struct, frozen=True):
    """One `{{ key }}` and where it stands, as a message says it: `detail` is what only a message needs."""

    key: str
    place: str
    detail: str = ""

    @property
    def whole_place(self) -> str:
        return f"{self.place}, {self.detail}" if self.detail else self.place


def uses(text: str, place: Callable[[int], str]) -> list[Use]:
    """Return every `{{ key }}` in a text, each line named as `place` names it."""
    return [Use(found[1], place(text.count("\n", 0, found.start()) + 1)) for found in KEY.finditer(text)]


def block_places(text: str) -> list[str]:
    """Return the places of tables and charts in a text."""
    return [found[1] for found in KEY.finditer(text) if BLOCK.match(found[1])]


def unknown(found: Iterable[Use], keys: Iterable[str], tables: Iterable[str], charts: Iterable[str]) -> list[str]:
    """Return one sentence for all the places that nothing on offer can fill; none where all can be filled."""
    blocks = {"table": dict.fromkeys(tables), "chart": dict.fromkeys(charts)}
    known = dict.fromkeys(keys)
    faults = []
    for use in found:
        if REFERENCE.match(use.key):
            continue  # where it leads is known once the paper stands
        block = BLOCK.match(use.key)
        choice = blocks[block[1]] if block else known
        word = block[2] if block else use.key
        if word in choice and len(use.key) <= LONGEST_KEY:
            continue
        near = ["longer than 64 characters"] if word in choice else _near(use.key, blocks, known)
        faults.append(f"{use.whole_place}: {use.key!r}" + (f" (nearest: {', '.join(near)})" if near else ""))
    count = "One key is" if len(faults) == 1 else f"{len(faults)} keys are"
    return (
        [f"{count} not on offer: {'; '.join(faults)}. Write a key that 'boardpaper figures' lists; what a return names is there once it is in."]
        if faults
        else []
    )


def _near(key: str, blocks: Mapping[str, Iterable[str]], keys: Iterable[str]) -> list[str]:
    """Return what a person may have meant: of a table or a chart its place, of its own kind where there is one like it."""
    if ":" not in key:
        return nearest(key, keys)
    kind, _, word = (part.strip() for part in key.partition(":"))
    for kinds in (nearest(kind, blocks)[:1], blocks):
        named = {name: each for each in kinds for name in blocks[each]}
        if near := nearest(word, named):
            return [f"{{{{ {named[name]}: {name} }}}}" for name in near]
    return []
