"""Whether a paper may be final: what stands in the way, one thing a line, and what each is behind."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from ..errors import NotFinalError
from ..warehouse.figures.doubts import together
from ..warehouse.figures.model import Doubt
from ..workspace import Report, example_of
from .unmeasured import EVERYTHING

_WIDTH = 120
_ON_RECORD = "in boardpaper.toml by its key, or by how keys begin, with the reason under [not_measured]"
_CURE = (
    "Answer each query ('boardpaper issues' lists them), ingest a corrected return, or take the figure out of the paper; "
    "fill in the front sheet in boardpaper.toml. Without --final the paper is made as a draft."
)


def behind(doubts: Iterable[tuple[str, Doubt]]) -> list[str]:
    """Return each doubt once, of all the cells or rows that it is about, with the figures that rest on it."""
    alike: dict[tuple[str, ...], list[tuple[str, Doubt]]] = {}
    for key, doubt in doubts:
        alike.setdefault((doubt.kind, *(doubt.about or [doubt.says])), []).append((key, doubt))
    said = []
    for found in alike.values():
        keys = list(dict.fromkeys(key for key, _ in found))
        behind_it = keys[0] if len(keys) == 1 else f"{len(keys)} figures, such as {keys[0]}"
        said.append(f"  {together(doubt for _, doubt in found).says}\n    behind {behind_it}")
    return said


def dated_early(report: Report) -> list[str]:
    """Return a note where the paper's own date is before its period begins, as where that alone was moved on."""
    if report.as_at >= report.period.start:
        return []
    dates = f"The paper's own date, {report.as_at}, is before its period, {report.period}, begins, so that nothing is measured."
    return [f"{dates} Write the day up to which it counts as report.as_at in boardpaper.toml."]


def in_the_way(doubts: Iterable[tuple[str, Doubt]], empty_fields: Iterable[str], unmeasured: Sequence[str] = ()) -> list[str]:
    """Return what keeps a paper a draft: the open doubts of its figures, what is not measured, and the empty fields of its front sheet."""
    fields = [f"  The front sheet is empty at {key}.\n    For example: {example_of(tuple(key.split('.')))}" for key in empty_fields]
    return [*behind((key, doubt) for key, doubt in doubts if doubt.is_open), *_told(unmeasured), *fields]


def _told(unmeasured: Sequence[str]) -> list[str]:
    """Return one thing for all that is not measured, as one return that is late leaves many figures so."""
    if EVERYTHING in unmeasured:
        return ["  No figure of the paper is measured.\n    Put the returned files into returns/ and run 'boardpaper ingest'."]
    listed = fill(
        f"Not measured, with nothing else in its place: {', '.join(unmeasured)}.",
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [f"{listed}\n    Ingest its return, take it out of the paper, or accept it {_ON_RECORD}."] if unmeasured else []


def require_final(doubts: Iterable[tuple[str, Doubt]], empty_fields: Iterable[str], unmeasured: Sequence[str] = ()) -> None:
    """Raise NotFinalError, with all that stands in the way, where the paper has to stay a draft."""
    if found := in_the_way(doubts, empty_fields, unmeasured):
        things = "One thing stands" if len(found) == 1 else f"{len(found)} things stand"
        raise NotFinalError("\n".join([f"The paper cannot be final yet. {things} in the way:", *found, _CURE]))
