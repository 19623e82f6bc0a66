"""What may be wrong with a template: a block that is missing, twice, or where it cannot stand, and a place broken in half or misspelt."""

from collections.abc import Collection, Iterator, Sequence

from ..nearest import nearest
from .block_keys import is_chart
from .draft import KEY
from .drawn_words import drawn_words
from .ooxml import VML, control_key, find_all, name, text_of
from .package import Package
from .places import REQUIRED, is_block, lone_place, own_text
from .plots.geometry import WIDTH
from .room import room_at
from .whereabouts import Spot, spots

_FEW_WORDS = 40
_LEFT_IN = (
    ("comments", ("w:commentReference",), "answer them and delete them in Word (Review)"),
    ("tracked changes", ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange"), "accept or reject them in Word (Review)"),
)


def faults(package: Package, keys: Collection[str], required: Sequence[str] = REQUIRED) -> list[str]:
    """Return a sentence for each fault of a template, with the place where it stands; unknown keys are told with those of the narrative.

    `required` are the blocks that its paper has.
    """
    found = list(spots(package))
    paragraphs = [spot for spot in found if spot.element.tag == name("w:p")]
    counts = dict.fromkeys(required, 0)
    told: list[str] = []
    for spot in paragraphs:
        told += [fault for look in (_of_paragraph, _of_shapes, _of_field_codes) for fault in look(package.label, spot)]
        told += _too_narrow(package, spot)
        key = lone_place(spot.element)
        if key in REQUIRED and key not in required:
            told.append(f"{package.label} has the place {{{{ {key} }}}} ({_at(spot)}), which only the board paper has: delete it.")
        if key in counts and _can_hold_blocks(spot):
            counts[key] += 1
            if counts[key] == 2:
                told.append(f"{package.label} has a second place {{{{ {key} }}}} ({_at(spot)}): delete one of them.")
    told += _left_in(package)
    told += _in_drawings(package)
    missing = [key for key, count in counts.items() if not count and f"{{{{ {key} }}}}" not in "".join(told)]
    told = [f"{package.label} has no place {{{{ {key} }}}}: type it on a line of its own where the {key} should stand." for key in missing] + told
    for spot in found:
        tag = control_key(spot.element)
        if tag not in keys and "." in tag and (near := nearest(tag, keys)):
            told.append(
                f"{package.label} has a content control tagged {tag!r} ({_at(spot)}), which is no key (nearest: {', '.join(near)}): mend its tag."
            )
    return told


def _left_in(package: Package) -> Iterator[str]:
    """Tell comments and tracked changes, which would go to every reader of the paper."""
    for what, tags, cure in _LEFT_IN:
        found = [element for part in package.stories() for element in package.tree(part).iter(*map(name, tags))]
        if found:
            words = next(
                (each for each in (" ".join(text_of(next(element.iterancestors(name("w:p")), element)).split()) for element in found) if each), ""
            )
            at = f" (the first at {words[:_FEW_WORDS]!r})" if words else ""
            yield f"{package.label} holds {what}{at}, which would go to every reader: {cure}."


def _in_drawings(package: Package) -> Iterator[str]:
    """Tell a place in SmartArt or in the title of a chart: no content control can stand there, and it would be printed as it was typed."""
    for kind, words in dict.fromkeys(drawn_words(package)):
        if "{{" in words or "}}" in words:
            yield f"{package.label} has a place in {kind} ({words[:_FEW_WORDS]!r}), where nothing is filled in: move it into a table or a text box."


def _of_paragraph(label: str, spot: Spot) -> Iterator[str]:
    """Tell a block within a line or where no block can stand, and a place whose braces do not close: each would be printed as it was typed."""
    text = own_text(spot.element)
    lone = lone_place(spot.element)
    if lone and not _can_hold_blocks(spot):
        yield f"{label} has {{{{ {lone} }}}} where no block can stand ({_at(spot)}): type it on a line of its own in the body."
    for place in KEY.finditer(text):
        if is_block(place[1]) and not lone:
            yield f"{label} has {{{{ {place[1]} }}}} within a line ({_at(spot, place.start())}): type it on a line of its own."
    rest = KEY.sub(lambda place: " " * len(place[0]), text)
    if "{{" in rest:
        yield f"{label} has a place that does not end ({_at(spot, rest.index('{{'))}): type both pairs of braces around its key."
    elif "}}" in rest:
        yield f"{label} has a place that does not begin ({_at(spot, rest.index('}}'))}): type both pairs of braces around its key."


def _of_shapes(label: str, spot: Spot) -> Iterator[str]:
    """Tell a place in what a picture or a shape is said to show, or in WordArt, as a watermark is: no content control can stand there."""
    shapes = find_all(spot.element, f".//*[local-name()='docPr' or local-name()='cNvPr' or namespace-uri()='{VML}']")
    own = [shape for shape in shapes if next(shape.iterancestors(name("w:p"))) is spot.element]
    kinds = {"descr": "alt text", "alt": "alt text", "title": "alt text", "string": "WordArt"}
    texts = [(kind, shape.get(attribute, "")) for shape in own for attribute, kind in kinds.items()]
    for kind, text in dict.fromkeys(found for found in texts if "{{" in found[1] or "}}" in found[1]):
        yield f"{label} has a place in the {kind} {text!r} ({_at(spot)}), where nothing is filled in: write it without braces."


def _of_field_codes(label: str, spot: Spot) -> Iterator[str]:
    """Tell a place in the code of a field, which Word would show as typed when it works the field out anew."""
    own = [code for code in spot.element.iter(name("w:instrText"), name("w:fldSimple")) if next(code.iterancestors(name("w:p"))) is spot.element]
    code = "".join(found.get(name("w:instr"), "") or found.text or "" for found in own)
    if "{{" in code or "}}" in code:
        yield f"{label} has a place in the code of a field, {code.strip()!r} ({_at(spot)}), where nothing is filled in: take it out of the field."


def _too_narrow(package: Package, spot: Spot) -> Iterator[str]:
    """Tell a chart in a cell that would cut it off: a table is made as narrow as its cell, a chart is not."""
    lone = lone_place(spot.element)
    in_cell = any(True for _ in spot.element.iterancestors(name("w:tc")))
    if is_chart(lone) and in_cell and room_at(package, spot.element) < WIDTH * 20:
        yield f"{package.label} has {{{{ {lone} }}}} in a cell that is too narrow for a chart ({_at(spot)}): move it out of the table."


def _can_hold_blocks(spot: Spot) -> bool:
    return spot.around.startswith("body") and "text box" not in spot.around.split(", ")


def _at(spot: Spot, at: int = 0) -> str:
    return f"{spot.around}, {spot.detail(at)}"
