"""The members of the families of figures: which this period has, and by what each goes in the keys of a family."""

from collections.abc import Mapping

from msgspec import Struct

from .family_keys import family_of


class Members(Struct, frozen=True):
    """By the key of a family, `present` holds the parts of keys that stand for its members of this period, with their names, and `parts` those
    of all its members: one may go by another part in each family for want of room.
    """

    present: Mapping[str, list[tuple[str, str]]]
    parts: Mapping[str, Mapping[str, str]]

    def of(self, family: str) -> dict[str, str]:
        """Return the members that a family has in this period, with their names, in order."""
        whose = {part: member for member, part in self.parts.get(family, {}).items()}
        return {whose[part]: name for part, name in self.present.get(family, [])}

    def part(self, place: str, member: str) -> str:
        """Return by what a member goes in a family's key, or in that of what follows from it. Raises KeyError where there is none of it."""
        return self.parts[family_of(place, self.parts)][member]
