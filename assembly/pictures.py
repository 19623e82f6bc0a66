"""Pictures in the text: a picture file, embedded with the words that stand for it."""

from pathlib import Path

from lxml.etree import QName

from .draft import Draft
from .ooxml import NAMESPACES, Element, a, pic, w, wp

EMU_A_POINT = 12700
WIDEST = 464
TALLEST = 600
"""Points that a picture may take on a page."""
_ENDS_PNG = b"IEND\xaeB`\x82"
_ENDS_JPEG = b"\xff\xd9"
_SCAN = b"\xff\xda"
"""What the last bytes of a whole picture hold, which some programs write more behind; a JPEG may hold a small one, whole, before its own scan."""
KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def picture(draft: Draft, path: Path, alt: str, widest: float = WIDEST, tallest: float = TALLEST, data: bytes | None = None) -> Element:
    """Return a drawing of a picture file, in its own size or as large as fits; `data` is what it holds where it does not lie there itself.

    Raises ValueError for what is not a picture that Word shows.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ValueError("is not a .png or .jpg file")
    data = path.read_bytes() if data is None else data
    width, height = _size(data)
    scale = min(widest / width, tallest / height, 0.75)
    part = draft.package.add(f"word/media/{path.stem}{path.suffix.lower()}", data, kind)
    identity = draft.package.relate(draft.package.main, "image", part)
    size = {"cx": round(width * scale * EMU_A_POINT), "cy": round(height * scale * EMU_A_POINT)}
    blip = a("blip")
    blip.set(f"{{{NAMESPACES['r']}}}embed", identity)
    shape = pic(
        "pic",
        pic("nvPicPr", pic("cNvPr", id=0, name=path.name, descr=alt), pic("cNvPicPr")),
        pic("blipFill", blip, a("stretch", a("fillRect"))),
        pic("spPr", a("xfrm", a("off", x=0, y=0), a("ext", **size)), a("prstGeom", a("avLst"), prst="rect")),
    )
    return drawing(draft, shape, size["cx"], size["cy"], path.stem, alt)


def drawing(draft: Draft, shape: Element, width: int, height: int, title: str, alt: str) -> Element:
    """Return w:drawing for a shape that stands in the line of text; sizes in EMU."""
    return w(
        "drawing",
        wp(
            "inline",
            wp("extent", cx=width, cy=height),
            wp("docPr", id=next(draft.drawings), name=title, descr=alt),
            wp("cNvGraphicFramePr"),
            a("graphic", a("graphicData", shape, uri=QName(shape).namespace)),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        ),
    )


def _size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels, from the head of a PNG or a JPEG."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) > 24:
        is_whole = _ENDS_PNG in data
        width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    elif data[:2] == b"\xff\xd8":
        is_whole = _ENDS_JPEG in data[data.rfind(_SCAN) :]
        width, height = _jpeg_size(data)
    else:
        width, height, is_whole = 0, 0, False
    if width < 1 or height < 1:
        raise ValueError("is damaged, or not the kind of picture that its name says")
    if not is_whole:
        raise ValueError("is cut off before its end (take it anew from where it came)")
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + length
    return 0, 0
