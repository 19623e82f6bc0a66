"""Who the members of each family of figures are: those that the period has, and those that are known though it does not have them."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...layouts import Layout
from ...workspace import Provider, Settings
from .declare import Earlier, FigureDeclaration
from .earlier import earlier_values, named_members
from .people import without_telling_order
from .rows import Rows, member_of

Member = tuple[str, str, bool]
"""A member of a family, what it is called by, and whether this period has any of it."""


@dataclass
class Families:
    """Tells the members of families; `ask` runs a query.

    `owners` are those that each have figures of their own, "" where the figures are of all. `providers` are those of the team's list: members of
    the families over providers, whether they have sent anything or not. `earlier` are the names that were returned before the warehouse began,
    and `named` tells the keys that the paper names, where that matters. The order of members tells no numbers of people where these are asked for.
    """

    ask: Callable[[str], list[sqlite3.Row]]
    settings: Settings
    owners: Sequence[str]
    providers: Sequence[Provider]
    earlier: Sequence[Earlier]
    named: Callable[[], Collection[str]]
    is_asked_for_people: bool
    _lists: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def of(self, declaration: FigureDeclaration, layout: Layout) -> dict[str, list[Member]]:
        """Return for each owner the members of a family; of a figure without one, "".

        A list field's words are all members; of another field, every value that was ever returned, and of providers those of the list, so that
        a key which a paper names stays known when a period does not have it, and says "not measured".
        """
        if not declaration.family:
            return {owner: [("", "", True)] for owner in self.owners}
        item = layout.fields.get(declaration.family)
        if item and item.words:
            return {owner: [(word, item.labels.get(word, word), True) for word in item.words] for owner in self.owners}
        names = self._provider_names if declaration.family == "provider" else {}
        found: dict[str, dict[str, Member]] = {owner: {} for owner in self.owners}
        by_owner = "" not in found
        ordered = without_telling_order(declaration, layout) if self.is_asked_for_people else declaration
        rows = Rows(ordered, layout, (), by_owner=by_owner)
        for sql, is_present in ((rows.members(), True), (rows.former_members(), False)):
            for owner, member, label in self._listed(sql):
                if owner in found:
                    found[owner].setdefault(member, (member, names.get(member, label), is_present))
        for owner, members in found.items():
            known = self._without_return(declaration, layout, owner)
            for member, label in known or ([] if members else named_members(declaration, layout, self.named())):
                members.setdefault(member, (member, label, False))
        return {owner: list(each.values()) for owner, each in found.items()}

    def _without_return(self, declaration: FigureDeclaration, layout: Layout, owner: str) -> list[tuple[str, str]]:
        """Return the members of a family, with their labels, that are known though no return in the warehouse names them."""
        if declaration.family in layout.fields:
            earlier = earlier_values(self.earlier, declaration.source, declaration.family)
            return [(member_of(value, layout.fields[declaration.family]), value) for value in earlier]
        listed = self.providers if declaration.family == "provider" else ()
        return [(item.code, item.name) for item in listed if owner in ("", item.code) and self._is_whose(declaration.whose, item.code)]

    def _is_whose(self, whose: str, code: str) -> bool:
        return not whose or (whose == "commissioner") == (code == self.settings.organisation.code)

    def _listed(self, sql: str) -> list[tuple[str, str, str]]:
        """Return the owners, members and labels that a query tells of, which many families ask for."""
        if sql not in self._lists:
            self._lists[sql] = [(row["_owner"], str(row["_member"]), str(row["label"])) for row in self.ask(sql)]
        return self._lists[sql]

    @cached_property
    def _provider_names(self) -> dict[str, str]:
        return {row["code"]: row["name"] for row in self.ask("SELECT code, name FROM provider")}
