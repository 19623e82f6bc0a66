"""What a paper says of itself: the ledger inside it, and its properties."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from msgspec import Struct
from msgspec.structs import asdict

from ..errors import TemplateError
from ..warehouse.figures.model import Catalogue, Figure
from ..workspace import Settings
from .block_keys import BLOCK
from .draft import Draft
from .made import Made, made_of
from .ooxml import Element, control_key, find_all, serialise
from .package import Package
from .surroundings import BOUND, surroundings

LEDGER = "urn:boardpaper:ledger:1"
_PRIVATE = "private"
_PROVIDER = "provider"
_AMONG = "among"
_TAKEN_OUT = "taken_out"
_LATER = (_AMONG, "figures", "caption", _TAKEN_OUT)
"""What the ledgers of earlier versions do not say; it is sealed where it is said."""
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TERMS = "http://purl.org/dc/terms/"
_ELEMENTS = "http://purl.org/dc/elements/1.1/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_CORE = "docProps/core.xml"


class Entry(Struct, frozen=True):
    """What a paper showed for a key when it was made, and in how many places; `brief` is what a table showed, where that was shorter.

    `among` are the views of its places outside the tables and charts, which tell of their own; none in a paper of an earlier boardpaper.
    """

    text: str
    places: int
    brief: str = ""
    among: tuple[str, ...] = ()


class Ledger(Struct, frozen=True):
    """The ledger inside a paper: whose, for whom and for which period it is, each key's entry, and whether it is as it was written.

    `provider` is the code of the one that a letter goes to, "" where the paper is no letter.
    `blocks` are its tables and charts as they were made, and `block_places` in how many controls each of them stood: 0 of one that was silent.
    `taken_out` is from how many places the author had taken each figure, table or chart when the paper was refreshed.
    """

    organisation: str
    period: str
    provider: str
    is_private: bool
    entries: dict[str, Entry]
    blocks: dict[str, Made]
    block_places: dict[str, int]
    is_whole: bool
    taken_out: dict[str, int]

    def made_among(self) -> dict[str, set[str]]:
        """Return the keys that stood among something when the paper was made, by the view of it."""
        told = [(among, key) for key, entry in self.entries.items() for among in entry.among]
        told += [(among, key) for made in self.blocks.values() for key, among in made.standing]
        found: dict[str, set[str]] = {}
        for among, key in told:
            found.setdefault(among, set()).add(key)
        return found


def add_ledger(draft: Draft, settings: Settings, catalogue: Catalogue, exact: Catalogue | None = None, *, provider: str = "") -> None:
    """Put the key, the shown text and the number of places of everything filled into a custom XML part, sealed with its own hash.

    Of each table and chart it holds what of the `catalogue` it was made from; in a private paper the `exact` values and their cells too,
    and in a letter the code of the `provider` that it goes to.
    """
    stories = [draft.package.tree(part) for part in draft.package.stories()]
    controls = {control: control_key(control) for story in stories for control in find_all(story, "//w:sdt[not(ancestor::mc:Fallback)]")}
    places = Counter(controls.values())
    blocks: dict[str, list[Element]] = {key: [] for key, caption in draft.named.items() if caption is None}
    for control, key in controls.items():
        if BLOCK.match(key):
            blocks.setdefault(key, []).append(control)
    among = _among(draft, stories, blocks.values())
    root = etree.Element(f"{{{LEDGER}}}ledger", nsmap={"bp": LEDGER})
    root.set("organisation", settings.organisation.code)
    root.set("period", period_of(settings))
    if provider:
        root.set(_PROVIDER, provider)
    for key in sorted(draft.shown):
        entry = etree.SubElement(root, f"{{{LEDGER}}}shown", key=key, places=str(places[key]))
        entry.text = draft.shown[key]
        if key in among:
            entry.set(_AMONG, " ".join(among[key]))
        if key in draft.shown_briefly:
            entry.set("brief", draft.shown_briefly[key])
    for key in sorted(blocks):
        made = asdict(made_of(draft, catalogue, key, blocks[key]))
        etree.SubElement(root, f"{{{LEDGER}}}block", {"key": key, "places": str(places[key]), **made})
    if exact:
        root.set("readers", _PRIVATE)
        root.extend(_exact(exact.figures[key]) for key in sorted(draft.shown.keys() & exact.figures.keys()))
    root.set("seal", _seal(root))
    about = etree.Element(f"{{{_DATA}}}datastoreItem", nsmap={"ds": _DATA})
    about.set(f"{{{_DATA}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, LEDGER)).upper()}}}")
    references = etree.SubElement(about, f"{{{_DATA}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATA}}}schemaRef").set(f"{{{_DATA}}}uri", LEDGER)
    package = draft.package
    item = package.add("customXml/item1.xml", serialise(root), "application/xml")
    described = package.add("customXml/itemProps1.xml", serialise(about), "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
    package.relate(package.main, "customXml", item)
    package.relate(item, "customXmlProps", described)


def _among(draft: Draft, stories: list[Element], blocks: Iterable[list[Element]]) -> dict[str, list[str]]:
    """Return the views of the places of each key outside the tables and charts of the catalogue: those that are counted as often as they hold."""
    within = {inner for controls in blocks for control in controls for inner in control.iter(control.tag)}
    found: dict[str, list[str]] = {}
    for story in stories:
        for control, place in surroundings(story, draft.shown, lambda control: control not in within).items():
            if place.told:
                found.setdefault(control_key(control), []).extend(place.told)
    return {
        key: sorted([*{view for view in views if not view.startswith(BOUND)}, *(view for view in views if view.startswith(BOUND))])
        for key, views in found.items()
    }


def ledger_part(package: Package) -> str:
    """Return the name of the part that holds the ledger, whatever the last program called it; "" where there is none.

    Raises TemplateError where the ledger is of a later version of boardpaper, which may mean something else by it.
    """
    for part in package.parts:
        if part.startswith("customXml/") and part.endswith(".xml") and b"urn:boardpaper:ledger:" in package.parts[part]:
            space = etree.QName(package.tree(part)).namespace or ""
            if space == LEDGER:
                return part
            if space.startswith(LEDGER.rpartition(":")[0]):
                raise TemplateError(f"{package.label} was made by a later version of boardpaper: update boardpaper, then run the command again.")
    return ""


class Today(Struct, frozen=True):
    """What a paper's keys show today: in full, in the fewer words of a table, and, where the paper is private, the exact figures."""

    texts: Mapping[str, str]
    brief: Mapping[str, str]
    exact: Catalogue | None = None


def renewed(
    package: Package, today: Today, places: Mapping[str, int], in_tables: Collection[str], blocks: Mapping[str, Made], dropped: Mapping[str, int]
) -> bytes:
    """Return the ledger of a paper, sealed anew: today's text for each key that has one, the places that it stands in now, and the new blocks.

    `places` counts the controls of tables and charts too; what is missing of them was taken out, unless a table made anew has `dropped` it.
    A key that the paper shows for the first time comes in its order.
    """
    root = package.tree(ledger_part(package))
    entries = {shown.get("key", ""): shown for shown in root.iter(f"{{{LEDGER}}}shown")}
    for key in places.keys() & today.texts.keys() - entries.keys():
        entries[key] = etree.Element(f"{{{LEDGER}}}shown", key=key)
    for key, shown in entries.items():
        was_brief = bool(shown.attrib.pop("brief", ""))
        shown.text = today.texts.get(key, shown.text)
        _stand(shown, places.get(key, 0), dropped.get(key, 0))
        if key in today.brief and (was_brief or key in in_tables):
            shown.set("brief", today.brief[key])
    for block in root.iter(f"{{{LEDGER}}}block"):
        key = block.get("key", "")
        _stand(block, places.get(key, 0))
        for word, told in asdict(blocks[key]).items() if key in blocks else ():
            block.set(word, told)
    root[:] = [*(entries[key] for key in sorted(entries)), *root.iter(f"{{{LEDGER}}}block")]
    if today.exact:
        root.extend(_exact(today.exact.figures[key]) for key in sorted(entries.keys() & today.exact.figures.keys()))
    root.set("seal", _seal(root))
    return serialise(root)


def _stand(entry: Element, places: int, dropped: int = 0) -> None:
    """Write down in how many places something stands now, and from how many an author has taken it out since the paper was made."""
    gone = int(entry.attrib.pop(_TAKEN_OUT, "0")) + int(entry.get("places", "0")) - dropped - places
    entry.set("places", str(places))
    if gone > 0:
        entry.set(_TAKEN_OUT, str(gone))


def read_ledger(package: Package) -> Ledger | None:
    """Return the ledger of a paper, None where it has none. Raises TemplateError where it is of a later version."""
    if not (part := ledger_part(package)):
        return None
    root = package.tree(part)
    entries = {
        shown.get("key", ""): Entry(shown.text or "", _count(shown.get("places", "")), shown.get("brief", ""), tuple(shown.get(_AMONG, "").split()))
        for shown in root.iter(f"{{{LEDGER}}}shown")
    }
    standing = {block.get("key", ""): block for block in root.iter(f"{{{LEDGER}}}block")}
    return Ledger(
        root.get("organisation", ""),
        root.get("period", ""),
        root.get(_PROVIDER, ""),
        root.get("readers") == _PRIVATE,
        entries,
        {key: Made(*(block.get(name, "") for name in Made.__struct_fields__)) for key, block in standing.items()},
        {key: _count(block.get("places", "")) for key, block in standing.items()},
        root.get("seal") == _seal(root),
        {told.get("key", ""): _count(gone) for told in root if (gone := told.get(_TAKEN_OUT))},
    )


def _count(places: str) -> int:
    return int(places) if places.isdecimal() else 1


def period_of(settings: Settings) -> str:
    return f"{settings.report.period.start}/{settings.report.period.end}"


def _seal(root: Element) -> str:
    """Return a hash of what the ledger says, whatever way its XML is written."""
    said = [root.get(word, "") for word in ("organisation", "period", "readers")]
    said += [root.get(_PROVIDER, "")] if _PROVIDER in root.attrib else []
    for shown in root.iter(f"{{{LEDGER}}}shown"):
        said += [shown.get("key", ""), shown.get("places", ""), shown.get("brief", ""), shown.text or "", *_said_later(shown)]
    for block in root.iter(f"{{{LEDGER}}}block"):
        told = (block.get(name, "") for name in Made.__struct_fields__ if name not in _LATER)
        said += [block.get("key", ""), block.get("places", ""), *told, *_said_later(block)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _said_later(entry: Element) -> list[str]:
    return [f"{word}={told}" for word in _LATER if (told := entry.get(word))]


def _exact(figure: Figure) -> Element:
    """Return what a figure is, and where each value behind it stands."""
    made = etree.Element(f"{{{LEDGER}}}exact", key=figure.key)
    if figure.value is not None:
        made.set("value", str(figure.value))
    for cell in figure.cells:
        place = etree.SubElement(made, f"{{{LEDGER}}}cell", filename=cell.filename, sheet=cell.sheet, cell=cell.cell, state=cell.state)
        if cell.value is not None:
            place.set("value", str(cell.value))
    return made


def status_of(package: Package) -> str:
    """Return what the file says that it is: "Draft", "Final", or "" where it does not say."""
    root = package.look(_CORE) if _CORE in package.parts else None
    return (root.findtext(f"{{{_PACKAGE}metadata/core-properties}}contentStatus") or "").strip() if root is not None else ""


def set_properties(package: Package, title: str, creator: str, day: date, status: str, category: str = "") -> None:
    """Set title, author, language, dates, status ("Draft", "Final") and category of the file."""
    space = f"{{{_PACKAGE}metadata/core-properties}}"
    root = etree.Element(f"{space}coreProperties", nsmap={"cp": space[1:-1], "dc": _ELEMENTS, "dcterms": _TERMS, "xsi": _INSTANCE})
    for word, text in (("title", title), ("creator", creator), ("language", "en-GB")):
        etree.SubElement(root, f"{{{_ELEMENTS}}}{word}").text = text
    for word in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{word}")
        stamp.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        stamp.text = f"{day.isoformat()}T00:00:00Z"
    if category:
        etree.SubElement(root, f"{space}category").text = category
    etree.SubElement(root, f"{space}contentStatus").text = status
    part = _CORE
    if part in package.parts:
        package.replace(part, root)
    else:
        package.add(part, serialise(root), "application/vnd.openxmlformats-package.core-properties+xml")
        package.relate("", f"{_PACKAGE}relationships/metadata/core-properties", part)
