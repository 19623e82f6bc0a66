"""The words of drawings that are parts of their own: SmartArt, and the titles of charts. They stand in no story of the document."""

from collections.abc import Iterator

from lxml import etree

from .ooxml import NAMESPACES
from .package import Package

_KINDS = {"dataModel": "SmartArt", "chartSpace": "a chart"}
_MARK = b"schemas.openxmlformats.org/drawingml/2006/"
_HEAD = 2000
"""So far into a part its root is looked for."""
_PARAGRAPH, _TEXT = (f"{{{NAMESPACES['a']}}}{tag}" for tag in ("p", "t"))


def drawn_words(package: Package) -> Iterator[tuple[str, str]]:
    """Yield what each paragraph of such a drawing says, after what it is: "SmartArt"."""
    for part, data in sorted(package.parts.items()):
        if not part.endswith(".xml") or not any(root.encode() in data[:_HEAD] for root in _KINDS) or _MARK not in data:
            continue
        root = package.look(part)
        if kind := _KINDS.get(etree.QName(root).localname):
            for paragraph in root.iter(_PARAGRAPH):
                if words := "".join(piece.text or "" for piece in paragraph.iter(_TEXT)).strip():
                    yield kind, words
