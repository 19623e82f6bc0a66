"""Measuring what is declared: the value of each figure, the cells behind it, and the doubts that it rests on."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ...errors import LayoutError
from ...layouts import Layout
from ...layouts.words import fold
from ...periods import Period
from ...workspace import Settings
from ..expected import count_expected
from .declare import ChartDeclaration, Declarations, FigureDeclaration, TableDeclaration
from .model import Catalogue, Cell, Chart, Figure, Node, Table
from .text import show, show_day, show_percent

_WORD = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*")
_MAX_SLUG = 40  # so that a family's key stays within the 64 characters of a content control's tag


@dataclass
class Measure:
    """Measures declarations against one warehouse, for the period that the settings name."""

    connection: sqlite3.Connection
    settings: Settings
    layouts: Mapping[str, Layout]
    figures: dict[str, Figure] = field(default_factory=dict)
    members: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The only names that a condition may use: never a year."""
        period = self.settings.report.period
        return {
            "period_start": period.start.isoformat(),
            "period_end": period.end.isoformat(),
            "previous_start": _year_before(period.start).isoformat(),
            "previous_end": (period.start - timedelta(days=1)).isoformat(),
            "as_at": self.settings.report.as_at.isoformat(),
            "commissioner": self.settings.organisation.code,
        }

    def catalogue(self, declarations: Declarations) -> Catalogue:
        """Measure everything. Raises LayoutError where a declaration is not valid SQL or names what is not there."""
        for declaration in declarations.figure:
            self._measure(declaration)
        tables = {table.key: self._table(table) for table in declarations.table}
        charts = {chart.key: self._chart(chart) for chart in declarations.chart}
        return Catalogue(self.figures, tables, charts)

    def _measure(self, declaration: FigureDeclaration) -> None:
        layout = self.layouts.get(declaration.source)
        if layout is None:
            raise LayoutError(f"The figure {declaration.key!r} is of the return {declaration.source!r}, which has no layout: correct its 'return'.")
        if not declaration.family:
            self._add(declaration, layout, declaration.key, declaration.title, None)
            return
        place = f"{{{declaration.family}}}"
        taken: set[str] = set()
        present = self.members.setdefault(declaration.key, [])
        for member, label, is_present in self._family(declaration, layout):
            slug = _slug(member, taken)
            taken.add(slug)
            if is_present:
                present.append((slug, label))
            self._add(declaration, layout, declaration.key.replace(place, slug), declaration.title.replace(place, label), member)

    def _family(self, declaration: FigureDeclaration, layout: Layout) -> list[tuple[str, str, bool]]:
        """Return the members of a family with their labels, and whether this period has any of each.

        A list field's words are all members; of another field, every value that was ever returned, so that a key which a paper
        names stays known when a period does not have it, and says "not measured".
        """
        name = declaration.family
        item = layout.fields.get(name)
        if item and item.words:
            return [(word, item.labels.get(word, word), True) for word in item.words]
        if not item and name != "provider":
            raise LayoutError(
                f"The figure {declaration.key!r} is a family over {name!r}, which the return {layout.name!r} does not have: correct its key."
            )
        names = {row["code"]: row["name"] for row in self.connection.execute("SELECT code, name FROM provider")} if name == "provider" else {}
        order = declaration.order or f'"{name}"'
        found: dict[str, tuple[str, str, bool]] = {}
        for rows, is_present in (
            (self._base(declaration), True),
            (f'SELECT * FROM "current_{declaration.source}" WHERE {_WHOSE[declaration.whose]}', False),
        ):
            sql = f'SELECT "{name}" AS member FROM ({rows}) WHERE "{name}" IS NOT NULL GROUP BY "{name}" ORDER BY {order}'
            for row in self._query(declaration.key, sql, {}):
                member = str(row["member"])
                found.setdefault(member, (member, names.get(member, member), is_present))
        return list(found.values())

    def _base(self, declaration: FigureDeclaration) -> str:
        """Return the SQL of the rows that give a family its members and `latest` its periods."""
        return f'SELECT * FROM "current_{declaration.source}" WHERE {_WHOSE[declaration.whose]} AND ({declaration.members or declaration.where})'

    def _rows(self, declaration: FigureDeclaration, member: str | None = None, *, left_out: bool = False) -> str:
        """Return the SQL of the rows that a figure is measured on, or of those that `unless` keeps out of it."""
        conditions = [_WHOSE[declaration.whose], f"({declaration.where})"]
        if member is not None:
            conditions.append(f'"{declaration.family}" = :member')
        if declaration.unless:
            conditions.append(f"coalesce(({declaration.unless}), 0) = {int(left_out)}")
        if declaration.latest == "all":
            conditions.append(f"period_end = (SELECT max(period_end) FROM ({self._base(declaration)}))")
        elif declaration.latest == "provider":
            conditions.append(f"period_end = (SELECT max(o.period_end) FROM ({self._base(declaration)}) o WHERE o.provider = c.provider)")
        return f'SELECT * FROM "current_{declaration.source}" c WHERE {" AND ".join(conditions)}'

    def _add(self, declaration: FigureDeclaration, layout: Layout, key: str, title: str, member: str | None) -> None:
        rows = self._rows(declaration, member)
        bound = {"member": member} if member is not None else {}
        found = self._query(key, f"SELECT count(*) AS number, {declaration.value} AS value FROM ({rows})", bound)[0]
        value = found["value"] if found["number"] else None
        cells = tuple(self._cells(declaration, layout, rows, bound)) if found["number"] else ()
        if declaration.needs and self._is_lone(declaration, member):
            value, cells = None, ()
        named = _word_fields(declaration.value) & set(layout.fields)
        item = layout.fields[next(iter(named))] if len(named) == 1 else None
        decimals = declaration.decimals if declaration.decimals is not None else cells[0].decimals if len(cells) == 1 else None
        period = self._period(rows, bound) or self.settings.report.period
        whose = member if declaration.family == "provider" and member is not None else declaration.whose
        expected, received = count_expected(self.connection, self.settings, declaration.source, period, whose)
        text = show(value, declaration.unit, decimals, item.labels if item else None)
        doubts = (*self._left_out(declaration, member, bound), *self._doubts(layout, cells, expected, received), *self._older(declaration, cells))
        self.figures[key] = Figure(
            key, title, declaration.unit, value, text, declaration.source, period.start, period.end, cells, expected, received, doubts
        )
        if declaration.target:
            self._add_target(declaration.target.replace(f"{{{declaration.family}}}", str(member)), key, title, declaration.source, period)

    def _add_target(self, name: str, key: str, title: str, source: str, period: Period) -> None:
        """Offer the target that holds at the figure's own date beside the figure."""
        holding = [target for target in self.settings.targets.get(name, []) if target.from_day <= period.end]
        target = max(holding, key=lambda item: item.from_day, default=None)
        value = target.percent / 100 if target else None
        text = show_percent(value, 0 if target and target.percent == int(target.percent) else 1) if value is not None else "no target set"
        target_key = f"{key.rpartition('.')[0]}.target"
        self.figures[target_key] = Figure(target_key, f"Target for: {title}", "percent", value, text, source, period.start, period.end)

    def _cells(self, declaration: FigureDeclaration, layout: Layout, rows: str, bound: dict[str, str]) -> Iterator[Cell]:
        """Yield the cells that the value's expression reads; where it only counts rows, those that the condition reads, else the key's."""
        fields = set(layout.fields)
        read = (
            _word_fields(declaration.value) & fields
            or _word_fields(declaration.where) & fields
            or set(layout.record_key[:1])
            or set(list(layout.fields)[:1])
        )
        for name in sorted(read):
            for row in self._query(declaration.key, _CELLS.format(rows=rows, name=name), bound):
                yield Cell(*row)

    def _left_out(self, declaration: FigureDeclaration, member: str | None, bound: dict[str, str]) -> tuple[str, ...]:
        if not declaration.unless:
            return ()
        rows = self._query(declaration.key, self._rows(declaration, member, left_out=True), bound)
        return tuple(
            f"{row['filename']}, {row['sheet'] + ' ' if row['sheet'] else ''}row {row['row']} cannot be right and is left out" for row in rows
        )

    def _older(self, declaration: FigureDeclaration, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        """Say where the latest return in is not for the last days of the paper's period."""
        if not declaration.latest:
            return ()
        last = min(self.parameters["period_end"], self.parameters["as_at"])
        older = sorted({(cell.provider, cell.period_end) for cell in cells if cell.period_end < last})
        return tuple(f"the latest of {provider} is to {show_day(date.fromisoformat(day))}" for provider, day in older)

    def _is_lone(self, declaration: FigureDeclaration, member: str | None) -> bool:
        """Say whether a comparison lacks its other end: last year's figure alone would pass for this year's."""
        key = declaration.needs.replace(f"{{{declaration.family}}}", str(member))
        if key not in self.figures:
            raise LayoutError(f"The figure {declaration.key!r} needs {declaration.needs!r}, which is not declared before it: declare that one first.")
        return self.figures[key].value is None

    def _period(self, rows: str, bound: dict[str, str]) -> Period | None:
        row = self._query("", f"SELECT min(period_start) AS start, max(period_end) AS end FROM ({rows})", bound)[0]
        return Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])) if row["start"] else None

    @cached_property
    def _asked(self) -> dict[tuple[str, str, str], list[str]]:
        """The codes of the open queries of each cell: read once, as a figure may rest on hundreds of cells."""
        asked: dict[tuple[str, str, str], list[str]] = {}
        for filename, sheet, cell, code in self.connection.execute(
            "SELECT DISTINCT s.filename, i.sheet, i.cell, i.code FROM issue i JOIN source s ON s.id = i.source_id "
            "WHERE s.status = 'accepted' AND i.severity <> 'info' AND i.settled IS NULL ORDER BY i.id"
        ):
            asked.setdefault((filename, sheet, cell), []).append(code)
        return asked

    def _doubts(self, layout: Layout, cells: tuple[Cell, ...], expected: int | None, received: int | None) -> tuple[str, ...]:
        queried: dict[tuple[str, str], list[str]] = {}
        for cell in cells:
            for code in self._asked.get((cell.filename, cell.sheet, cell.cell), []):
                queried.setdefault((cell.filename, code), []).append(f"{cell.sheet} {cell.cell}".strip())
        asked = [f"{filename}: queried ({code}) at {', '.join(dict.fromkeys(places))}" for (filename, code), places in queried.items()]
        short = (
            [f"{received} of {expected} expected returns of {layout.title.lower()} are in"]
            if expected is not None and received is not None and received < expected
            else []
        )
        return tuple(dict.fromkeys([*asked, *short]))

    def _table(self, declaration: TableDeclaration) -> Table:
        rows = [tuple(row) for row in declaration.rows]
        if declaration.over:
            name = next((item for item in re.findall(r"\{(\w+)\}", declaration.over)), "")
            for slug, label in self.members.get(declaration.over, []):
                rows.append(tuple(cell.replace(f"{{{name}.label}}", label).replace(f"{{{name}}}", slug) for cell in declaration.each))
        numeric = declaration.numeric or [False] * len(declaration.headings)
        return Table(declaration.key, declaration.title, tuple(declaration.headings), tuple(numeric), tuple(rows))

    def _chart(self, declaration: ChartDeclaration) -> Chart:
        rows = self._query(
            declaration.key,
            f'SELECT "{declaration.label}" AS label, "{declaration.parent}" AS parent, {declaration.note} AS note '
            f'FROM "current_{declaration.source}" WHERE {declaration.where} ORDER BY submission_id, sheet, row',
            {},
        )
        nodes = tuple(Node(str(row["label"]), str(row["parent"] or ""), str(row["note"] or "")) for row in rows if row["label"])
        return Chart(declaration.key, declaration.title, nodes)

    def _query(self, key: str, sql: str, bound: Mapping[str, str]) -> list[sqlite3.Row]:
        try:
            return self.connection.execute(sql, {**self.parameters, **bound}).fetchall()
        except (sqlite3.OperationalError, sqlite3.ProgrammingError) as error:
            raise LayoutError(
                f"The figure {key!r} cannot be measured ({error}): correct its SQL; it may use only :{', :'.join(self.parameters)}."
            ) from None


_WHOSE = {"": "1", "commissioner": "provider = :commissioner", "others": "provider <> :commissioner"}
_CELLS = """
SELECT r.filename, r.sheet, coalesce(m.cell, p.cell, p."column" || r.row) AS cell, r.provider, r.period_start, r.period_end,
    '{name}' AS field, r."{name}" AS value, coalesce(m.state, 'given') AS state, m.text, m.decimals
FROM ({rows}) r
JOIN block b ON b.submission_id = r.submission_id AND b.sheet = r.sheet AND r.row BETWEEN b.first_row AND b.last_row
JOIN block_field p ON p.block_id = b.id AND p.field = '{name}'
LEFT JOIN mark m ON m.submission_id = r.submission_id AND m.sheet = r.sheet AND m.row = r.row AND m.field = '{name}'
WHERE r."{name}" IS NOT NULL OR m.state IS NOT NULL
ORDER BY r.filename, r.sheet, r.row
"""


def _slug(member: str, taken: set[str]) -> str:
    """Return the part of a key that stands for a member, unlike every other one's."""
    slug = "_".join(fold(str(member)).split())[:_MAX_SLUG].rstrip("_")
    number = 2
    unlike = slug
    while unlike in taken:
        unlike, number = f"{slug[: _MAX_SLUG - 3]}_{number}", number + 1
    return unlike


def _word_fields(expression: str) -> set[str]:
    return {word for word in _WORD.findall(expression) if not word.startswith("'")}


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)
