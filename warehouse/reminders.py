"""E-mails to those whose returns are late: one a provider, as plain text, ready to send."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from ..periods import write_period
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
    number = "one return" if len(missing) == 1 else f"{len(missing)} returns"
    lines = [
        f"Subject: Safeguarding returns awaited from {provider}",
        "",
        "Dear colleague,",
        "",
        f"We have not yet received {number} from {provider}:",
        "",
        *(f"- {titles.get(one.return_name, one.return_name)}, {write_period(one.period)}: was due on {_day(one.due)}" for one in missing),
        "",
        _WHAT_TO_DO,
        "",
        "With thanks,",
        f"Safeguarding team, {sender}",
        "",
    ]
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
