"""Reading hostile files in a child process: one that hangs, or takes the process down with it, is held and the rest go on."""

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from . import limits
from .deadline import too_slow
from .reader import read_file
from .workbook import Unreadable, Workbook

Read: TypeAlias = Workbook | Unreadable | OSError
_START = 60  # seconds that a process may take to begin, which are no file's
_CRASHED = "Reading the file makes the reader fail. Please open it in Excel, save it as a new workbook (.xlsx) and send it again."
_TOO_LARGE = "Reading the file takes more memory than any return needs. Please send a workbook that holds only the return."


def read_all(paths: Iterable[Path], *, jobs: int = 1, passwords: Sequence[str] = ()) -> Iterator[tuple[Path, Read]]:
    """Yield each path, in order, with what was read or why it could not be; `jobs` children read at once."""
    waiting = deque(paths)
    ahead: deque[_Task] = deque()
    children = [_Child(passwords) for _ in range(min(jobs, len(waiting)))]
    try:
        while waiting or ahead:
            while waiting and len(ahead) < limits.AHEAD * len(children):
                child = min(children, key=lambda one: sum(task.child is one for task in ahead))
                ahead.append(_Task(waiting.popleft(), child))
            task = ahead.popleft()
            outcome = task.outcome()
            yield task.path, outcome
            if isinstance(outcome, Unreadable) and outcome.code in ("reader_failed", "too_slow", "too_large"):
                task.child.restart()
                for other in ahead:
                    if other.child is task.child:
                        other.submit()
    finally:
        for child in children:
            child.end()


class _Child:
    """One reading process, which takes one file after another; `free_at` is when it ended the last, and so began the next."""

    def __init__(self, passwords: Sequence[str]) -> None:
        self._passwords = tuple(passwords)
        self._start()

    def _start(self) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_limit)
        self.free_at = monotonic()
        self._began = self._pool.submit(_begin)
        self._began.add_done_callback(self._note)

    def _note(self, _: "Future[None] | Future[Read]") -> None:
        self.free_at = monotonic()

    def seconds_left(self) -> float:
        """Return the seconds that the file which it reads has left: neither waiting for the others nor the start of the process is its own."""
        wait((self._began,), timeout=_START)
        return max(0.0, self.free_at + limits.READING_SECONDS - monotonic())

    def submit(self, path: Path) -> "Future[Read] | None":
        """Return the reading to come; None where the child has died of a file before, which is told of at that file."""
        try:
            future = self._pool.submit(_read, path, self._passwords)
        except BrokenProcessPool:
            return None
        future.add_done_callback(self._note)
        return future

    def restart(self) -> None:
        self.end()
        self._start()

    def end(self) -> None:
        """End a child that may never answer: killed, it keeps the pool from closing no longer, and nothing of it is left for the exit."""
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)


class _Task:
    """A file, and the child that is to read it."""

    def __init__(self, path: Path, child: _Child) -> None:
        self.path, self.child = path, child
        self.submit()

    def submit(self) -> None:
        self.future = self.child.submit(self.path)

    def outcome(self) -> Read:
        if self.future is None:
            return Unreadable("reader_failed", _CRASHED)
        try:
            return self.future.result(timeout=0 if self.future.done() else self.child.seconds_left())
        except TimeoutError:
            return too_slow(limits.READING_SECONDS)
        except Exception:  # a broken child, or more than this process can take from it: either way this file's alone
            return Unreadable("reader_failed", _CRASHED)


def _read(path: Path, passwords: Sequence[str]) -> Read:
    began = monotonic()
    read = _read_within_limits(path, passwords)
    if not isinstance(read, OSError):
        read.seconds = monotonic() - began
    return read


def _read_within_limits(path: Path, passwords: Sequence[str]) -> Read:
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


def _begin() -> None:
    """Do nothing, in a process that has begun."""


def _limit() -> None:
    """Cap the memory of the child, where the system can; Ctrl+C is the parent's to answer, and what a reader says of a panic nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = limits.READING_BYTES if hard == resource.RLIM_INFINITY else min(limits.READING_BYTES, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
