"""What a contributor's Word file may not hold, for the paper would lose it, change it, or print what nobody meant to print."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from .ooxml import NAMESPACES, Element, find_all, name
from .word_fields import REFUSED as REFUSED_FIELDS
from .word_fields import addresses
from .word_file import WordFile
from .word_places import WordPlaces
from .word_symbols import is_known, symbol, typed
from .word_text import AddressOf

_TRACKED = ("a tracked change", "accept or reject it in Word (Review)")
_EMBEDDED = ("an embedded object", "save what it shows as a picture or a table")
_EQUATION = ("an equation", "equations are not supported: write it in words, or put in a picture of it")
_DRAWN = ("a chart or diagram of Word's own", "save it as a picture, with words that say what it shows")
_FAULTS = {
    "commentReference": ("a comment", "answer it and delete it in Word (Review)"),
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"), _TRACKED),
    **dict.fromkeys(("object", "OLEObject", "altChunk", "subDoc", "control", "contentPart"), _EMBEDDED),
    "oMath": _EQUATION,
    **dict.fromkeys(("chart", "relIds", "chartex"), _DRAWN),
    "textpath": ("WordArt", "write its words as text"),
    "ruby": ("a phonetic guide", "write its words as text"),
    "showingPlcHdr": ("a field that is not filled in", "fill it in or delete it"),
}
_LINKED_PICTURE = ("a picture that does not lie in the file", "insert the picture itself, not a link to it")
_CROPPED = ("a cropped picture, with what was cut off still in it", "compress it in Word with 'Delete cropped areas'")
_STRUCK = ("a passage that is struck through", "delete it, or take off the line")
_HIDDEN = ("hidden text", "delete it, or make it visible")
_SYMBOL = ("a letter of a symbol font that no other font has", "insert it from the font Arial")
_PRIVATE_LINK = ("a link that no reader can follow", "link to an address that begins with https://, or write its words alone")
_SCHEMES = ("http", "https", "mailto", "tel")
Kind = tuple[str, str]


def refusals(file: WordFile, stories: list[tuple[Element, AddressOf]], places: WordPlaces) -> list[str]:
    """Return a sentence for each kind of thing that stands in the way, naming each place of it once."""
    found: dict[Kind, dict[str, None]] = {}
    for story, address in stories:
        for element in story.iter("*"):
            for kind in _kinds(element, file, address):
                found.setdefault(kind, {})[places.of(element)] = None
    return [f"holds {what}: {'; '.join(where)}; {cure}" for (what, cure), where in found.items()]


def _kinds(element: Element, file: WordFile, address: AddressOf) -> Iterator[Kind]:
    tag = etree.QName(element).localname
    if tag == "sym" and not symbol(element):
        yield _SYMBOL
    elif tag in _FAULTS:
        yield _FAULTS[tag]
    elif tag == "r":
        yield from _of_run(element, file)
    elif tag in ("blip", "imagedata"):
        yield from _of_picture(element, file)
    elif tag in ("instrText", "fldSimple"):
        instruction = (element.text if tag == "instrText" else element.get(name("w:instr"))) or ""
        if what := REFUSED_FIELDS.get(instruction.split()[0].upper() if instruction.split() else ""):
            yield what, "put in what it shows, as text or as a picture"
        if tag == "fldSimple" and not all(_can_be_followed(found) for found in addresses(instruction)):
            yield _PRIVATE_LINK
    elif tag == "hyperlink":
        if not _can_be_followed(address(element.get(name("r:id"), ""))):
            yield _PRIVATE_LINK
    elif tag == "p":
        codes = "".join(code.text or "" for code in element.iter(name("w:instrText")))
        if not all(_can_be_followed(found) for found in addresses(codes)):
            yield _PRIVATE_LINK


def _can_be_followed(address: str) -> bool:
    return not address or urlsplit(address).scheme.lower() in _SCHEMES


def _of_run(run: Element, file: WordFile) -> Iterator[Kind]:
    if run.find("w:t", NAMESPACES) is None:
        return
    paragraph = next(run.iterancestors(name("w:p")), None)
    if file.styles.is_on(run, "vanish", paragraph):
        yield _HIDDEN
    if file.styles.is_on(run, "strike", paragraph) or file.styles.is_on(run, "dstrike", paragraph):
        yield _STRUCK
    if not all(is_known(typed(run, piece.text or "")) for piece in run.iter(name("w:t"))):
        yield _SYMBOL


def _of_picture(element: Element, file: WordFile) -> Iterator[Kind]:
    identity = element.get(name("r:embed")) or element.get(name("r:id")) or ""
    if element.get(name("r:link")) or element.get(name("r:href")) or (identity and file.picture(identity) is None):
        yield _LINKED_PICTURE
    crop = next(iter(find_all(element, "following-sibling::a:srcRect")), None)
    if crop is not None and any(side not in ("", "0") for side in crop.attrib.values()):
        yield _CROPPED
