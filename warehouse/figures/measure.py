"""Measuring what is declared: the value of each figure, the cells behind it, and the doubts that it rests on."""

import re
import sqlite3
from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ...errors import LayoutError
from ...layouts import Layout
from ...layouts.words import fold
from ...periods import Period
from ...workspace import Settings
from ..declared_sql import declared_sql
from ..expected import Expected
from .declare import RECORD, ChartDeclaration, Declarations, Declared, FigureDeclaration, Flag, TableDeclaration
from .doubts import Queries, flagged, not_given, not_in, older, qualified
from .model import Catalogue, Chart, Figure, Node, Table
from .plan import Plan
from .reading import Group, Known, Reading
from .rows import Rows
from .text import Value, show, show_percent

_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MAX_SLUG = 40  # characters, or fewer where the rest of a key leaves fewer; long enough to be read


@dataclass
class Measure:
    """Measures declarations against one warehouse, for the period that the settings name.

    `owners` are the providers that each get figures of their own, from their own rows alone; without them the figures are of all.
    """

    connection: sqlite3.Connection
    settings: Settings
    layouts: Mapping[str, Layout]
    owners: Sequence[str] = ()
    flags: list[Flag] = field(default_factory=list)
    figures: dict[str, dict[str, Figure]] = field(default_factory=lambda: defaultdict(dict))
    members: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The only names that a condition may use: never a year. The previous period is the same one a year earlier."""
        period = self.settings.report.period
        return {
            "period_start": period.start.isoformat(),
            "period_end": period.end.isoformat(),
            "previous_start": _year_before(period.start).isoformat(),
            "previous_end": _year_before(period.end).isoformat(),
            "as_at": self.settings.report.as_at.isoformat(),
            "commissioner": self.settings.organisation.code,
        }

    def catalogues(self, declarations: Declarations) -> dict[str, Catalogue]:
        """Measure everything, and return the catalogue of each owner; of "" where there is none.

        Raises LayoutError where a declaration is not valid SQL or names what is not there.
        """
        self.flags = declarations.flag
        for flag in declarations.flag:
            with self._asking(flag):
                self._query(f'SELECT 1 FROM (SELECT *, 0 AS row_count FROM "current_{flag.source}") WHERE {flag.when} LIMIT 0')
        for declaration in declarations.figure:
            with self._asking(declaration):
                self._measure(declaration)
        charts: dict[str, dict[str, Chart]] = {}
        for chart in declarations.chart:
            with self._asking(chart):
                charts[chart.key] = {owner: self._chart(chart, owner) for owner in self._owners}
        return {
            owner: Catalogue(
                self.figures[owner],
                {table.key: self._table(table, owner) for table in declarations.table},
                {key: drawn[owner] for key, drawn in charts.items()},
            )
            for owner in self._owners
        }

    @property
    def _owners(self) -> Sequence[str]:
        return self.owners or ("",)

    def _asking(self, item: Declared) -> AbstractContextManager[None]:
        cure = f"correct its SQL, which may use only :{', :'.join(self.parameters)}; where the return is new, run 'boardpaper ingest' first."
        return declared_sql(self.connection, f"{item.place} cannot be measured", cure)

    def _measure(self, declaration: FigureDeclaration) -> None:
        layout = self.layouts[declaration.source]
        plan = Plan.of(declaration, layout, self.flags)
        rows = Rows(declaration, layout, plan.flags, by_owner=bool(self.owners))
        reading = Reading(self._query, rows, plan.flags, self._queries, self._known)
        place = f"{{{declaration.family}}}"
        families = self._families(declaration, layout, rows)
        for owner in self._owners:
            taken: set[str] = set()
            for member, label, is_present in families[owner]:
                key, title = declaration.key, declaration.title
                if declaration.family:
                    slug = _slug(label if declaration.family == RECORD else member, taken, min(declaration.room, _MAX_SLUG))
                    taken.add(slug)
                    if is_present:
                        self.members[owner, declaration.key].append((slug, label.replace("{{", "{ {")))  # what was returned is no place
                    key, title = key.replace(place, slug), title.replace(place, label)
                self._add(plan, reading, key, title, (owner, member))

    def _families(self, declaration: FigureDeclaration, layout: Layout, rows: Rows) -> dict[str, list[tuple[str, str, bool]]]:
        """Return for each owner the members of a family with their labels, and whether this period has any of each.

        A list field's words are all members; of another field, every value that was ever returned, so that a key which a paper
        names stays known when a period does not have it, and says "not measured".
        """
        if not declaration.family:
            return {owner: [("", "", True)] for owner in self._owners}
        item = layout.fields.get(declaration.family)
        if item and item.words:
            return {owner: [(word, item.labels.get(word, word), True) for word in item.words] for owner in self._owners}
        names = {row["code"]: row["name"] for row in self._query("SELECT code, name FROM provider")} if declaration.family == "provider" else {}
        found: dict[str, dict[str, tuple[str, str, bool]]] = {owner: {} for owner in self._owners}
        for sql, is_present in ((rows.members(), True), (rows.former_members(), False)):
            for row in self._query(sql):
                member, label = str(row["_member"]), str(row["label"])
                if row["_owner"] in found:
                    found[row["_owner"]].setdefault(member, (member, names.get(member, label), is_present))
        return {owner: list(each.values()) for owner, each in found.items()}

    def _add(self, plan: Plan, reading: Reading, key: str, title: str, group: Group) -> None:
        owner, member = group
        declaration, layout = plan.declaration, plan.layout
        found = reading.found(group)
        value = found.value
        cells = tuple(reading.cells(plan.reads, group)) if found.number else ()
        if declaration.needs and self._is_lone(declaration, group):
            value, cells = None, ()
        decimals = declaration.decimals if declaration.decimals is not None else cells[0].decimals if len(cells) == 1 else None
        period = found.period or self.settings.report.period
        whose = owner or (member if declaration.family == "provider" else declaration.whose)
        due = self._expected.due(layout, declaration.where, self.parameters, whose, last_only=plan.is_last)
        text = qualified(_shown(declaration, value, decimals, plan.labels), cells)
        all_cells = [*cells, *reading.cells(plan.beside, group)]
        doubts = [
            *(doubt for flag, rows in reading.flagged(group) for doubt in flagged(rows, flag, self._queries)),
            *not_given(cells, plan.types, self._queries),
            *self._queries.about(all_cells),
            *self._queries.settled_about(all_cells),
            *(not_in(layout.title, due) if found.number else []),
            *(older(cells, min(self.parameters["period_end"], self.parameters["as_at"])) if plan.is_last else []),
        ]
        self.figures[owner][key] = Figure(
            key,
            title,
            declaration.unit,
            value,
            text,
            declaration.source,
            period.start,
            period.end,
            cells,
            due.expected,
            due.received,
            tuple(dict.fromkeys(doubts)),
        )
        if declaration.target:
            self._add_target(declaration.target.replace(f"{{{declaration.family}}}", member), key, title, declaration.source, period, owner)

    def _add_target(self, name: str, key: str, title: str, source: str, period: Period, owner: str) -> None:
        """Offer the target that holds at the figure's own date beside the figure."""
        holding = [target for target in self.settings.targets.get(name, []) if target.from_day <= period.end]
        target = max(holding, key=lambda item: item.from_day, default=None)
        value = target.percent / 100 if target else None
        text = show_percent(value, 0 if target and target.percent == int(target.percent) else 1) if value is not None else "no target set"
        target_key = f"{key.rpartition('.')[0]}.target"
        self.figures[owner][target_key] = Figure(target_key, f"Target for: {title}", "percent", value, text, source, period.start, period.end)

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

    @cached_property
    def _known(self) -> Known:
        return {}

    def _table(self, declaration: TableDeclaration, owner: str) -> Table:
        rows = [tuple(row) for row in declaration.rows]
        figures = self.figures[owner]
        if declaration.over:
            name = next((item for item in re.findall(r"\{(\w+)\}", declaration.over)), "")
            for slug, label in self.members.get((owner, declaration.over), []):
                row = [cell.replace(f"{{{name}.label}}", label).replace(f"{{{name}}}", slug) for cell in declaration.each]
                named = [figures[key] for cell in row for key in _PLACE.findall(cell) if key in figures]
                if not declaration.only_measured or any(figure.value is not None for figure in named):
                    rows.append(tuple(row))
        empty = declaration.empty
        if declaration.rests_on and figures[declaration.rests_on].value is None:
            rows, empty = [], declaration.not_in
        numeric = declaration.numeric or [False] * len(declaration.headings)
        return Table(declaration.key, declaration.title, tuple(declaration.headings), tuple(numeric), tuple(rows), empty)

    def _chart(self, declaration: ChartDeclaration, owner: str) -> Chart:
        rows = self._query(
            f'SELECT c."{declaration.label}" AS label, c."{declaration.parent}" AS parent, ({declaration.note}) AS note '
            f"FROM \"current_{declaration.source}\" c WHERE ({declaration.where}) AND :owner IN ('', provider) ORDER BY submission_id, sheet, row",
            owner,
        )
        nodes = tuple(Node(str(row["label"]), str(row["parent"] or ""), str(row["note"] or "")) for row in rows if row["label"])
        return Chart(declaration.key, declaration.title, nodes)

    def _query(self, sql: str, owner: str = "") -> list[sqlite3.Row]:
        return self.connection.execute(sql, {**self.parameters, "owner": owner}).fetchall()


def _shown(declaration: FigureDeclaration, value: Value, decimals: int | None, labels: dict[str, str] | None) -> str:
    if value in (None, "") and declaration.absent:
        return declaration.absent
    try:
        return show(value, declaration.unit, decimals, labels)
    except ValueError as error:
        raise LayoutError(f"{declaration.place} has the unit {declaration.unit!r}, and {error}: correct its 'unit' or its 'value'.") from None


def _slug(member: str, taken: set[str], room: int) -> str:
    """Return the part of a key that stands for a member, of at most `room` characters, unlike every other one's."""
    slug = "_".join(fold(str(member)).split())[:room].rstrip("_") or "unnamed"
    number = 2
    unlike = slug
    while unlike in taken:
        unlike, number = f"{slug[: room - 3]}_{number}", number + 1
    return unlike


def _year_before(day: date) -> date:
    """Return the same day a year earlier; the last day of a month stays one."""
    year = day.year - 1
    last = monthrange(day.year, day.month)[1] == day.day
    return date(year, day.month, monthrange(year, day.month)[1] if last else min(day.day, monthrange(year, day.month)[1]))
