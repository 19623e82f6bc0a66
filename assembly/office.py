"""LibreOffice kept ready while a paper is made: it starts beside the other work, and lays out one document after another without starting anew."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

# an open document keeps it running between two conversions; when this process ends, in whatever way, the shell reads the end of its input
_KEPT = '"$@" & read -r _; kill -9 0'
_KEEPER, _LOCK = "keeper.txt", ".~lock.keeper.txt#"
_PATIENCE, _A_WHILE = 10.0, 0.01
"""Seconds: after the first, it is done without."""


class Office(Struct, frozen=True):
    """The command of LibreOffice, and the profile of the one that is ready: a command that names the profile hands its document to that one.

    It is waited for `until` a time of the monotonic clock.
    """

    command: str
    profile: Path
    until: float = 0.0

    @property
    def whose(self) -> str:
        return profile_option(self.profile)

    def wait(self) -> None:
        """Wait until it is ready, which is when it has locked the document that keeps it running: it would end after one that came before."""
        while not (self.profile.parent / _LOCK).exists() and time.monotonic() < self.until:
            time.sleep(_A_WHILE)


def profile_option(profile: Path) -> str:
    """Return the option that gives LibreOffice a profile of its own, so that nobody's open window is in the way."""
    return f"-env:UserInstallation={profile.as_uri()}"


@contextmanager
def ready(command: str | None) -> Iterator[Office | None]:
    """Keep LibreOffice ready for what is done meanwhile; None where there is none. It is ended afterwards, and its profile is deleted."""
    if command is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="boardpaper-", ignore_cleanup_errors=True) as folder:
        office = Office(command, Path(folder, "profile"))
        running = _start(office, Path(folder))
        try:
            yield replace(office, until=time.monotonic() + _PATIENCE) if running else office
        finally:
            if running:
                _end(running, office)


def _start(office: Office, folder: Path) -> "subprocess.Popen[bytes] | None":
    """Start LibreOffice in the background; None where that cannot be done, and each document then starts one of its own."""
    if os.name != "posix" or not shutil.which(office.command):
        return None  # Windows has no groups of processes to end it by
    (folder / _KEEPER).write_text("Kept open.", encoding="utf-8")
    command = ["sh", "-c", _KEPT, "sh", office.command, office.whose, "--headless", "--norestore", "--nologo", str(folder / _KEEPER)]
    environment, nowhere = {**os.environ, "TMPDIR": str(folder)}, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, start_new_session=True, env=environment)
    except OSError:
        return None


def _end(running: "subprocess.Popen[bytes]", office: Office) -> None:
    """End it with all that it started; there is nothing in it to be saved. Its pipe, which it would have taken away itself, is deleted."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    pipe_of(office.profile).unlink(missing_ok=True)


def pipe_of(profile: Path) -> Path:
    """Return the pipe by which LibreOffice takes documents from commands of the same profile: named by a hash, as it names it itself."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}")
