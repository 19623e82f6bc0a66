"""E-mails to those whose returns are late: one a provider, as plain text, ready to send."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from ..layouts.outgoing import signature
from ..periods import write_period
from .holds import say_to_sender
from .status import Late

_WHAT_TO_DO = (
    "Please send what is missing as a workbook, with counts alone and nothing that names a person. "
    "Where there was nothing to count, please send the return with 0 in it. "
    "If you have sent it already, please tell us when and under which file name."
)
_ENDING = " - returns awaited.txt"


def write_reminders(late: Iterable[Late], titles: Mapping[str, str], sender: str, today: date, folder: Path) -> list[Path]:
    """Write one e-mail for each provider with a return that was due before `today`, and take away those that no longer hold.

    `titles` are the titles of the returns by name. Returns the files written, in order of provider.
    """
    owing: dict[str, list[Late]] = {}
    for one in sorted(late, key=lambda item: (item.code, item.due, item.return_name)):
        if one.due < today:
            owing.setdefault(one.code, []).append(one)
    folder.mkdir(exist_ok=True)
    written = []
    for code, missing in owing.items():
        path = folder / f"{code}{_ENDING}"
        path.write_text(_reminder(missing, titles, sender), encoding="utf-8")
        written.append(path)
    for old in set(folder.glob(f"*{_ENDING}")) - set(written):
        old.unlink()
    return written


def _reminder(missing: list[Late], titles: Mapping[str, str], sender: str) -> str:
    provider = missing[0].provider
    never = [one for one in missing if one.held is None]
    lines = [
        f"Subject: Safeguarding returns awaited from {provider}",
        "",
        "Dear colleague,",
        "",
        *_listed(f"We have not yet received {{}} from {provider}:", never, titles),
        *([_WHAT_TO_DO, ""] if never else []),
        *_not_usable(provider, [one for one in missing if one.held], titles),
        "With thanks,",
        signature(sender),
        "",
    ]
    return "\n".join(lines)


def _listed(head: str, late: list[Late], titles: Mapping[str, str]) -> list[str]:
    if not late:
        return []
    number = "one return" if len(late) == 1 else f"{len(late)} returns"
    told = [f"- {titles.get(one.return_name, one.return_name)}, {write_period(one.period)}: was due on {_day(one.due)}" for one in late]
    return [head.format(number), "", *told, ""]


def _not_usable(provider: str, late: list[Late], titles: Mapping[str, str]) -> list[str]:
    """Return what is said of returns that came in files which are held: that they came, why they cannot be used, and what to do."""
    lines = []
    for _, group in groupby(late, lambda one: one.held):
        each = list(group)
        if (held := each[0].held) is not None:
            lines += _listed(
                f"We have received the file {held.filename!r}, which seems to hold {{}} from {provider}, but could not use it:", each, titles
            )
            lines += [say_to_sender(*held.reason.split(": ", 1)), ""]
    return lines


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
