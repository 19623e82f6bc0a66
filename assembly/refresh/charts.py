"""Today's numbers in a chart of an edited paper: its parts made anew where nobody changed them, else its data alone, under the author's look."""

from ..made import alt_of, chart_in
from ..ooxml import NAMESPACES, Element, find_all, serialise
from ..package import CONTENT_TYPES, Package, relations_part
from ..plots.saying import put_data

_ID = f"{{{NAMESPACES['r']}}}id"


def keep_parts(package: Package, drawn: Element, chart: str) -> dict[str, bytes]:
    """Let a new chart stand in the parts of the old one, and return what they hold; where there was none, its parts are new to the paper.

    `chart` is the relation by which the document knew the old one, "" where there was none.
    """
    new = package.part_of(drawn.get(_ID, ""))
    old = package.part_of(chart) if chart else ""
    package.parts[new] = serialise(package.tree(new))
    book, old_book = package.related_from(new, "package"), package.related_from(old, "package") if old else ""
    if old_book:
        drawn.set(_ID, chart)
        package.parts |= (made := {old: package.parts[new], old_book: package.parts[book]})
        package.replace(old, package.tree(new))
        return made
    relations = [relations_part(part) for part in (new, package.main)]
    made = {part: package.parts[part] for part in (new, book)}
    return made | {part: serialise(package.tree(part)) for part in (*relations, CONTENT_TYPES)}


def renew_data(package: Package, control: Element, fresh: Element, alt: str) -> dict[str, bytes]:
    """Put the data of a chart made today, which `fresh` holds, into the chart of an edited block, and return the parts that changed.

    Its words for those who cannot see it are today's too, where they are those that it was made with (`alt`). Nothing changes, and nothing is
    returned, where the two have other series.
    """
    part, new = chart_in(package, control), chart_in(package, fresh)
    if not put_data(package.tree(part), package.tree(new)):
        return {}
    package.parts[part] = serialise(package.tree(part))
    made = {part: package.parts[part]}
    if book := package.related_from(part, "package"):
        made[book] = package.parts[book] = package.parts[package.related_from(new, "package")]
    if alt_of(control) == alt:
        for shape, other in zip(find_all(control, ".//wp:docPr"), find_all(fresh, ".//wp:docPr"), strict=False):
            shape.set("descr", other.get("descr", ""))
    return made
