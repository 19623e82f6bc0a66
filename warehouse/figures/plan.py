"""What is the same for every figure of one declaration: the fields that it reads, what may be doubted of them, and how its words are printed."""

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from ...layouts import Layout
from .declare import FigureDeclaration, Flag
from .people import counts_people, lists_people
from .rows import fields_read
from .telling import people_numbers

_OF_A_DAY = ("as_at", "since_inception")


class Plan(Struct, frozen=True, dict=True):
    """A declaration, with what is worked out of it once.

    `reads` are the fields of the value's expression; where it only counts rows, those of the condition, else the key's. `beside` are
    those that decide which records it counts. `labels` print the words of the one field that it reads; `types` are those of all fields.
    `is_as_at` where all that it reads is of one day.
    """

    declaration: FigureDeclaration
    layout: Layout
    flags: tuple[Flag, ...]
    reads: frozenset[str]
    beside: frozenset[str]
    labels: dict[str, str] | None
    types: dict[str, str]
    is_as_at: bool

    @classmethod
    def of(cls, declaration: FigureDeclaration, layout: Layout, flags: Iterable[Flag]) -> "Plan":
        named = fields_read(declaration.expression, layout)
        condition = fields_read(declaration.where, layout)
        reads = named or condition or set(layout.record_key[:1] or list(layout.fields)[:1])
        beside = {*condition, *layout.record_key, *({declaration.family} & set(layout.fields))} - reads
        own = tuple(flag for flag in flags if flag.source == declaration.source and set(flag.of) & named)
        labels = layout.fields[next(iter(named))].labels if len(named) == 1 else None
        types: dict[str, str] = {item.name: item.type for item in layout.field}
        is_as_at = bool(named) and all(layout.fields[name].basis in _OF_A_DAY for name in named)
        return cls(declaration, layout, own, frozenset(reads), frozenset(beside), labels, types, is_as_at)

    @cached_property
    def is_people(self) -> bool:
        """Whether it counts people, or tells something of their number."""
        return counts_people(self.declaration, self.layout)

    @property
    def lists_people(self) -> bool:
        """Whether the members of its family count people, or tell something of their number."""
        return lists_people(self.declaration, self.layout)

    @property
    def lists_cells(self) -> bool:
        """Whether its cells may be listed, as that tells no more of people than it says itself."""
        return not self.layout.people and (self.is_people or not self.reads & people_numbers(self.layout))

    @property
    def is_last(self) -> bool:
        """Whether it is of the latest return alone."""
        return self.declaration.latest in ("all", "provider")
