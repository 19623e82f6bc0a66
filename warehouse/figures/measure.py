"""Measuring what is declared: the value of each figure, the cells behind it, and the doubts that it rests on."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ...errors import LayoutError
from ...layouts import Layout
from ...workspace import Provider, Settings
from ..current_rows import current_rows
from ..declared_sql import declared_sql
from ..expected import Due, Expected
from ..rules import offer_functions
from .declare import RECORD, Declarations, Earlier, FigureDeclaration, Flag
from .declared import Declared
from .doubts import Queries, flagged, not_given, not_in, older, qualified, unlike
from .earlier import earlier_values, named_members
from .family_keys import declared_as
from .following import against_target, change, target_of
from .members import Members
from .model import Catalogue, Chart, Figure, People
from .moment import Moment, moments, steps
from .people import without_telling_order
from .plan import Plan
from .plots import Plotting
from .posts import posts
from .reading import Group, Known, Reading
from .rows import Rows, member_of
from .tables import tabled
from .text import Value, show, unlike_slug

_MAX_SLUG = 40  # characters, or fewer where the rest of a key leaves fewer; long enough to be read


@dataclass
class Measure:
    """Measures declarations against one warehouse, for the period that the settings name.

    `owners` are the providers that each get figures of their own, from their own rows alone; without them the figures are of all.
    `providers` are those of the team's list: members of the families over providers, whether they have sent anything or not. `named` tells the
    keys that a paper names: they give a family its members where nothing that was returned ever did.
    """

    connection: sqlite3.Connection
    settings: Settings
    layouts: Mapping[str, Layout]
    owners: Sequence[str] = ()
    providers: Sequence[Provider] = ()
    named: Callable[[], Collection[str]] = frozenset
    flags: list[Flag] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    figures: dict[str, dict[str, Figure]] = field(default_factory=lambda: defaultdict(dict))
    members: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[str, dict[str, People]] = field(default_factory=lambda: defaultdict(dict))
    unlisted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _plans: dict[str, Plan] = field(default_factory=dict)
    _parts: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    _fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _lists: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    _moments_known: dict[str, Known] = field(default_factory=dict)
    _steps: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @cached_property
    def moments(self) -> dict[str, Moment]:
        return moments(self.settings)

    @property
    def parameters(self) -> Mapping[str, str]:
        """The only names that a condition may use: never a year."""
        return self.moments[""].parameters

    def catalogues(self, declarations: Declarations) -> dict[str, Catalogue]:
        """Measure everything, and return the catalogue of each owner; of "" where there is none.

        Raises LayoutError where a declaration is not valid SQL or names what is not there.
        """
        offer_functions(self.connection)
        with current_rows(self.connection):
            return self._catalogues(declarations)

    def _catalogues(self, declarations: Declarations) -> dict[str, Catalogue]:
        self.flags, self.earlier = declarations.flag, declarations.earlier
        for flag in declarations.flag:
            with self._asking(flag):
                self._query(f'SELECT 1 FROM (SELECT *, 0 AS row_count FROM "current_{flag.source}") WHERE {flag.when} LIMIT 0')
        self._take_steps(declarations)
        self._expect(declarations.figure)
        for declaration in declarations.figure:
            with self._asking(declaration):
                self._measure(declaration)
        trees: dict[str, dict[str, Chart]] = {}
        for tree in declarations.trees:
            with self._asking(tree):
                trees[tree.key] = {owner: posts(tree, self.layouts[tree.source], partial(self._query, owner=owner)) for owner in self._owners}
        made = {}
        listing = {key for key, plan in self._plans.items() if plan.lists_people} if self._is_asked_for_people else set[str]()
        for owner in self._owners:
            figures, members = self.figures[owner], self._members(owner)
            tables = {table.key: tabled(table, members, figures, listing) for table in declarations.table}
            plots = {plot.key: Plotting(plot, self.settings, members, figures, listing).plot() for plot in declarations.plots}
            made[owner] = Catalogue(
                figures, tables, {key: drawn[owner] for key, drawn in trees.items()} | plots, self.people[owner], self.unlisted[owner]
            )
        return made

    def _take_steps(self, declarations: Declarations) -> None:
        """Learn which figures the charts show month by month, or quarter by quarter."""
        for plot in declarations.plots:
            if plot.every:
                found = steps(self.settings, plot.every, plot.earlier)
                self.moments.update(found)
                for series in plot.series:
                    if declaration := declared_as(series.key, declarations.figure):
                        self._steps[declaration.key].update(found)

    @property
    def _owners(self) -> Sequence[str]:
        return self.owners or ("",)

    def _asking(self, item: Declared) -> AbstractContextManager[None]:
        cure = f"correct its SQL, which may use only :{', :'.join(self.parameters)}; where the return is new, run 'boardpaper ingest' first."
        return declared_sql(self.connection, f"{item.place} cannot be measured", cure)

    def _measure(self, declaration: FigureDeclaration) -> None:
        plan = self._plans[declaration.key]
        reading = self._reading(plan, "")
        before = self._reading(plan, declaration.before) if declaration.before else None
        in_steps = {step: self._reading(plan, step) for step in self.moments if step in self._steps[declaration.key]}
        place = f"{{{declaration.family}}}"
        families = self._families(declaration, plan.layout)
        for owner in self._owners:
            taken: set[str] = set()
            for member, label, is_present in families[owner]:
                key, title = declaration.key, declaration.title
                if declaration.family:
                    part = unlike_slug(label if declaration.family == RECORD else member, taken, min(declaration.room, _MAX_SLUG))
                    taken.add(part)
                    self._parts[owner].setdefault(declaration.key, {})[member] = part
                    if is_present:
                        self.members[owner].setdefault(declaration.key, []).append(
                            (part, label.replace("{{", "{ {"))
                        )  # what was returned is no place
                    key, title = key.replace(place, part), title.replace(place, label)
                group = (owner, member)
                figure = self._figure(plan, key, title, group, reading)
                if declaration.needs and self._is_lone(declaration, group):
                    figure = figure.unmeasured()
                found = [figure]
                targets = self.settings.targets.get(declaration.target.replace(place, member), ())
                if declaration.target:
                    target = target_of(figure, targets)
                    found += [target, against_target(figure, target)]
                if before:
                    found += self._change(plan, figure, group, reading, before)
                for one in self._stepped(plan, figure, group, in_steps):
                    found += [one, target_of(one, targets)] if declaration.target else [one]
                self.figures[owner].update({one.key: one for one in found})

    def _change(self, plan: Plan, figure: Figure, group: Group, now: Reading, before: Reading) -> list[Figure]:
        """Return a figure as it was at the time before, and the words that follow: only beside this one, or it would pass for it."""
        moment = plan.declaration.before
        title = f"{figure.title}, {self.moments[moment].name}"
        former = self._figure(plan, f"{figure.key}.previous", title, group, before, moment)
        former = replace(former if figure.value is not None else former.unmeasured(), follows=figure.key)
        changed = change(figure, former)
        numbers = (now.found(group).number, before.found(group).number)
        if changed.value and plan.is_last and numbers[0] != numbers[1]:
            changed = replace(changed, doubts=(*changed.doubts, unlike(*numbers)))
        return [former, changed]

    def _stepped(self, plan: Plan, figure: Figure, group: Group, readings: Mapping[str, Reading]) -> list[Figure]:
        """Return a figure as it was in each month or quarter of a chart; one of an earlier period only beside this one's, or it would pass for it."""
        made = []
        for step, reading in readings.items():
            moment = self.moments[step]
            one = self._figure(plan, f"{figure.key}.{step}", f"{figure.title}, {moment.name}", group, reading, step)
            made.append((moment, replace(one, follows=figure.key) if moment.has_ended else one.unmeasured()))
        is_alone = all(one.value is None for moment, one in made if not moment.is_earlier)
        return [one.unmeasured() if moment.is_earlier and is_alone else one for moment, one in made]

    def _expect(self, declared: Iterable[FigureDeclaration]) -> None:
        """Say what will be asked for, so that what rests on the same rows is asked together."""
        for declaration in declared:
            plan = self._plans[declaration.key] = Plan.of(declaration, self.layouts[declaration.source], self.flags)
            self._fields[declaration.source].update(plan.reads, plan.beside)
            for moment in dict.fromkeys(("", declaration.before, *sorted(self._steps[declaration.key]))):
                self._known(moment).expect(self._rows(plan, moment), declaration.expression)

    def _rows(self, plan: Plan, moment: str) -> Rows:
        return Rows(plan.declaration, plan.layout, plan.flags, by_owner=bool(self.owners), one_back=self.moments[moment].one_back)

    def _reading(self, plan: Plan, moment: str) -> Reading:
        return Reading(self._rows(plan, moment), plan.flags, self._known(moment))

    def _families(self, declaration: FigureDeclaration, layout: Layout) -> dict[str, list[tuple[str, str, bool]]]:
        """Return for each owner the members of a family with their labels, and whether this period has any of each.

        A list field's words are all members; of another field, every value that was ever returned, and of providers those of the list, so that
        a key which a paper names stays known when a period does not have it, and says "not measured".
        """
        if not declaration.family:
            return {owner: [("", "", True)] for owner in self._owners}
        item = layout.fields.get(declaration.family)
        if item and item.words:
            return {owner: [(word, item.labels.get(word, word), True) for word in item.words] for owner in self._owners}
        names = self._provider_names if declaration.family == "provider" else {}
        found: dict[str, dict[str, tuple[str, str, bool]]] = {owner: {} for owner in self._owners}
        ordered = without_telling_order(declaration, layout) if self._is_asked_for_people and not self.owners else declaration
        rows = Rows(ordered, layout, (), by_owner=bool(self.owners))
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
            self._lists[sql] = [(row["_owner"], str(row["_member"]), str(row["label"])) for row in self._query(sql)]
        return self._lists[sql]

    @cached_property
    def _provider_names(self) -> dict[str, str]:
        return {row["code"]: row["name"] for row in self._query("SELECT code, name FROM provider")}

    def _figure(self, plan: Plan, key: str, title: str, group: Group, reading: Reading, moment: str = "") -> Figure:
        """Return the figure of one group as a reading of it, at some moment, gives it."""
        owner, member = group
        declaration, layout = plan.declaration, plan.layout
        parameters = self.moments[moment].parameters
        found = reading.found(group)
        cells = tuple(reading.cells(plan.reads, group)) if found.number else ()
        decimals = declaration.decimals if declaration.decimals is not None else cells[0].decimals if len(cells) == 1 else None
        period = found.period or self.moments[moment].step or self.settings.report.period
        whose = owner or (member if declaration.family == "provider" else declaration.whose)
        # which return comes before the latest is known only from what was returned, so none of those is expected
        is_expected = not self.moments[moment].one_back
        due = self._expected.due(layout, declaration.where, parameters, whose, last_only=plan.is_last) if is_expected else Due()
        text = qualified(_shown(declaration, found.value, decimals, plan.labels), cells)
        all_cells = [*cells, *reading.cells(plan.beside, group)]
        doubts = [
            *(doubt for flag, rows in reading.flagged(group) for doubt in flagged(rows, flag, self._queries)),
            *not_given(cells, plan.types, self._queries),
            *self._queries.about(all_cells),
            *self._queries.settled_about(all_cells),
            *(not_in(layout.title, due) if found.number or found.value is not None else []),
            *(older(cells, min(parameters["period_end"], parameters["as_at"])) if plan.is_last and not moment else []),
        ]
        if self._is_asked_for_people and plan.is_people:
            self.people[owner][key] = reading.people(group)
        if self._is_asked_for_people and not plan.lists_cells:
            self.unlisted[owner].add(key)
        return Figure(
            key,
            title,
            declaration.unit,
            found.value,
            text,
            declaration.source,
            period.start,
            period.end,
            cells,
            due.expected,
            due.received,
            tuple(dict.fromkeys(doubts)),
            is_as_at=plan.is_as_at,
        )

    @property
    def _is_asked_for_people(self) -> bool:
        """Whether the people behind the figures matter, as some of their numbers are to be hidden."""
        return self.settings.disclosure.public != "none"

    def _is_lone(self, declaration: FigureDeclaration, group: Group) -> bool:
        """Say whether a comparison lacks its other end: last year's figure alone would pass for this year's."""
        owner, member = group
        key = declaration.needs.replace(f"{{{declaration.family}}}", member)
        if key not in self.figures[owner]:
            raise LayoutError(f"{declaration.place} needs {declaration.needs!r}, which is not declared before it: declare that one first.")
        return self.figures[owner][key].value is None

    @cached_property
    def _expected(self) -> Expected:
        return Expected(self.connection, self.settings)

    @cached_property
    def _queries(self) -> Queries:
        return Queries(self.connection)

    def _known(self, moment: str) -> Known:
        """Return what is known of a moment, with the way to ask for more."""
        if moment not in self._moments_known:
            self._moments_known[moment] = Known(lambda sql: self._query(sql, moment=moment), self._queries, self._fields)
        return self._moments_known[moment]

    def _members(self, owner: str) -> Members:
        return Members(self.members[owner], self._parts[owner])

    def _query(self, sql: str, owner: str = "", moment: str = "") -> list[sqlite3.Row]:
        return self.connection.execute(sql, {**self.moments[moment].parameters, "owner": owner}).fetchall()


def _shown(declaration: FigureDeclaration, value: Value, decimals: int | None, labels: dict[str, str] | None) -> str:
    if value in (None, "") and declaration.absent:
        return declaration.absent
    try:
        return show(value, declaration.unit, decimals, labels)
    except ValueError as error:
        raise LayoutError(f"{declaration.place} has the unit {declaration.unit!r}, and {error}: correct its 'unit' or its 'value'.") from None
