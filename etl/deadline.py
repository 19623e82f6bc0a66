"""The time that one file may take in this process, where what was read of it is worked through."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .workbook import Unreadable

_LEAST = 0.001  # seconds; none at all would be no limit


def too_slow(seconds: float) -> Unreadable:
    """Return why a file is held that takes more than its time."""
    return Unreadable("too_slow", f"Reading the file takes more than {seconds:g} seconds. Please send a workbook that holds only the return.")


@contextmanager
def within(seconds: float, of: float) -> Iterator[None]:
    """Raise Unreadable in what takes longer than `seconds`, those that are left `of` a file's time.

    Where the system has no such alarm (Windows), and outside the main thread, the limits on what a file holds are all there is.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise too_slow(of)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, _LEAST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
