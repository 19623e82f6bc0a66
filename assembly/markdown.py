"""Markdown as a tree, with the line on which each thing stands."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from .outline import Outline


def tree_of(text: str) -> SyntaxTreeNode:
    """Return the tree of a narrative file: CommonMark, with tables and footnotes.

    A footnote's definition stays where it is written, and a reference is one whether it is defined or not. HTML and struck out words are told
    apart from text, as a paper has no form for them.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    return SyntaxTreeNode(parser.parse(text))


def emphasis(text: str) -> list[Token]:
    """Return the pieces of a line of the settings, of whose Markdown emphasis alone is read: a link or an entity is text there."""
    parser = MarkdownIt("commonmark").disable(["link", "image", "autolink", "html_inline", "entity", "escape", "backticks"])
    return parser.parseInline(text)[0].children or []


def levelled(tree: SyntaxTreeNode) -> list[str]:
    """Give the headings of a tree the levels that they have in the paper; return what is told of those whose own skipped one."""
    outline = Outline()
    for node in tree.children:
        if node.type == "heading":
            node.meta["level"] = outline.level(int(node.tag[1:]), f"line {line_of(node)}")
    return outline.notes()


def level_of(heading: SyntaxTreeNode) -> int:
    """Return the level of a heading, that of the paper where it was given one."""
    return int(heading.meta.get("level", heading.tag[1:]))


def lost_cells(text: str, row: SyntaxTreeNode, columns: int) -> str:
    """Return what a row of a table holds beyond its columns, which Markdown drops; "" where that is nothing."""
    line = text.split("\n")[row.map[0]].lstrip("> \t") if row.map else ""
    cells = escapedSplit(line.strip().removeprefix("|").removesuffix("|"))
    return " ".join(cell.strip() for cell in cells[columns:] if cell.strip())


def line_of(node: SyntaxTreeNode) -> int:
    """Return the line that a node, or the nearest node around it that knows, begins on."""
    while node.map is None and node.parent:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def with_lines(tree: SyntaxTreeNode, kind: str) -> Iterator[tuple[SyntaxTreeNode, int]]:
    """Return the nodes of a kind within text, each with the line that it stands on."""
    for text in (node for node in tree.walk() if node.type == "inline"):
        line = line_of(text)
        for node in text.walk():
            line += node.type in ("softbreak", "hardbreak")
            if node.type == kind:
                yield node, line


def inside(node: SyntaxTreeNode, *kinds: str) -> bool:
    """Return whether a node stands within one of a kind."""
    return node.type in kinds or (node.parent is not None and inside(node.parent, *kinds))
