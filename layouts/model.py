"""The model of a layout: what a return's TOML file may say, checked when it is read."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, structs

from ..toml_tables import Keys, Misfit, Name, Table
from .alike import alike
from .declared import declared_files, read_declared
from .quoted import no_column
from .words import WordIndex, fold, words

FieldType = Literal["count", "percent", "number", "date", "text", "ref", "yes_no", "rating"]
HERE = Path(__file__).parent
_FIXED = (
    "provider",
    "provider_alias",
    "source",
    "submission",
    "block",
    "block_field",
    "mark",
    "replaced",
    "unread",
    "issue",
    "answer",
    "repair",
    "claim",
)
_TABLES = {*_FIXED, "fact", "shape"}
PRIVATE = ["Employee", "Employee name", "Staff name", "Staff member", "Surname", "Forename", "First name", "Last name", "Family name", "Full name"]
_COLUMNS = {"submission_id", "sheet", "row", "abreast", "provider", "period_start", "period_end", "filename", "source_id", "row_count"}


class Field(Table, kw_only=True):
    """One column of a return.

    `words` turns a list field: stored word -> the words it is written with. `labels` says how a stored word is printed.
    `beside` is for a list of names: the words that may stand beside those of the list and change nothing ("<place>" for any place's name);
    with others beside it a name is asked about. What stands behind a dash or in brackets is a remark on a word of any list.
    `unfinished` are the words of the list for what is still going on, which a part or a wait beside them does not take back.
    `carried_by` names the field whose text may hold this one too ("Safeguarding Children L3" holds a level).
    `answer` marks a question that every row asks, so that a blank is a missing answer and not an empty cell.
    `grouped` says that its words may stand once for the rows below them, as those of a group of records do.
    `share` names the two counts that a percentage is computed from: the part, then the whole.
    `people` says that a number counts people, or is a share of them; so it does unless it is declared not to.
    `within` names the count that this one is a part of; two parts of one count have nobody in common.
    """

    name: Name
    type: FieldType
    headings: Annotated[list[str], Meta(min_length=1)]
    about: str = ""
    basis: Literal["as_at", "during", "year_to_date", "since_inception", "planned"] = "during"
    words: dict[str, list[str]] = {}
    beside: list[str] | None = None
    unfinished: list[str] = []
    labels: dict[str, str] = {}
    carried_by: str = ""
    answer: bool = False
    deadline: bool = False
    grouped: bool = False
    share: tuple[str, str] | None = None
    people: bool = True
    within: str = ""

    @property
    def is_number(self) -> bool:
        return self.type in ("count", "percent", "number")

    @property
    def is_figure(self) -> bool:
        """Whether it is a number of what was, and not of what is planned."""
        return self.is_number and self.basis != "planned"

    @property
    def is_judged(self) -> bool:
        """Whether it is a judgement that may change from one time to the next: a rating, a status, a level of assurance."""
        return self.type in ("rating", "yes_no") or bool(self.words)

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """Every way to write each word of the list: the stored word, those that come back, and the one that is printed."""
        return {stored: [stored.replace("_", " "), *texts, self.labels.get(stored, stored)] for stored, texts in self.words.items()}

    @cached_property
    def by_spelling(self) -> dict[str, str]:
        """The stored word of each spelling, folded; of two words with one spelling, the first."""
        return {fold(text): stored for stored, texts in reversed(self.spellings.items()) for text in texts}

    @cached_property
    def word_index(self) -> WordIndex[str]:
        return WordIndex((text, stored) for stored, texts in self.spellings.items() for text in texts)

    @cached_property
    def converted(self) -> dict[tuple[object, ...], Any]:
        """What cells of the field were converted to, for whoever converts them: the returns of one form repeat one another."""
        return {}

    @property
    def sql_type(self) -> str:
        return {"count": "INTEGER", "percent": "REAL", "number": "REAL"}.get(self.type, "TEXT")


class Rule(Table, kw_only=True):
    """What must not be: an SQL condition over one row of the return; `at` is the field whose cell the query names.

    `lacks` are the fields that the rule says the sender left out: one may stand in a column that was not read, and the query then names it.
    """

    code: Name
    when: str
    at: str
    found: str
    expected: str
    cure: str
    lacks: list[Name] = []


class Layout(Table, kw_only=True):
    """One return: how it is recognised, what it holds, what is asked of it.

    `called` are words that its title, its sheet or its file may go by beside its own title.
    `private` are the column headings below which a person's name holds the file. Names of children and patients hold every file.
    `step` and `doubled_from` say which change since the period before is asked about: a percentage that moved by more than the one, a count
    that was at least the other and is now twice as much. Below five a count is small enough to be withheld, and doubles by chance.
    `lasting` where each record of the period before is expected again.
    `nil` where a return that says that there is nothing to list is one, with no record in it.
    `file` is where it is declared, which it is told as it is read.
    `people` says that a row stands for a person, as a case does; so it does unless it is declared not to.
    """

    name: Name
    title: str
    about: str
    called: list[str] = []
    usual_period: Literal["month", "quarter", "year"]
    record_key: list[str]
    across: list[str] = []
    form: bool = False
    single: bool = False
    private: list[str] = msgspec.field(default_factory=PRIVATE.copy)
    step: Annotated[float, Meta(gt=0)] = 0.2
    doubled_from: Annotated[int, Meta(ge=1)] = 5
    lasting: bool = False
    nil: bool = False
    people: bool = True
    version: int = 1
    file: str = ""
    field: Annotated[list[Field], Meta(min_length=1)]
    rule: list[Rule] = []

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {field.name: field for field in self.field}

    @cached_property
    def names(self) -> list[str]:
        """What the return goes by in titles, on sheets and as files."""
        return [self.title, self.name.replace("_", " "), *self.called]

    @cached_property
    def lacked(self) -> list[Field]:
        """The fields of which a rule says that the sender left them out."""
        names = {name for rule in self.rule for name in rule.lacks}
        return [field for field in self.field if field.name in names]

    @property
    def columns(self) -> set[str]:
        """What a condition over the rows of the return may name: its fields, and what the warehouse says of each row."""
        return {*self.fields, *_COLUMNS}

    @cached_property
    def wholes(self) -> dict[str, str]:
        """The count that each count is a part of: as declared, or as a percentage's two counts are."""
        shares = {field.share[0]: field.share[1] for field in self.field if field.share}
        return shares | {field.name: field.within for field in self.field if field.within}

    def above(self, name: str) -> list[str]:
        """Return the counts that a count is part of, the nearest first; of a count within itself, itself among them."""
        found: list[str] = []
        above = self.wholes.get(name, "")
        while above and above not in found:
            found.append(above)
            above = self.wholes.get(above, "")
        return found

    def __post_init__(self) -> None:
        self._refuse_taken_names()
        self._refuse_unclear_headings()
        self._refuse_unknown_names()

    def _refuse_taken_names(self) -> None:
        if self.name in _TABLES or self.name.startswith(("current_", "sqlite_")):
            raise Misfit(f"the name {self.name!r} is a table of the warehouse's own: choose another")
        names = [field.name for field in self.field]
        for name in names:
            if name in _COLUMNS:
                raise Misfit(f"the field name {name!r} is a column of the warehouse's own: choose another")
            if names.count(name) > 1:
                raise Misfit(f"the field {name!r} is defined twice")
        codes = [rule.code for rule in self.rule]
        for code in codes:
            if codes.count(code) > 1:
                raise Misfit(f"the rule {code!r} is defined twice")

    def _refuse_unclear_headings(self) -> None:
        """Refuse a heading that no column could be told by: a return with it would be held, for its layout's fault."""
        owners: dict[frozenset[str], str] = {}
        for item in self.field:
            for heading in item.headings:
                if not (said := words(alike(heading))):
                    raise Misfit(f"the field {item.name!r} has the heading {heading!r}, which has no word in it: take it out")
                if (other := owners.setdefault(said, item.name)) != item.name:
                    raise Misfit(f"the fields {other!r} and {item.name!r} both have the heading {heading!r}: leave it to one of them")

    def _refuse_unknown_names(self) -> None:
        for way, name in self._names_of_fields():
            if name not in self.fields:
                raise Misfit(f"it names the field {name!r}, which is none of those defined: {', '.join(self.fields)}", *way)
        for field in self.field:
            if field.within and {field.type, self.fields[field.within].type} != {"count"}:
                raise Misfit(f"the field {field.name!r} is within {field.within!r}: both must be counts")
            if field.beside is not None and not field.words:
                raise Misfit(f"the field {field.name!r} has words 'beside' a list that it does not have")
            if unknown := set(field.unfinished) - field.words.keys():
                raise Misfit(f"the field {field.name!r} has {min(unknown)!r} as unfinished, which is no word of its list")
            if field.name in self.above(field.name):
                raise Misfit(f"the field {field.name!r} is within itself")
        for rule in self.rule:
            if fault := no_column(rule.when, self.fields):
                raise Misfit(f"the rule {rule.code!r}, 'when': {fault}")

    def _names_of_fields(self) -> Iterator[tuple[Keys, str]]:
        """Yield each name of a field that the layout mentions, with the keys that lead to it."""
        for key, names in (("record_key", self.record_key), ("across", self.across)):
            yield from (((key,), name) for name in names)
        for number, rule in enumerate(self.rule):
            yield ("rule", number, "at"), rule.at
            yield from ((("rule", number, "lacks"), name) for name in rule.lacks)
        for number, field in enumerate(self.field):
            said = (("carried_by", [field.carried_by]), ("within", [field.within]), ("share", field.share or ()))
            yield from ((("field", number, key), name) for key, names in said for name in names if name)


def load_layouts(own: Path | None = None) -> dict[str, Layout]:
    """Return the layouts by name: those of the package, and a team's own in the folder `own`, which win.

    Raises LayoutError, naming the file, the key and the cure.
    """
    layouts = {}
    for path in declared_files(HERE, own):
        layout = read_declared(path, Layout, "layout")
        structs.force_setattr(layout, "file", f"{path.parent.name}/{path.name}")
        layouts[layout.name] = layout
    return layouts
