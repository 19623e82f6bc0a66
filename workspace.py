"""The folder that a team works in, and its settings."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from .errors import SettingsError
from .layouts.words import fold
from .nearest import suggestion
from .periods import Period, parse_period

RELATIONSHIPS = ("commissioner", "commissioned", "shared", "oversight", "partner")
SAMPLE_SETTINGS = Path(__file__).parent / "sample" / "boardpaper.toml"


def _period(value: Any) -> Any:
    if isinstance(value, str) and (found := parse_period(value, "year")):
        return found
    raise ValueError("is not a period")


def _printed(value: str) -> str:
    if "{{" in value:
        raise ValueError("no place is filled in here: it would be printed as it is typed, so write the words themselves")
    return value


Printed = Annotated[str, AfterValidator(_printed)]
"""A text that the paper prints as it is typed."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, frozen=True)


class Organisation(_Table):
    """Whose paper it is; `code` is the commissioner's own in providers.csv."""

    code: str
    name: Printed
    short_name: Printed = ""
    strapline: Printed = ""
    address: list[str] = []
    contacts: list[tuple[str, str]] = []
    logo: str = ""
    logo_alt: str = ""


class Report(_Table):
    """What the paper is about. `prepared_by` holds (name, role); a name may be empty."""

    title: Printed
    period: Annotated[Period, BeforeValidator(_period)]
    as_at: date
    version: Printed = "1.0"
    first_published: Printed = ""
    prepared_by: list[tuple[str, str]] = []
    paragraph_numbers: Literal["headings", "every"] = "headings"


class FrontSheet(_Table):
    summary: list[str] = []
    assurance_lead_in: str = ""
    conflicts_of_interest: Printed = ""
    previously_discussed: Printed = ""
    presented_by: Printed = ""
    meeting_date: date | None = None
    agenda_item: Printed = ""
    part_2_reason: Printed = ""


class Target(_Table):
    """A target in percent, and the day from which it holds."""

    from_day: date = Field(alias="from")
    percent: float = Field(ge=0, le=100)

    @field_validator("percent")
    @classmethod
    def _is_no_ratio(cls, value: float) -> float:
        if 0 < value <= 1:
            raise ValueError(f"a target is written in percent: {value * 100:g} for {value:.0%}")
        return value


class Overrule(_Table):
    answer: Literal["Y", "N", "N/A"]
    reason: str = Field(min_length=1)


_Answer = Literal["Y", "N", "N/A"]


class Checklist(_Table):
    """The right half of the compliance checklist, declared by the author."""

    change_in_financial_spend: _Answer = "N/A"
    public_consultation: _Answer = "N/A"
    equality_impact_assessment: _Answer = "N/A"
    privacy_impact_assessment: _Answer = "N/A"
    change_in_service_supplier: _Answer = "N/A"
    risk_assessment: _Answer = "N/A"
    staff_consultation: _Answer = "N/A"
    overrule: dict[str, Overrule] = {}


class Disclosure(_Table):
    public: Literal["none", "under_5", "under_8", "round_5", "round_10"] = "none"


class Expectation(_Table):
    """Who sends a return (provider codes or relationships), how often, and within how many days of the period's end."""

    providers: list[str] = Field(alias="from")
    every: Literal["month", "quarter", "year"]
    days: int = Field(ge=0)


class Settings(_Table):
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
    not_measured: dict[str, Annotated[str, Field(min_length=1)]] = {}


@dataclass(frozen=True)
class Provider:
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
            return Settings.model_validate(data)
        except ValidationError as error:
            raise SettingsError(_explain(error)) from None

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


def _explain(error: ValidationError) -> str:
    """Say the first fault of the settings in a sentence: the key, what is wrong, an example."""
    # a misspelt key is also a missing one: the misspelling is what a person can see
    fault = min(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        *path, wrong = fault["loc"]
        known = [name for name in _known_keys(path) if name]
        return f"boardpaper.toml: the key {key!r} is not known.{suggestion(str(wrong), known)} The keys there are {', '.join(known)}."
    what = {"missing": "is missing"}.get(fault["type"]) or f"cannot be {_input(fault.get('input'))} ({fault['msg'].removeprefix('Value error, ')})"
    example = example_of(fault["loc"])
    return f"boardpaper.toml: the key {key!r} {what}. {f'For example: {example}' if example else 'See the sample settings for its form.'}"


def _input(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)


def _known_keys(path: list[Any]) -> list[str]:
    model: Any = Settings
    for part in path:
        field = model.model_fields.get(part) if isinstance(model, type) and issubclass(model, BaseModel) else None
        model = field.annotation if field else None
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def example_of(loc: tuple[Any, ...]) -> str:
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
