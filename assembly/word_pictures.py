"""The pictures of a Word file: embedded ones, each with the words that stand for it."""

from .ooxml import NAMESPACES, VML, Element, find_all, name
from .word_file import WordFile
from .word_pieces import Shown


def pictures_of(drawing: Element, file: WordFile) -> list[Shown]:
    """Return the pictures of a drawing, old or new, without those of text boxes in it; a picture that is not in the file is left to be refused."""
    made = []
    for blip in find_all(drawing, ".//a:blip[@r:embed]"):
        if _boxes(blip) != _boxes(drawing):
            continue
        own = next(blip.iterancestors(f"{{{NAMESPACES['pic']}}}pic"), None)
        named = [*drawing.iter(f"{{{NAMESPACES['wp']}}}docPr"), *([] if own is None else own.iter(f"{{{NAMESPACES['pic']}}}cNvPr"))]
        alt = next((words for item in named if (words := item.get("descr", "").strip() or item.get("title", "").strip())), "")
        made += _shown(file, blip.get(f"{{{NAMESPACES['r']}}}embed", ""), alt)
    for data in drawing.iter(f"{{{VML}}}imagedata"):
        if _boxes(data) == _boxes(drawing):
            made += _shown(file, data.get(f"{{{NAMESPACES['r']}}}id", ""), next(data.iterancestors(), data).get("alt", "").strip())
    return made


def _boxes(element: Element) -> int:
    return sum(1 for _ in element.iterancestors(name("w:txbxContent")))


def _shown(file: WordFile, identity: str, alt: str) -> list[Shown]:
    found = file.picture(identity)
    return [Shown(*found, alt)] if found else []
