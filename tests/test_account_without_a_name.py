"""Whoever runs a command has a name for the lock and the answers on record, also where the system gives the account none."""

import getpass

import pytest

from boardpaper.warehouse.lock import user


def test_the_name_that_the_system_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "jo")
    assert user() == "jo"


@pytest.mark.parametrize("error", [ImportError, KeyError, OSError])
def test_an_account_without_one(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail() -> str:
        raise error("no name")

    monkeypatch.setattr(getpass, "getuser", fail)
    assert user() == "someone"
