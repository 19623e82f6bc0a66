"""What one blank is for: the return, and who is to send it for which period, as far as that is known."""

from dataclasses import dataclass

from ..layouts import Field, Layout
from ..periods import EXAMPLES, Period, period_ending, write_period
from ..workspace import Provider
from .answers import choices, printed


@dataclass(frozen=True)
class Blank:
    """`providers` are those to choose from where `provider` is not known; `rows` are ready to be filled in."""

    layout: Layout
    provider: Provider | None = None
    providers: tuple[Provider, ...] = ()
    period: Period | None = None
    rows: int = 200

    @property
    def version(self) -> str:
        return f"{self.layout.name}, version {self.layout.version}"

    @property
    def period_text(self) -> str:
        return write_period(self.period) if self.period else ""

    @property
    def note_of_period(self) -> str:
        """What is said where the return is usually for a longer or a shorter period, "" where it is as usual or not given."""
        usual = self.layout.usual_period
        if self.period is None or self.period == period_ending(self.period.end, usual):
            return ""
        return f"{self.layout.title} is usually for a {usual}, as {self.example!r}, and this one is for {self.period_text}."

    @property
    def example(self) -> str:
        return EXAMPLES[self.layout.usual_period]

    @property
    def organisations(self) -> tuple[str, ...]:
        """The names of a drop-down; () where the provider is filled in, or nobody has listed any."""
        return () if self.provider else tuple(provider.name for provider in self.providers)

    def words(self, field: Field) -> tuple[str, ...]:
        return choices(self.layout, field)

    @property
    def prepared(self) -> list[dict[str, str]]:
        """The records that can be named beforehand: where lists alone name a record, every one that they make."""
        keys = [self.layout.fields[name] for name in self.layout.record_key]
        if not keys or not all(printed(field) for field in keys):
            return []
        records: list[dict[str, str]] = [{}]
        for field in keys:
            records = [{**record, field.name: word} for record in records for word in printed(field).values()]
        return records if len(records) <= self.rows else []
