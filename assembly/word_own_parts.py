"""What a contributor's Word file has for itself and the paper has already: cover page, contents, headers and footers."""

from itertools import takewhile

from .draft import KEY
from .ooxml import Element, find_all, name, text_of, value
from .word_file import WordFile
from .word_pieces import Tally

_COVER = "cover page (words)"
_GALLERIES = {"table of contents": "contents (words)", "cover pages": _COVER}
_LONGEST_LINE = 25
"""Words: a paragraph of more is no line of a cover."""


def leave_out_own_parts(file: WordFile, tally: Tally) -> None:
    """Take the parts that the paper has of its own out of a file's body, and count their words."""
    for control in find_all(file.body, ".//w:sdt"):
        own = _GALLERIES.get((value(control, "w:sdtPr/w:docPartObj/w:docPartGallery") or "").casefold())
        parent = control.getparent()
        if own and parent is not None:
            tally.left_out[own] += _words(control)
            parent.remove(control)
    for line in _cover(file):
        tally.left_out[_COVER] += _words(line)
        file.body.remove(line)
    tally.left_out["headers and footers (words)"] += len(" ".join(file.running_words()).split())


def _cover(file: WordFile) -> list[Element]:
    """Return the lines of a first page that is a cover, whoever made it: short lines and no heading, before a page that begins with one.

    Without a break behind it, a title with a subtitle is one. Its title stays where the file has no other: where several headings of the first
    level follow.
    """
    first = _first_page(file.body) or _titled_lines(file)
    rest = [found for found in file.body if found not in first]
    following = next((found for found in rest if text_of(found).strip()), None)
    if not first or following is None or file.styles.level(following) != 1 or not all(map(_is_line, first)) or any(map(file.styles.level, first)):
        return []
    titles = [found for found in first if "title" in file.styles.titles(found)[:1] and text_of(found).strip()]
    several = sum(file.styles.level(found) == 1 for found in rest if found.tag == name("w:p")) > 1
    return [found for found in first if not (several and found in titles)] if titles or not several else []


def _first_page(body: Element) -> list[Element]:
    """Return what stands before the first break to another page, the paragraph with the break too; nothing where there is none."""
    made: list[Element] = []
    for child in body:
        if value(child, "w:pPr/w:pageBreakBefore") != "0" and find_all(child, "w:pPr/w:pageBreakBefore") and made:
            return made
        made.append(child)
        if find_all(child, ".//w:br[@w:type='page'] | w:pPr/w:sectPr"):
            return made
    return []


def _titled_lines(file: WordFile) -> list[Element]:
    """Return what stands before the first heading where that is a title, a subtitle and lines that are no sentences; nothing where it is not."""
    lines = list(takewhile(lambda child: file.styles.level(child) != 1, file.body))
    styles = [file.styles.titles(line)[:1] for line in lines if text_of(line).strip()]
    is_cover = styles[:1] == [["title"]] and ["subtitle"] in styles and not any(text_of(line).rstrip().endswith(".") for line in lines)
    return lines if is_cover else []


def _is_line(element: Element) -> bool:
    text = text_of(element)
    return element.tag == name("w:p") and len(text.split()) <= _LONGEST_LINE and not KEY.search(text)


def _words(element: Element) -> int:
    return sum(len(text_of(paragraph).split()) for paragraph in element.iter(name("w:p")))
