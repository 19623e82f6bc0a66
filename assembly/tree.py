"""Who stands under whom: the posts of a chart in order, each with its depth, whatever the return says."""

from collections.abc import Iterator

from msgspec import Struct

from ..warehouse.figures.model import Node


class Post(Struct, frozen=True):
    """A post in the order of the chart; `above` is the place of the post it reports to, None at the top."""

    label: str
    note: str
    depth: int
    above: int | None


def in_order(nodes: tuple[Node, ...]) -> list[Post]:
    """Return every post once, each after the one it reports to.

    A post whose superior is not listed stands at the top, and so does the first post of a circle.
    """
    labels = {_folded(node.label) for node in nodes}
    under: dict[str, list[int]] = {}
    for number, node in enumerate(nodes):
        superior = _folded(node.parent)
        under.setdefault(superior if superior in labels and superior != _folded(node.label) else "", []).append(number)
    made: list[Post] = []
    seen: set[int] = set()
    for start in [*under.get("", []), *range(len(nodes))]:
        made += _below(nodes, under, start, seen, len(made))
    return made


def told(posts: list[Post]) -> str:
    """Return the chart in sentences, for those who cannot see it."""
    return " ".join(sentence(posts, post) for post in posts)


def sentence(posts: list[Post], post: Post) -> str:
    """Return what the chart says of one post."""
    note = f" ({post.note})" if post.note else ""
    return f"{post.label}{note} " + ("stands at the top." if post.above is None else f"reports to {posts[post.above].label}.")


def _below(nodes: tuple[Node, ...], under: dict[str, list[int]], start: int, seen: set[int], done: int) -> Iterator[Post]:
    waiting: list[tuple[int, int, int | None]] = [(start, 0, None)]
    while waiting:
        number, depth, above = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        yield Post(nodes[number].label, nodes[number].note, depth, above)
        children = under.get(_folded(nodes[number].label), [])
        waiting += [(child, depth + 1, done) for child in reversed(children)]
        done += 1


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
