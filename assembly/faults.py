"""What stands in the way of a paper, gathered from its template and its narrative, and told all at once."""

from dataclasses import dataclass, field

from ..errors import NarrativeError, TemplateError


@dataclass
class Faults:
    """One sentence each, with its place and its cure."""

    template: list[str] = field(default_factory=list)
    narrative: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Return every fault once."""
        return list(dict.fromkeys([*self.template, *self.narrative]))

    def refuse(self) -> None:
        """Raise TemplateError or NarrativeError, each fault on a line, where there are any."""
        if told := self.told():
            raise (TemplateError if self.template else NarrativeError)("\n".join(told))
