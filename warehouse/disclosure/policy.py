"""The policies that a public paper can follow, and what each shows of one number."""

from math import floor

from msgspec import Struct

from ..figures.text import show_percent

WITHHELD = "withheld"
_ENOUGH_STEPS = 20
"""A percentage of rounded counts is shown where its whole is at least so many steps: of fewer, rounding could move it by more."""
MOST_OFF = 0.055
"""How far a percentage of rounded counts may be from that of the exact ones."""


class Shown(Struct, frozen=True):
    """What a paper shows of one figure, and what a reader then knows of its number: that it is from `low` to `high`, if any."""

    text: str
    low: int
    high: int | None
    brief: str = ""
    value: float | None = None
    is_exact: bool = False


class Policy(Struct, frozen=True):
    """How counts of people are shown: those from 1 to `below` - 1 not at all, or all rounded to the nearest `step`.

    Nought is shown as 0: nobody is behind it. With rounding it may be a small number too.
    """

    name: str
    below: int = 0
    step: int = 0

    def hides(self, number: int) -> bool:
        """Say whether a paper must not give a number of people away: a small one, and where all are rounded any; never nought."""
        return self.hides_small(number) or (number > 0 and self.step > 0)

    @property
    def told(self) -> str:
        """The policy in a sentence, for the front sheet."""
        if self.below:
            return (
                f"Of people, counts from 1 to {self.below - 1} are shown as fewer than {self.below}; "
                "percentages of so few, and what would give either away, are withheld."
            )
        if self.step:
            return (
                f"Counts of people are rounded to the nearest {self.step}; percentages of people are of the rounded counts, "
                f"and of fewer than {_ENOUGH_STEPS * self.step} people, or where no counts were returned, withheld."
            )
        return ""

    def hides_small(self, number: int) -> bool:
        return 0 < number < self.below

    def shows(self, part: int, whole: int) -> bool:
        """Say whether the number of some people among others is printed as it is, where nothing else gives it away."""
        return not self.step and not any(self.hides_small(number) for number in (part, whole, whole - part))

    def count(self, number: int, text: str, qualifier: str | None = None) -> Shown:
        """Return what is shown of a count of people; `text` is how it is printed where nothing is hidden.

        Of a count that was returned with a `qualifier`, "at least 3", no more is said than is true.
        """
        if self.step:
            return self._rounded(number, qualifier)
        if not 0 < number < self.below:
            return Shown(text, number, number, text, number, is_exact=True)
        if qualifier in (None, "at_most", "below"):
            return Shown(f"fewer than {self.below}", 1, self.below - 1, f"<{self.below}")
        return Shown(WITHHELD, 1, self.below - 1, WITHHELD)

    def withheld(self, number: int) -> Shown:
        """Return what is shown of a count that would give another away: of one that is not small, a reader may know that much."""
        return Shown(WITHHELD, min(number, 1) if number < self.below else self.below, None, WITHHELD)

    def share(self, part: int, whole: int, text: str) -> Shown | None:
        """Return what is shown of a percentage of people, None where it has to be withheld."""
        if self.step:
            among = self.nearest(whole)
            if among < _ENOUGH_STEPS * self.step:
                return None
            share = self.nearest(part) / among
            shown = show_percent(share, 0)
            return Shown(shown, 0, None, shown, share)
        if not self.shows(part, whole):
            return None
        return Shown(text, 0, None, text, part / whole, is_exact=True)

    def nearest(self, number: int) -> int:
        return floor(number / self.step + 0.5) * self.step

    def around(self, number: int) -> tuple[int, int]:
        """Return the least and the greatest number that are rounded to the same as this one."""
        middle = self.nearest(number)
        return max(0, middle - self.step // 2), middle + (self.step - 1) // 2

    def _rounded(self, number: int, qualifier: str | None) -> Shown:
        if qualifier in ("at_least", "above"):
            low = number // self.step * self.step
            return self._said(low, low, low + self.step - 1, "at least ")
        if qualifier in ("at_most", "below"):
            high = -(-number // self.step) * self.step
            return self._said(high, max(0, high - self.step + 1), high, "at most ")
        return self._said(self.nearest(number), *self.around(number), "about " if qualifier else "")

    def _said(self, number: int, low: int, high: int, before: str) -> Shown:
        text = f"{before}{number:,}"
        return Shown(text, low, high, text, number)


POLICIES = {
    "none": Policy("none"),
    "under_5": Policy("under_5", below=5),
    "under_8": Policy("under_8", below=8),
    "round_5": Policy("round_5", step=5),
    "round_10": Policy("round_10", step=10),
}
