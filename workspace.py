"""The folder that a team works in, and its settings."""

import csv
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tomli
from msgspec import Meta, Struct

from .errors import SettingsError
from .layouts.words import fold
from .nearest import suggestion
from .periods import Period, parse_period
from .toml_tables import Keys, Misfit, Table, at, fitted

RELATIONSHIPS = ("commissioner", "commissioned", "shared", "oversight", "partner")
SAMPLE_SETTINGS = Path(__file__).parent / "sample" / "boardpaper.toml"


_NO_PLACE = "no place is filled in here: it would be printed as it is typed, so write the words themselves"
Printed = Annotated[str, Meta(pattern=r"^(?:(?!\{\{)[\s\S])*$", description=_NO_PLACE)]
"""A text that the paper prints as it is typed."""


_KINDS = frozenset(["nhs", "clinical", "commissioning", "group", "ccg", "integrated", "care", "board", "icb", "health", "university", "partnership"])
"""The words that an organisation's name has beside its place."""


class Organisation(Table, kw_only=True):
    """Whose paper it is; `code` is the commissioner's own in providers.csv, `area` the place that its tables name."""

    code: str
    name: Printed
    short_name: Printed = ""
    area: Printed = ""
    strapline: Printed = ""
    address: list[str] = []
    contacts: list[tuple[str, str]] = []
    logo: str = ""
    logo_alt: str = ""

    @property
    def place(self) -> str:
        """Return its area, which where the settings say none is what its name says beside its kind: "NHS Hillshire ICB" is of Hillshire."""
        named = " ".join(word for word in self.name.split() if word.casefold() not in _KINDS)
        return self.area or named or "Our Area"


class Report(Table, kw_only=True):
    """What the paper is about. `prepared_by` holds (name, role); a name may be empty."""

    title: Printed
    written_period: str = msgspec.field(name="period")
    as_at: date
    version: Printed = "1.0"
    first_published: Printed = ""
    prepared_by: list[tuple[str, str]] = []
    paragraph_numbers: Literal["headings", "every"] = "headings"

    def __post_init__(self) -> None:
        _ = self.period  # what is none is refused where the settings are read

    @cached_property
    def period(self) -> Period:
        if found := parse_period(self.written_period, "year"):
            return found
        raise Misfit("it is not a period", "period")


class FrontSheet(Table, kw_only=True):
    summary: list[str] = []
    assurance_lead_in: str = ""
    conflicts_of_interest: Printed = ""
    previously_discussed: Printed = ""
    presented_by: Printed = ""
    meeting_date: date | None = None
    agenda_item: Printed = ""
    part_2_reason: Printed = ""


class Target(Table, kw_only=True):
    """A target in percent, and the day from which it holds."""

    from_day: date = msgspec.field(name="from")
    percent: Annotated[float, Meta(ge=0, le=100)]

    def __post_init__(self) -> None:
        if 0 < self.percent <= 1:
            raise Misfit(f"a target is written in percent: {self.percent * 100:g} for {self.percent:.0%}", "percent")


Said = Annotated[str, Meta(min_length=1)]


class Overrule(Table, kw_only=True):
    answer: Literal["Y", "N", "N/A"]
    reason: Said


_Answer = Literal["Y", "N", "N/A"]


class Checklist(Table, kw_only=True):
    """The right half of the compliance checklist, declared by the author."""

    change_in_financial_spend: _Answer = "N/A"
    public_consultation: _Answer = "N/A"
    equality_impact_assessment: _Answer = "N/A"
    privacy_impact_assessment: _Answer = "N/A"
    change_in_service_supplier: _Answer = "N/A"
    risk_assessment: _Answer = "N/A"
    staff_consultation: _Answer = "N/A"
    overrule: dict[str, Overrule] = {}


class Disclosure(Table, kw_only=True):
    public: Literal["none", "under_5", "under_8", "round_5", "round_10"] = "none"


class Expectation(Table, kw_only=True):
    """Who sends a return (provider codes or relationships), how often, and within how many days of the period's end."""

    providers: list[str] = msgspec.field(name="from")
    every: Literal["month", "quarter", "year"]
    days: Annotated[int, Meta(ge=0)]


class Tenure(Table, kw_only=True):
    """From when, and until when, returns are expected of a provider: those whose period's last day lies between."""

    since: date = msgspec.field(name="from", default=date.min)
    until: date = date.max

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise Misfit(f"it ends before it begins: from {self.since} until {self.until}")

    def covers(self, period: Period) -> bool:
        """Say whether a return for a period is expected."""
        return self.since <= period.end <= self.until

    def meets(self, period: Period) -> bool:
        """Say whether it shares a day with a period."""
        return self.since <= period.end and period.start <= self.until


class Settings(Table, kw_only=True):
    """boardpaper.toml, checked. `glossary` holds the name to use for a thing, and the names that are not to be used for it; it goes before the law's.

    `not_measured` holds the keys, or how keys begin, of what a final paper may say is not measured, each with the reason.
    """

    organisation: Organisation
    report: Report
    front_sheet: FrontSheet = FrontSheet()
    targets: dict[str, list[Target]] = {}
    checklist: Checklist = Checklist()
    disclosure: Disclosure = Disclosure()
    glossary: dict[str, list[str]] = {}
    expected: dict[str, Expectation] = {}
    joined_or_left: dict[str, Tenure] = {}
    not_measured: dict[str, Said] = {}


class Provider(Struct, frozen=True):
    code: str
    name: str
    aliases: tuple[str, ...]
    relationship: str


class Workspace:
    """The paths of a workspace, and what its two files of settings say.

    Raises SettingsError, one sentence with the key and an example, when one of them is read and is not usable.
    """

    def __init__(self, root: Path) -> None:
        self.root = root = root.resolve()
        self.settings_path = root / "boardpaper.toml"
        self.providers_path = root / "providers.csv"
        self.returns = root / "returns"
        self.narrative = root / "narrative"
        self.template = root / "template.docx"
        self.letter_template = root / "letter.docx"
        self.layouts = root / "layouts"
        self.figures = root / "figures"
        self.warehouse = root / "warehouse.db"
        self.archive = root / "archive"
        self.feedback = root / "feedback"
        self.papers = root / "papers"

    @cached_property
    def settings(self) -> Settings:
        if not self.settings_path.is_file():
            raise SettingsError(
                f"There is no boardpaper.toml in {self.root}: run the command in a workspace, or make one with 'boardpaper init DIR'."
            )
        try:
            data = tomli.loads(self.settings_path.read_text(encoding="utf-8-sig"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{self.settings_path.name} is not valid TOML: {error}. Mend that line, or copy it from the sample's settings."
            ) from None
        try:
            return fitted(data, Settings)
        except Misfit as fault:
            raise SettingsError(_explain(fault, data)) from None

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """The provider list, in file order."""
        if not self.providers_path.is_file():
            raise SettingsError(f"There is no providers.csv in {self.root}: add one with the columns code, name, aliases, relationship.")
        with self.providers_path.open(encoding="utf-8-sig", newline="") as file:
            try:
                reader = csv.DictReader(file)
                rows = list(reader)
            except (UnicodeDecodeError, csv.Error) as error:
                raise SettingsError(f"providers.csv cannot be read ({error}): save it from Excel as 'CSV UTF-8'.") from None
        missing = [name for name in ("code", "name", "aliases", "relationship") if name not in (reader.fieldnames or [])]
        if missing:
            raise SettingsError(f"providers.csv has no column {missing[0]!r}: its first line must be code,name,aliases,relationship.")
        providers = tuple(_provider(row, number) for number, row in enumerate(rows, start=2))
        _refuse_shared_names(providers)
        return providers


def _refuse_shared_names(providers: tuple[Provider, ...]) -> None:
    """Refuse a code or a name that two providers have: a return under it would be one's or the other's by chance."""
    owners: dict[str, Provider] = {}
    for provider in providers:
        for name in {provider.code, provider.name, *provider.aliases}:
            other = owners.setdefault(fold(name), provider)
            if other is not provider:
                raise SettingsError(f"providers.csv: {name!r} stands for two providers, {other.name} and {provider.name}: leave it with one of them.")


def _provider(row: dict[str, str], number: int) -> Provider:
    missing = [name for name in ("code", "name", "relationship") if not (row.get(name) or "").strip()]
    if missing:
        raise SettingsError(f"providers.csv, line {number}: {missing[0]} is empty; every provider has a code, a name and a relationship.")
    relationship = row["relationship"].strip()
    if relationship not in RELATIONSHIPS:
        raise SettingsError(f"providers.csv, line {number}: the relationship {relationship!r} is not one of {', '.join(RELATIONSHIPS)}.")
    aliases = tuple(alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip())
    return Provider(row["code"].strip(), row["name"].strip(), aliases, relationship)


def _explain(fault: Misfit, data: dict[str, Any]) -> str:
    """Say what is wrong with the settings in a sentence: the key, what is wrong, an example."""
    key = ".".join(str(part) for part in fault.keys)
    if fault.known:
        meant = suggestion(str(fault.keys[-1]), fault.known)
        return f"boardpaper.toml: the key {key!r} is not known.{meant} The keys there are {', '.join(fault.known)}."
    value = at(data, *fault.keys)
    what = "is missing" if value is None else f"cannot be {_input(value)} ({fault.reason})"
    example = example_of(fault.keys)
    return f"boardpaper.toml: the key {key!r} {what}. {f'For example: {example}' if example else 'See the sample settings for its form.'}"


def _input(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)


def example_of(loc: Keys) -> str:
    """Return the sample's own line for a key, of a list its first item; "" where the sample has none."""
    value: Any = tomli.loads(SAMPLE_SETTINGS.read_text(encoding="utf-8"))
    for place, part in enumerate(loc):
        if isinstance(value, list) and isinstance(part, int) and value:
            value = value[0] if place + 1 < len(loc) else value
        elif isinstance(value, dict) and part in value:
            value = value[part]
        else:
            return ""
    name = next(part for part in reversed(loc) if isinstance(part, str))
    if isinstance(value, dict):
        return f"[{name}] with " + ", ".join(value)
    return f"{name} = {_as_toml(value)}"


def _as_toml(value: Any, *, within: bool = False) -> str:
    """Return a value as it is written in the settings, of a list its first item, whole."""
    if isinstance(value, list):
        return f"[{', '.join(_as_toml(item, within=True) for item in (value if within else value[:1]))}]"
    return value.isoformat() if isinstance(value, date) else f'"{value}"' if isinstance(value, str) else str(value)
