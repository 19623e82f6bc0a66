"""The zip of a paper as it lies on the disk: its parts in order, each with what the zip says of it, so that it is written the same again."""

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO

from ..package import EPOCH, Package


class Archive:
    """The parts of a .docx by name. The bytes are those of a file that Package has read, so they are a zip."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self._items = archive.infolist()
            self.parts = {item.filename: archive.read(item) for item in self._items}

    def with_parts(self, changed: Mapping[str, bytes], label: str) -> Package:
        """Return the paper as it reads with some parts changed."""
        return Package(self.data(changed), label)

    def drop(self, parts: Collection[str]) -> None:
        """Leave some parts out from now on."""
        self._items = [item for item in self._items if item.filename not in parts]
        for part in parts:
            self.parts.pop(part, None)

    def data(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the whole file with some parts changed or added; order, dates and every other part stay as they are."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for item in self._items:
                archive.writestr(_again(item), changed.get(item.filename, self.parts[item.filename]))
            for part in sorted(changed.keys() - self.parts.keys()):
                archive.writestr(zipfile.ZipInfo(part, EPOCH), changed[part], zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def _again(item: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(item.filename, item.date_time)
    made.compress_type = item.compress_type
    made.create_system = item.create_system
    made.external_attr = item.external_attr
    return made
