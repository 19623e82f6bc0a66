"""Measuring what is declared: the value of each figure, the cells behind it, and the doubts that it rests on."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, partial

from msgspec.structs import replace

from ...errors import LayoutError
from ...layouts import Layout
from ...workspace import Provider, Settings
from ..declared_sql import declared_sql
from ..expected import Due, Expected
from ..rules import offer_functions
from .declare import Declarations, FigureDeclaration, Flag
from .declared import Declared
from .doubts import Queries, flagged, not_given, not_in, older, qualified, unlike
from .families import Families
from .family_keys import declared_as
from .following import against_target, change, target_of
from .model import Catalogue, Chart, Figure, People, Plot, Table
from .moment import Moment, moments, steps
from .naming import Naming, needed_by
from .on_demand import OnDemand
from .plan import Plan
from .plots import Plotting
from .posts import posts
from .reading import Group, Known, Reading
from .rows import Rows
from .tables import tabled
from .text import Value, show

_PARAMETER = re.compile(r"[:@$]\w|\brow_count\b")
"""What a flag asks that the rows of one moment do not answer alone."""


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
    figures: dict[str, dict[str, Figure]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[str, dict[str, People]] = field(default_factory=lambda: defaultdict(dict))
    unlisted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _plans: dict[str, Plan] = field(default_factory=dict)
    _fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _moments_known: dict[str, Known] = field(default_factory=dict)
    _naming: Naming = field(init=False)

    @cached_property
    def moments(self) -> dict[str, Moment]:
        return moments(self.settings)

    @property
    def parameters(self) -> Mapping[str, str]:
        """The only names that a condition may use: never a year."""
        return self.moments[""].parameters

    def catalogues(self, declarations: Declarations) -> dict[str, Catalogue]:
        """Return the catalogue of each owner; of "" where there is none. What is in them is measured when it is first asked for.

        So the rows that are current have to be held still until then (`current_rows`). Raises LayoutError, as does whatever asks, where a
        declaration is not valid SQL or names what is not there.
        """
        offer_functions(self.connection)
        self.flags = [flag for flag in declarations.flag if self._may_be_raised(flag)]
        self._naming = Naming(self._take_steps(declarations))
        self._expect(declarations.figure)
        families = Families(self._query, self.settings, self._owners, self.providers, declarations.earlier, self.named, self._is_asked_for_people)
        for declaration in declarations.figure:
            with self._asking(declaration):
                self._naming.take(declaration, families.of(declaration, self.layouts[declaration.source]))
        made = {owner: self._catalogue(owner, declarations) for owner in self._owners}
        # what is hidden of one figure is told from all others
        return {owner: catalogue.whole() for owner, catalogue in made.items()} if self._is_asked_for_people else made

    def _may_be_raised(self, flag: Flag) -> bool:
        """Say whether a flag is about any row that is current, so that figures have to be asked for it."""
        with self._asking(flag):
            found = self._query(f'SELECT 1 FROM (SELECT *, 0 AS row_count FROM "current_{flag.source}") WHERE {flag.when} LIMIT 1')
        return bool(found) or _PARAMETER.search(flag.when) is not None

    def _catalogue(self, owner: str, declarations: Declarations) -> Catalogue:
        listing = {key for key, plan in self._plans.items() if plan.lists_people} if self._is_asked_for_people else set[str]()
        figures = OnDemand(self._naming.declared[owner], partial(self._measured, owner))
        members = self._naming.members(owner)
        tables = {table.key: table for table in declarations.table}
        trees = {tree.key: tree for tree in declarations.trees}
        plots = {plot.key: plot for plot in declarations.plots}

        def table(key: str) -> Table:
            return tabled(tables[key], members, figures, listing)

        def chart(key: str) -> Chart | Plot:
            if key in plots:
                return Plotting(plots[key], self.settings, members, figures, listing).plot()
            with self._asking(trees[key]):
                return posts(trees[key], self.layouts[trees[key].source], partial(self._query, owner=owner))

        charts = OnDemand({**trees, **plots}, chart)
        return Catalogue(figures, OnDemand(tables, table), charts, self.people[owner], self.unlisted[owner])

    def _take_steps(self, declarations: Declarations) -> dict[str, list[str]]:
        """Return which months or quarters the charts show of each declaration, in the order of the moments, which they become."""
        wanted: dict[str, set[str]] = {}
        for plot in declarations.plots:
            if plot.every:
                found = steps(self.settings, plot.every, plot.earlier)
                self.moments.update(found)
                for series in plot.series:
                    if declaration := declared_as(series.key, declarations.figure):
                        wanted.setdefault(declaration.key, set()).update(found)
        return {key: [moment for moment in self.moments if moment in of_key] for key, of_key in wanted.items()}

    @property
    def _owners(self) -> Sequence[str]:
        return self.owners or ("",)

    def _asking(self, item: Declared) -> AbstractContextManager[None]:
        cure = f"correct its SQL, which may use only :{', :'.join(self.parameters)}; where the return is new, run 'boardpaper ingest' first."
        return declared_sql(self.connection, f"{item.place} cannot be measured", cure)

    def _measured(self, owner: str, key: str) -> Figure:
        """Return a figure of an owner, measured together with all that its declaration gives."""
        if key not in self.figures[owner]:
            declaration = self._naming.declared[owner][key]
            with self._asking(declaration):
                self._measure(declaration)
        return self.figures[owner][key]

    def _measure(self, declaration: FigureDeclaration) -> None:
        plan = self._plans[declaration.key]
        reading = self._reading(plan, "")
        before = self._reading(plan, declaration.before) if declaration.before else None
        in_steps = {step: self._reading(plan, step) for step in self._naming.steps.get(declaration.key, ())}
        place = f"{{{declaration.family}}}"
        for named in self._naming.named[declaration.key]:
            owner, member = named.group
            figure = self._figure(plan, named.key, named.title, named.group, reading)
            if declaration.needs and self._measured(owner, needed_by(declaration, member)).value is None:
                figure = figure.unmeasured()  # last year's figure alone would pass for this year's
            found = [figure]
            targets = self.settings.targets.get(declaration.target.replace(place, member), ())
            if declaration.target:
                target = target_of(figure, targets)
                found += [target, against_target(figure, target)]
            if before:
                found += self._change(plan, figure, named.group, reading, before)
            for one in self._stepped(plan, figure, named.group, in_steps):
                found += [one, target_of(one, targets)] if declaration.target else [one]
            self.figures[owner].update({one.key: one for one in found if self._naming.declared[owner][one.key] is declaration})

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
            for moment in dict.fromkeys(("", declaration.before, *self._naming.steps.get(declaration.key, ()))):
                self._known(moment).expect(self._rows(plan, moment), declaration.expression)

    def _rows(self, plan: Plan, moment: str) -> Rows:
        return Rows(plan.declaration, plan.layout, plan.flags, by_owner=bool(self.owners), one_back=self.moments[moment].one_back)

    def _reading(self, plan: Plan, moment: str) -> Reading:
        return Reading(self._rows(plan, moment), plan.flags, self._known(moment))

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
        """Whether the people behind the figures matter, as some of their numbers are to be hidden; a provider may see all of its own."""
        return self.settings.disclosure.public != "none" and not self.owners

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

    def _query(self, sql: str, owner: str = "", moment: str = "") -> list[sqlite3.Row]:
        return self.connection.execute(sql, {**self.moments[moment].parameters, "owner": owner}).fetchall()


def _shown(declaration: FigureDeclaration, value: Value, decimals: int | None, labels: dict[str, str] | None) -> str:
    if value in (None, "") and declaration.absent:
        return declaration.absent
    try:
        return show(value, declaration.unit, decimals, labels)
    except ValueError as error:
        raise LayoutError(f"{declaration.place} has the unit {declaration.unit!r}, and {error}: correct its 'unit' or its 'value'.") from None
