"""Reading hostile files in a child process: one that hangs, or takes the process down with it, is held and the rest go on."""

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from . import limits
from .deadline import too_slow
from .workbook import Unreadable, Workbook

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Read: TypeAlias = Workbook | Unreadable | OSError
_START = 60  # seconds that a process may take to begin, which are no file's
_CRASHED = "Reading the file makes the reader fail. Please open it in Excel, save it as a new workbook (.xlsx) and send it again."
_TOO_LARGE = "Reading the file takes more memory than any return needs. Please send a workbook that holds only the return."


def read_all(paths: Iterable[Path], *, jobs: int = 1, passwords: Sequence[str] = ()) -> Iterator[tuple[Path, Read]]:
    """Yield each path, in order, with what was read or why it could not be; `jobs` children read at once."""
    waiting = deque(paths)
    ahead: deque[tuple[Path, _Child]] = deque()
    children = [_Child(passwords) for _ in range(min(jobs, len(waiting)))]
    try:
        while waiting or ahead:
            while waiting and len(ahead) < limits.AHEAD * len(children):
                child = min(children, key=lambda one: sum(its is one for _, its in ahead))
                child.ask(waiting[0])
                ahead.append((waiting.popleft(), child))
            path, child = ahead.popleft()
            outcome = child.answer()
            yield path, outcome
            if isinstance(outcome, Unreadable) and outcome.code in ("reader_failed", "too_slow", "too_large"):
                child.restart()
                for other, its in ahead:
                    if its is child:
                        child.ask(other)
    finally:
        for child in children:
            child.end()


class _Child:
    """One reading process, which takes one file after another and answers in that order."""

    def __init__(self, passwords: Sequence[str]) -> None:
        self._passwords = tuple(passwords)
        self._start()

    def _start(self) -> None:
        from multiprocessing import get_context

        # this process has one thread, so a fork of it is whole, and is there at once; elsewhere the system's own parts do not bear one
        context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._pipe, self._passwords), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, path: Path) -> None:
        """Ask for a file to be read. Where the child has died of one before, that is told at that file, and this one is asked for again."""
        with suppress(OSError):
            self._pipe.send(path)

    def answer(self) -> Read:
        """Return what became of the first file that was asked for and not answered yet. Its time begins when the child takes it up."""
        try:
            if self._pipe.poll(_START):
                end = self._pipe.recv() + limits.READING_SECONDS
                if self._pipe.poll(max(0.0, end - monotonic())):
                    read: Read = self._pipe.recv()
                    return read
            return too_slow(limits.READING_SECONDS)
        except Exception:  # a child that died, or more than this process can take from it: either way this file's alone
            return Unreadable("reader_failed", _CRASHED)

    def restart(self) -> None:
        self.end()
        self._start()

    def end(self) -> None:
        """End a child that may never answer."""
        self._process.kill()
        self._process.join(1)
        self._pipe.close()


def _serve(pipe: "Connection", parents: "Connection", passwords: Sequence[str]) -> None:
    """Be the child: read what is asked for, until the parent is gone. Of the parent's end of the pipe a fork has a copy."""
    parents.close()
    _limit()
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(monotonic())
        pipe.send(_read(path, passwords))


def _read(path: Path, passwords: Sequence[str]) -> Read:
    began = monotonic()
    read = _read_within_limits(path, passwords)
    if not isinstance(read, OSError):
        read.seconds = monotonic() - began
    return read


def _read_within_limits(path: Path, passwords: Sequence[str]) -> Read:
    from .reader import read_file  # the parent has no use for the readers' libraries

    try:
        return read_file(path, passwords)
    except (Unreadable, OSError) as error:
        return error
    except MemoryError:
        return Unreadable("too_large", _TOO_LARGE)
    except BaseException as error:  # the quick reader's panics are no Exception; whatever one is, it is this file's alone
        if isinstance(error, KeyboardInterrupt):
            raise
        return Unreadable("reader_failed", _CRASHED)


def _limit() -> None:
    """Cap the memory of the child, where the system can; Ctrl+C is the parent's to answer, and what a reader says of a panic nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        wanted = _brought() + limits.READING_BYTES
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _brought() -> int:
    """Return the bytes that the child has from its parent, which may be a larger program than ours; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
