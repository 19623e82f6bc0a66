"""The archive's manifest: what was taken in, answered, withdrawn and purged, in order, a line each, so that the warehouse can be made again."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import WarehouseError

Event: TypeAlias = dict[str, Any]
NAME = "manifest.jsonl"
_TAKEN_IN = re.compile(rb'"sha256": "([0-9a-f]{64})", "status": "accepted"')
_TAKEN_OUT = re.compile(rb'^\{"event": "(?:withdraw|purge)",[^\n]*? "sha256": "([0-9a-f]{64})"', re.MULTILINE)


class Manifest:
    """The file archive/manifest.jsonl. Lines are only ever added, but for those of a file that is purged."""

    def __init__(self, archive: Path) -> None:
        self.path = archive / NAME

    def read(self) -> list[Event]:
        """Return every event, oldest first. A last line without its end was cut off by a crash, and what it tells was not done.

        Raises WarehouseError where a line cannot be read.
        """
        if not self.path.is_file():
            return []
        lines = self.path.read_bytes().split(b"\n")[:-1]
        events = []
        for number, line in enumerate(lines, start=1):
            try:
                events.append(dict(json.loads(line)))
            except ValueError:
                raise WarehouseError(f"archive/{NAME}, line {number}, cannot be read: restore the file from a copy.") from None
        return events

    def hashes(self) -> tuple[set[str], set[str]]:
        """Return the hashes of the files that were taken in, and of those withdrawn or purged, as every ingest asks: found and not parsed.

        A quotation mark within a text is escaped, so that no name or reason can look like them.
        """
        data = self.path.read_bytes() if self.path.is_file() else b""
        whole = data[: data.rfind(b"\n") + 1]
        return {found.decode() for found in _TAKEN_IN.findall(whole)}, {found.decode() for found in _TAKEN_OUT.findall(whole)}

    def add(self, events: Iterable[Event]) -> None:
        """Add events, on the disk when this returns: what the warehouse commits after it is never without its line."""
        text = _lines(events)
        if not text:
            return
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab+") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(0)
            whole = file.read().rfind(b"\n") + 1
            if whole != end:
                file.truncate(whole)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def write(self, events: Iterable[Event]) -> None:
        """Write the whole manifest anew, put into place when it is whole."""
        self.path.parent.mkdir(exist_ok=True)
        part = self.path.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(_lines(events))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)


def _lines(events: Iterable[Event]) -> bytes:
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events).encode()
