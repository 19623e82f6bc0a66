"""Footnotes: what a narrative file may not do with them, and the part of the document that holds them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from .draft import Draft
from .markdown import inside, line_of, with_lines
from .narrative import Chapter
from .ooxml import NAMESPACES, Element, find_all, name, properties, run, serialise, w
from .package import Package
from .uses import block_places

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = {"separator": -1, "continuationSeparator": 0}
_AFTER_IN_SETTINGS = ("endnotePr", "compat", "rsids", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")
"""What Word wants behind the footnotes in its settings, as far as its own files hold it."""


def definitions(tree: SyntaxTreeNode) -> dict[str, SyntaxTreeNode]:
    """Return the footnotes that a file defines, by label."""
    return {node.meta["label"]: node for node in tree.walk() if node.type == "footnote_reference"}


def references(tree: SyntaxTreeNode) -> Counter[str]:
    """Return how often a file refers to each of its footnotes, by label."""
    return Counter(node.meta["label"] for node, _ in with_lines(tree, "footnote_ref"))


def faults(chapter: Chapter) -> list[str]:
    """Return a sentence for every footnote that cannot be set as it is written."""
    found = sorted([*_faults_of_references(chapter.tree), *_faults_of_definitions(chapter.tree)])
    return [f"{chapter.place(line)}: the footnote [^{label}] {what}." for line, label, what in found]


def story(package: Package) -> str:
    """Return the part that holds the document's footnotes, made with Word's separators where the template has none."""
    part = package.related("footnotes")
    if part in package.parts:
        return part
    root = w("footnotes", *(w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for kind, number in _SEPARATORS.items()))
    part = package.add("word/footnotes.xml", serialise(root), _TYPE)
    package.relate(package.main, "footnotes", part)
    if (settings := package.related("settings")) in package.parts:
        named = w("footnotePr", *(w("footnote", id=number) for number in _SEPARATORS.values()))
        behind = next(iter(find_all(package.tree(settings), " | ".join(f"w:{tag}" for tag in _AFTER_IN_SETTINGS))), None)
        package.tree(settings).append(named) if behind is None else behind.addprevious(named)
    return part


def add_note(draft: Draft, paragraphs: list[Element]) -> Element:
    """Put a note into the document's footnotes and return the run that refers to it. Word gives both their number."""
    root = draft.package.tree(story(draft.package))
    number = max(int(found.get(name("w:id"), 0)) for found in find_all(root, "w:footnote")) + 1
    mark = properties(style=draft.style("footnote reference"))
    first = paragraphs[0].find("w:pPr", NAMESPACES)
    if first is not None:
        first.addnext(run(" "))
        first.addnext(_marked(mark, w("footnoteRef")))
    root.append(w("footnote", *paragraphs, id=number))
    return _marked(mark, w("footnoteReference", id=number))


def _marked(mark: Element | None, content: Element) -> Element:
    made = run("", mark)
    made.remove(made[-1])
    made.append(content)
    return made


def _faults_of_references(tree: SyntaxTreeNode) -> Iterator[tuple[int, str, str]]:
    known = definitions(tree)
    for node, line in with_lines(tree, "footnote_ref"):
        label = node.meta["label"]
        if label not in known:
            yield line, label, f"is not defined; write '[^{label}]: ' and its words on a line of their own"
        if inside(node, "heading", "th"):
            yield line, label, "stands in a heading; put it into the text below"
        if inside(node, "image"):
            yield line, label, "stands in the words of a picture; put it into the text"
        if inside(node, "footnote_reference"):
            yield line, label, "stands in another footnote; put it into the text"


def _faults_of_definitions(tree: SyntaxTreeNode) -> Iterator[tuple[int, str, str]]:
    used = {node.meta["label"] for node, _ in with_lines(tree, "footnote_ref")}
    seen: set[str] = set()
    for node in (node for node in tree.walk() if node.type == "footnote_reference"):
        label = node.meta["label"]
        if label in seen:
            yield line_of(node), label, "is defined a second time; give each a label of its own"
        elif label not in used:
            yield line_of(node), label, f"is never referred to; write [^{label}] where it belongs, or delete it"
        seen.add(label)
        if not node.children:
            yield line_of(node), label, "has no words; write them behind its label"
        elif not _only_text(node.children):
            yield line_of(node), label, "holds more than text; put lists, tables, charts and pictures outside it"


def _only_text(nodes: Iterable[SyntaxTreeNode]) -> bool:
    return all(
        node.type == "paragraph" and not block_places(node.children[0].content) and all(child.type != "image" for child in node.children[0].walk())
        for node in nodes
    )
