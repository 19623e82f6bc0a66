"""Reading hostile files in a child process: one that hangs, or takes the process down with it, is held and the rest go on."""

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from .reader import read_file
from .workbook import Unreadable, Workbook

SECONDS = 20
MEMORY = 1_000_000_000
_AHEAD = 8
_CRASHED = "Reading the file makes the reader fail. Please open it in Excel, save it as a new workbook (.xlsx) and send it again."
_SLOW = f"Reading the file takes more than {SECONDS} seconds. Please send a workbook that holds only the return."


def read_all(paths: Iterable[Path]) -> Iterator[tuple[Path, Workbook | Unreadable | OSError]]:
    """Yield each path, in order, with what was read or why it could not be."""
    waiting = deque(paths)
    while waiting:
        yield from _read_with_one_child(waiting)


def _read_with_one_child(waiting: deque[Path]) -> Iterator[tuple[Path, Workbook | Unreadable | OSError]]:
    """Read from the left of `waiting` until it is empty, or until a file has cost the child its life; what was not read is put back."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_limit)
    ahead: deque[tuple[Path, Future[Workbook | Unreadable | OSError]]] = deque()
    try:
        while waiting or ahead:
            _submit(pool, waiting, ahead)
            if not ahead:
                break
            path, future = ahead.popleft()
            outcome = _outcome(future)
            yield path, outcome
            if isinstance(outcome, Unreadable) and outcome.code in ("reader_failed", "too_slow"):
                break
    finally:
        waiting.extendleft(reversed([path for path, _ in ahead]))
        _end(pool)


def _submit(pool: ProcessPoolExecutor, waiting: deque[Path], ahead: deque[tuple[Path, "Future[Workbook | Unreadable | OSError]"]]) -> None:
    """Keep the child busy a few files ahead, and no more: what it has read waits in memory."""
    while waiting and len(ahead) < _AHEAD:
        try:
            ahead.append((waiting[0], pool.submit(_read, waiting[0])))
        except BrokenProcessPool:
            return  # the file that broke it is at the head of `ahead`, and is told of there
        waiting.popleft()


def _outcome(future: "Future[Workbook | Unreadable | OSError]") -> Workbook | Unreadable | OSError:
    try:
        return future.result(timeout=SECONDS)
    except TimeoutError:
        return Unreadable("too_slow", _SLOW)
    except Exception:  # a broken child, or more than this process can take from it: either way this file's alone
        return Unreadable("reader_failed", _CRASHED)


def _read(path: Path) -> Workbook | Unreadable | OSError:
    try:
        return read_file(path)
    except (Unreadable, OSError) as error:
        return error
    except BaseException as error:  # the quick reader's panics are no Exception; whatever one is, it is this file's alone
        if isinstance(error, KeyboardInterrupt):
            raise
        return Unreadable("reader_failed", _CRASHED)


def _end(pool: ProcessPoolExecutor) -> None:
    """End a child that may never answer, so that closing the pool does not wait for it."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _limit() -> None:
    """Cap the memory of the child, where the system can; Ctrl+C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY * 2 if hard == resource.RLIM_INFINITY else min(MEMORY * 2, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
