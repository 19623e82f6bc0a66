"""Reading hostile files in a child process: one that hangs, or takes the process down with it, is held and the rest go on."""

import signal
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from .reader import read_file
from .workbook import Unreadable, Workbook

SECONDS = 20
MEMORY = 1_000_000_000
_CRASHED = "Reading the file makes the reader fail. Please open it in Excel, save it as a new workbook (.xlsx) and send it again."
_SLOW = f"Reading the file takes more than {SECONDS} seconds. Please send a workbook that holds only the return."


def read_all(paths: Iterable[Path]) -> Iterator[tuple[Path, Workbook | Unreadable | OSError]]:
    """Yield each path, in order, with what was read or why it could not be."""
    waiting = list(paths)
    while waiting:
        done = 0
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_limit) as pool:
            futures = [pool.submit(_read, path) for path in waiting]
            for path, future in zip(waiting, futures, strict=True):
                done += 1
                outcome = _outcome(future)
                yield path, outcome
                if isinstance(outcome, Unreadable) and outcome.code in ("reader_failed", "too_slow"):
                    _end(pool)
                    break
        waiting = waiting[done:]


def _outcome(future: "Future[Workbook | Unreadable | OSError]") -> Workbook | Unreadable | OSError:
    try:
        return future.result(timeout=SECONDS)
    except TimeoutError:
        return Unreadable("too_slow", _SLOW)
    except BrokenProcessPool:
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
    for process in (pool._processes or {}).values():
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def _limit() -> None:
    """Cap the memory of the child, where the system can; Ctrl+C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
