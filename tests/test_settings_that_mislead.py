"""Settings that are not what they must be are refused with the key, what is wrong and what to do; so is what would be printed as it is typed."""

from pathlib import Path

import pytest

from boardpaper.errors import SettingsError
from boardpaper.workspace import Workspace


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "previously_discussed",
            'previously_discussed = "In {{ report.period }}"',
            "the key 'front_sheet.previously_discussed' cannot be 'In {{ report.period }}' (no place is filled in here: it would be printed as it is "
            "typed, so write the words themselves).",
        ),
        ("contacts", 'contacts = ["Tel"]', "the key 'organisation.contacts.0' cannot be 'Tel' (it is no list: write it as [\"...\", \"...\"])."),
        ("contacts", 'contacts = [["Tel"]]', "the key 'organisation.contacts.0' cannot be ['Tel'] (write it as [\"...\", \"...\"])."),
        ("title", "title = 2019", "the key 'report.title' cannot be 2019 (it is no text: put it between quotation marks). For example: title = "),
        ("title", "", "the key 'report.title' is missing. For example: title = "),
        ("title", 'titel = "x"', "the key 'report.titel' is not known. Did you mean 'title'? The keys there are title, period, as_at, "),
        ("period", 'period = "next week"', "the key 'report.period' cannot be 'next week' (it is not a period). For example: period = "),
        (
            "as_at",
            "as_at = 2019-04-01T09:30:00",
            "the key 'report.as_at' cannot be 2019-04-01T09:30:00 (it is no date: write it as 2019-03-31, without quotation marks).",
        ),
        ("public =", 'public = "under_6"', "the key 'disclosure.public' cannot be 'under_6' (it must be 'none', 'under_5', 'under_8', "),
        (
            "training",
            'training = { from = ["partner"], every = "week", days = 3 }',
            "the key 'expected.training.every' cannot be 'week' (it must be ",
        ),
        (
            "training",
            'training = { from = ["partner"], every = "month", days = -3 }',
            "the key 'expected.training.days' cannot be -3 (it must be at least 0).",
        ),
        (
            "training",
            'training = { frm = ["partner"], every = "month", days = 3 }',
            "the key 'expected.training.frm' is not known. Did you mean 'from'?",
        ),
        ("training", "training = 3", "the key 'expected.training' cannot be 3 (it is no table: write it with a key for each thing that it says)."),
    ],
)
def test_it_is_told(empty_workspace: Path, old: str, new: str, message: str) -> None:
    path = empty_workspace / "boardpaper.toml"
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(old))
    path.write_text("\n".join([*lines[:place], new, *lines[place + 1 :]]), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        _ = Workspace(empty_workspace).settings
    assert str(caught.value).startswith(f"boardpaper.toml: {message}")


def test_the_example_is_one_that_would_do(empty_workspace: Path) -> None:
    path = empty_workspace / "boardpaper.toml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("contacts = ")
    path.write_text(f'{text[:begin]}contacts = ["Tel"]{text[text.index("]]", begin) + 2 :]}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r'For example: contacts = \[\["Tel", "[^"]+"\]\]$'):
        _ = Workspace(empty_workspace).settings
