"""Whose a table is where no label says: a title above it that is the name of a provider."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import digits

from ..warehouse.records import Issue
from .labels import WHO, Labels, Said, read_labels
from .other_times import titles_above
from .providers import ProviderNames
from .tables import Table
from .workbook import Sheet, column_index


def names_as_titles(labels: Labels, names: ProviderNames) -> Labels:
    """Return labels in which a provider's name that holds a label's word is a title, and so is what was read as its value.

    "Northmoor NHS Foundation Trust" above "Training return" is no "Trust" called "Training return".
    """
    wrong = [said for name in WHO for said in labels.said.get(name, []) if not said.sure and names.by_name(said.label)]
    if not wrong:
        return labels
    titles = [Said(said.label, said.label, said.sheet, said.at) for said in wrong]
    titles += [Said(said.text, said.value, said.sheet, said.cell) for said in wrong if isinstance(said.value, str)]
    said = {name: [each for each in found if each not in wrong] for name, found in labels.said.items()}
    return Labels({name: found for name, found in said.items() if found}, sorted([*labels.titles, *titles], key=_place))


def with_titled_provider(labels: Labels, names: ProviderNames) -> Labels:
    """Return the labels between two tables, in which a title that is a provider's name says whose the table below is, where no label does."""
    labels = names_as_titles(labels, names)
    if _says_who(labels):
        return labels
    for titled in reversed(labels.titles):
        if code := names.by_title(titled.text):
            return _said_by(titled, code, labels)
    return labels


def ask_of_unknown_names(labels: Labels, names: ProviderNames) -> Iterator[Issue]:
    """Yield a query for each title between two tables that may be the name of a provider not known, where no label says whose the table is."""
    for title in () if _says_who(labels) else labels.titles:
        if names.is_like_one(title.text):
            cure = "The table below it was read as that of the provider that is named above: please say if it is another's."
            yield Issue(title.sheet, title.cell, "query", "name_not_known", title.text, "the name of a provider, or a title that is no name", cure)


def with_first_titled(labels: Labels, others: Sequence[Labels], names: ProviderNames) -> Labels:
    """Return the labels above the first table of a sheet, in which the one title that is a provider's name says whose that is, as it is with the
    `others`, of which each names its own.

    A label above that title is the form's, and not the table's.
    """
    named = _named(labels.titles, names)
    if len(named) != 1 or not others or not all(map(_says_who, others)) or labels.first("organisation_code"):
        return labels
    [(code, titled)] = named.items()
    label = labels.first("organisation")
    return labels if label and _place(label) > _place(titled) else _said_by(titled, code, labels)


def title_of_sheet(labels: Labels, others: Sequence[Labels], first: tuple[Sheet, Table], names: ProviderNames) -> Said | None:
    """Return the title that alone names a provider on a sheet, None where there is none or more; of several tables it must not stand right above
    the first, which it may be of alone.
    """
    titled = None if any(map(_says_who, others)) else sole_title([labels], names)
    return None if titled and others and titled.cell in {title.cell for title in titles_above(*first, gap=True)} else titled


def sole_title(labels: Iterable[Labels], names: ProviderNames) -> Said | None:
    """Return the title among some labels that is a provider's name, where they name one provider alone."""
    named = _named([title for each in labels for title in each.titles], names)
    return next(iter(named.values())) if len(named) == 1 else None


def labels_of_others(first: Table, parts: Sequence[tuple[Sheet, list[Table]]], names: ProviderNames) -> list[Labels]:
    """Return what stands above each table of a sheet, whose `parts` are given, but for the first."""
    return [own_labels(part, table, since, names) for part, tables in parts for table, since in with_rows_above(part, tables) if table is not first]


def with_rows_above(sheet: Sheet, tables: Iterable[Table]) -> Iterator[tuple[Table, int]]:
    """Yield each table of a sheet, with the row that what stands above it alone begins with: 0 for the first, unless the sheet is a part of one."""
    since = sheet.begins
    for table in tables:
        yield table, since
        since = table.end


def own_labels(sheet: Sheet, table: Table, since: int, names: ProviderNames) -> Labels:
    """Return what stands between the row `since` and a table, a title that is a provider's name among it."""
    return with_titled_provider(read_labels(sheet, table.labels_end, since), names)


def _named(titles: Iterable[Said], names: ProviderNames) -> dict[str, Said]:
    """Return the titles that are a provider's name, or begin with one, by its code; the commissioner's stands on many a form."""
    return {code: title for title in titles if (code := names.by_title(title.text)) and names.sends(code)}


def _said_by(titled: Said, code: str, labels: Labels) -> Labels:
    said = replace(titled, text=code, value=code)
    rest = [title for title in labels.titles if title.cell != titled.cell]
    return Labels({**labels.said, "organisation": [said, *labels.said.get("organisation", [])]}, rest)


def _says_who(labels: Labels) -> bool:
    return any(map(labels.first, WHO))


def _place(said: Said) -> tuple[int, int]:
    return said.row, column_index(said.cell.rstrip(digits))
