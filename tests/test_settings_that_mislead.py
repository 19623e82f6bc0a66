"""Settings that would be printed as they are typed, or are no pairs, are refused with the key and what to do."""

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
        ("contacts", 'contacts = ["Tel"]', "the key 'organisation.contacts.0' cannot be 'Tel'"),
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
