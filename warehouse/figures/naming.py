"""Which figures there are: a key and a title for each member of a declaration's family and for each owner, told before anything is measured."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from ...errors import LayoutError
from .declare import RECORD, FigureDeclaration
from .families import Member
from .members import Members
from .reading import Group
from .text import unlike_slug

_MAX_SLUG = 40  # characters, or fewer where the rest of a key leaves fewer; long enough to be read


class Named(Struct, frozen=True):
    """A figure of a declaration: its key and title, and the owner and the member that it is of."""

    key: str
    title: str
    group: Group


@dataclass
class Naming:
    """The keys on offer. `declared` holds, for each owner, the declaration that each key is of, those of what follows from a figure among them;
    `named` the figures of a declaration by its key. `steps` are the months or quarters that a chart asks of a declaration.
    """

    steps: Mapping[str, Sequence[str]]
    declared: dict[str, dict[str, FigureDeclaration]] = field(default_factory=lambda: defaultdict(dict))
    named: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    _present: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=lambda: defaultdict(dict))
    _parts: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, declaration: FigureDeclaration, families: Mapping[str, Sequence[Member]]) -> None:
        """Name the figures of a declaration, of the members that each owner has. Raises LayoutError where it needs what is not declared before."""
        place = f"{{{declaration.family}}}"
        for owner, members in families.items():
            taken: set[str] = set()
            for member, label, is_present in members:
                key, title = declaration.key, declaration.title
                if declaration.family:
                    part = unlike_slug(label if declaration.family == RECORD else member, taken, min(declaration.room, _MAX_SLUG))
                    taken.add(part)
                    self._parts[owner].setdefault(declaration.key, {})[member] = part
                    if is_present:
                        name = label.replace("{{", "{ {")  # what was returned is no place
                        self._present[owner].setdefault(declaration.key, []).append((part, name))
                    key, title = key.replace(place, part), title.replace(place, label)
                if declaration.needs and (needed := needed_by(declaration, member)) not in self.declared[owner]:
                    raise LayoutError(f"{declaration.place} needs {needed!r}, which is not declared before it: declare that one first.")
                self.named[declaration.key].append(Named(key, title, (owner, member)))
                self.declared[owner].update(dict.fromkeys(self._keys(declaration, key), declaration))

    def members(self, owner: str) -> Members:
        return Members(self._present[owner], self._parts[owner])

    def _keys(self, declaration: FigureDeclaration, key: str) -> Iterator[str]:
        """Yield the key of a figure, and those of all that follows from it."""
        yield key
        if declaration.target:
            yield from (f"{key}.target", f"{key}.against_target")
        if declaration.before:
            yield from (f"{key}.previous", f"{key}.change")
        for step in self.steps.get(declaration.key, ()):
            yield f"{key}.{step}"
            if declaration.target:
                yield f"{key}.{step}.target"


def needed_by(declaration: FigureDeclaration, member: str) -> str:
    """Return the key of the figure without which one is not shown: the other end of a comparison."""
    return declaration.needs.replace(f"{{{declaration.family}}}", member)
