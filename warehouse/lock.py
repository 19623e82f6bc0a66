"""The lock of a warehouse: a file that names its holder, and is taken over where that holder is gone."""

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..errors import WarehouseError

_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_CAN_ASK = os.name != "nt"  # on Windows, os.kill(pid, 0) would end the process instead of asking for it


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file; one left by a process of this machine that is gone is taken over.

    Raises WarehouseError where another holds it, naming the holder and the cure, or where the folder cannot be written to.
    """
    held = json.dumps({"host": socket.gethostname(), "user": user(), "pid": os.getpid(), "since": datetime.now().isoformat(timespec="seconds")})
    while True:
        try:
            handle = os.open(path, _CREATE)
            break
        except FileExistsError:
            holder = _holder(path)
            if not _is_gone(holder):
                raise WarehouseError(
                    f"The warehouse is in use by {holder.get('user', 'someone')} on {holder.get('host', 'another computer')} since "
                    f"{holder.get('since', 'an unknown time')}: wait until that ends, or delete {path.name} if you are sure that it has."
                ) from None
            _remove(path, holder)
        except OSError as error:
            raise WarehouseError(f"The workspace {path.parent} cannot be written to ({error.strerror}): check the folder's permissions.") from None
    try:
        os.write(handle, held.encode())
        os.close(handle)
        yield
    finally:
        path.unlink(missing_ok=True)


def _remove(path: Path, gone: dict[str, object]) -> None:
    """Remove the lock of a holder that is gone, unless another command has taken it over meanwhile.

    Of two commands that see one stale lock, the slower would remove the lock of the quicker; so only the maker of a second file may
    remove it, and looks again first.
    """
    claim = path.with_suffix(".claim")
    try:
        os.close(os.open(claim, _CREATE))
    except FileExistsError:
        raise WarehouseError(f"Another command is about to write to the warehouse: run this one again, or delete {claim.name} if it stays.") from None
    try:
        if _holder(path) == gone:
            path.unlink(missing_ok=True)
    finally:
        claim.unlink(missing_ok=True)


def user() -> str:
    """Return the name of who runs the command."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name, as in a container; on Windows up to Python 3.12 the first
        return "someone"


def _holder(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_gone(holder: dict[str, object]) -> bool:
    """Say whether the holder ran on this machine and no longer does; a holder elsewhere cannot be asked."""
    pid = holder.get("pid")
    if holder.get("host") != socket.gethostname() or not isinstance(pid, int) or not _CAN_ASK:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
