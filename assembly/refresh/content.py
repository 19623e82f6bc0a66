"""The content of a control changed for another that keeps its numbers: of the controls and the drawings in it."""

from collections.abc import Sequence
from itertools import chain

from ..draft import Draft
from ..ooxml import NAMESPACES, Element, find_all, name


def put_content(draft: Draft, control: Element, blocks: Sequence[Element]) -> None:
    """Put blocks into a control in place of what is there; what is more than before gets numbers that no other has."""
    content = control.find("w:sdtContent", NAMESPACES)
    assert content is not None
    controls = [mark.get(name("w:val"), "") for mark in find_all(content, ".//w:sdtPr/w:id")]
    drawings = [shape.get("id", "") for shape in find_all(content, ".//wp:docPr")]
    content[:] = list(blocks)
    fresh_controls = chain(controls, iter(lambda: str(draft.fresh_control()), ""))
    fresh_drawings = chain(drawings, map(str, draft.drawings))
    for mark in find_all(content, ".//w:sdtPr/w:id"):
        mark.set(name("w:val"), next(fresh_controls))
    for shape in find_all(content, ".//wp:docPr"):
        shape.set("id", next(fresh_drawings))
