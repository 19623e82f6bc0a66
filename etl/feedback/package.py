"""A workbook as the zip of parts it came as: parts are changed or added, and every other one keeps its place, date and compressed bytes."""

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from .outline import Element, Refused, inside, outline, put, text

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_OF_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_DEFAULTS = (("rels", _OF_RELATIONS), ("xml", "application/xml"))
_LARGEST = 100_000_000
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800


@dataclass(slots=True)
class Package:
    """The parts of a workbook. Names are as the zip has them; they are looked up without case, as the format wants.

    Raises Refused where the zip is one that cannot be written back part by part.
    """

    data: bytes
    archive: zipfile.ZipFile = field(init=False)
    names: dict[str, str] = field(init=False)
    changed: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archive = zipfile.ZipFile(BytesIO(self.data))
        items = self.archive.infolist()
        self.names = {_key(item.filename): item.filename for item in items}
        if len(self.names) < len(items) or any(item.flag_bits & _ENCRYPTED for item in items):
            raise Refused("of the way it was saved")

    def has(self, part: str) -> bool:
        return _key(part) in self.names

    def read(self, part: str) -> bytes:
        """Return a part as it now is. Raises Refused where it is missing or too large."""
        name = self.names.get(_key(part))
        if name is None:
            raise Refused("a part of it is missing")
        if name in self.changed:
            return self.changed[name]
        if self.archive.getinfo(name).file_size > _LARGEST:
            raise Refused("it is too large")
        return self.archive.read(name)

    def write(self, part: str, data: bytes) -> None:
        self.changed[self.names.setdefault(_key(part), part)] = data

    def free(self, pattern: str) -> str:
        """Return the first name of a pattern such as "xl/comments{}.xml" that no part has."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Return the kind ("comments") and the part of each relation of a part, by id; those that lead outside are left out."""
        if not self.has(_relations_part(source)):
            return {}
        found = {}
        for item in outline(self.read(_relations_part(source))).children:
            if item.attributes.get("TargetMode") != "External":
                kind = item.attributes.get("Type", "").rpartition("/")[2]
                found[item.attributes.get("Id", "")] = (kind, _resolved(source, item.attributes.get("Target", "")))
        return found

    def related(self, source: str, kind: str) -> str:
        """Return the part that `source` relates to as `kind`, "" where there is none."""
        return next((part for found, part in self.relations(source).values() if found == kind), "")

    def relate(self, source: str, kind: str, part: str) -> str:
        """Add a relation and return its id."""
        name = _relations_part(source)
        data = self.read(name) if self.has(name) else f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
        root = outline(data)
        taken = {item.attributes.get("Id", "") for item in root.children}
        fresh = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        made = _tag(root, "Relationship", Id=fresh, Type=RELATION + kind, Target=f"/{part}")
        self.add(name, _OF_RELATIONS, put(data, inside(data, root, made)))
        return fresh

    def content_type(self, part: str) -> str:
        """Return the declared type of a part, by its name or else by its ending; "" where there is none."""
        by_name, by_ending = _declared(outline(self.read(_TYPES)))
        return by_name.get(_key(part)) or by_ending.get(_ending(part), "")

    def add(self, part: str, content_type: str, data: bytes) -> None:
        """Add a part and declare its type: for its ending where that is free, as Excel wants for a drawing of notes, else for its name."""
        self.write(part, data)
        if self.content_type(part) == content_type:
            return
        types = self.read(_TYPES)
        root = outline(types)
        if _ending(part) in _declared(root)[1]:
            made = _tag(root, "Override", PartName=f"/{part}", ContentType=content_type)
        else:
            made = _tag(root, "Default", Extension=_ending(part), ContentType=content_type)
        self.write(_TYPES, put(types, inside(types, root, made)))

    def whole(self) -> bytes:
        """Return the workbook: the parts that it came with in their order, then the new ones."""
        kept = {item.filename: item for item in self.archive.infolist()}
        added = [name for name in self.changed if name not in kept]
        out = BytesIO()
        entries = [_entry(out, item, self._local(item), self.changed.get(name)) for name, item in kept.items()]
        entries += [_entry(out, *_new(name), self.changed[name]) for name in added]
        start = out.tell()
        out.write(b"".join(entries))
        comment = self.archive.comment
        out.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(entries), len(entries), out.tell() - start, start, len(comment)) + comment)
        return out.getvalue()

    def _local(self, item: zipfile.ZipInfo) -> tuple[bytes, bytes]:
        """Return the name of an entry as it is written, and its compressed bytes."""
        lengths = struct.unpack_from("<2H", self.data, item.header_offset + 26)
        name = item.header_offset + 30
        begin = name + sum(lengths)
        return self.data[name : name + lengths[0]], self.data[begin : begin + item.compress_size]


def new_package(workbook: str, content_type: str, data: bytes) -> Package:
    """Return a package that holds a workbook part and what every package needs."""
    overrides = f'<Override PartName="/{workbook}" ContentType="{content_type}"/>'
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _DEFAULTS)
    parts = {
        _TYPES: f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{RELATION}officeDocument" Target="{workbook}"/></Relationships>'
        ).encode(),
        workbook: data,
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(_new(name)[0], part)
    return Package(buffer.getvalue())


def _entry(out: BytesIO, item: zipfile.ZipInfo, local: tuple[bytes, bytes], changed: bytes | None) -> bytes:
    """Write one part and return its line of the directory. A changed one is packed anew; sizes stand before the bytes, not after."""
    name, packed = local
    method, crc, size = item.compress_type, item.CRC, item.file_size
    if changed is not None:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(changed) + packer.flush()
        method, crc, size = zipfile.ZIP_DEFLATED, zlib.crc32(changed), len(changed)
    year, month, day, hour, minute, second = item.date_time
    stamp = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    shared = (item.flag_bits & ~_SIZES_FOLLOW, method, *stamp, crc, len(packed), size, len(name), 0)
    offset = out.tell()
    out.write(struct.pack("<4s5H3I2H", b"PK\3\4", item.extract_version, *shared) + name + packed)
    made_by = item.create_system << 8 | item.create_version
    places = (len(item.comment), 0, item.internal_attr, item.external_attr, offset)
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", made_by, item.extract_version, *shared, *places) + name + item.comment


def _new(name: str) -> tuple[zipfile.ZipInfo, tuple[bytes, bytes]]:
    item = zipfile.ZipInfo(name)
    item.create_system, item.flag_bits, item.CRC = 0, _UTF_8, 0
    return item, (name.encode(), b"")


def _tag(root: Element, name: str, **attributes: str) -> bytes:
    return b"<%s%s%s/>" % (
        root.prefix.encode(),
        name.encode(),
        b"".join(b' %s="%s"' % (key.encode(), text(value)) for key, value in attributes.items()),
    )


def _declared(types: Element) -> tuple[dict[str, str], dict[str, str]]:
    """Return the types that are declared by part and by ending."""
    by_name = {_key(item.attributes["PartName"]): item.attributes["ContentType"] for item in types.children if item.name == "Override"}
    by_ending = {item.attributes["Extension"].casefold(): item.attributes["ContentType"] for item in types.children if item.name == "Default"}
    return by_name, by_ending


def _ending(part: str) -> str:
    return _key(part).rpartition(".")[2]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _relations_part(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolved(source: str, target: str) -> str:
    target = unquote(target)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
