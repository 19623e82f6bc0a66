"""What a contributor's Word file has for itself and the paper has already: cover page, contents, headers and footers."""

from .ooxml import Element, find_all, name, value
from .word_file import WordFile
from .word_pieces import Tally

_GALLERIES = {"table of contents": "contents (words)", "cover pages": "cover page (words)"}


def leave_out_own_parts(file: WordFile, tally: Tally) -> None:
    """Take the parts that Word itself names as such out of a file's body, and count their words."""
    for control in find_all(file.body, ".//w:sdt"):
        own = _GALLERIES.get((value(control, "w:sdtPr/w:docPartObj/w:docPartGallery") or "").casefold())
        parent = control.getparent()
        if own and parent is not None:
            tally.left_out[own] += _words(control)
            parent.remove(control)
    tally.left_out["headers and footers (words)"] += len(" ".join(file.running_words()).split())


def _words(element: Element) -> int:
    return sum(len("".join(piece.text or "" for piece in paragraph.iter(name("w:t"))).split()) for paragraph in element.iter(name("w:p")))
