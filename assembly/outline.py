"""The levels of a file's headings as an outline: none skips one, as whoever moves from heading to heading would look for a part that is missing."""

from dataclasses import dataclass, field

SKIPPED = "headings that skipped a level, brought up to the next: {}; put in the headings that are missing, if some are"


@dataclass
class Outline:
    """Gives each heading of a file its level, in order: one below the heading that it stands under. `open` are those, as written and as given."""

    open: list[tuple[int, int]] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def level(self, written: int, place: str) -> int:
        """Return the level of the next heading; where it is another than was written, `place` is kept among those `moved`."""
        while self.open and self.open[-1][0] >= written:
            self.open.pop()
        given = self.open[-1][1] + 1 if self.open else written
        self.open.append((written, given))
        if given != written:
            self.moved.append(f"{place} (level {written} to {given})")
        return given

    def notes(self) -> list[str]:
        """Return a sentence without its end where a heading was moved."""
        return [SKIPPED.format("; ".join(self.moved))] if self.moved else []
