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
        fresh = drawn.get(_ID, "")
        drawn.set(_ID, chart)
        package.parts |= (made := {old: package.parts[new], old_book: package.parts[book]})
        package.replace(old, package.tree(new))
        package.remove(package.main, fresh)
        return made
    made = {part: package.parts[part] for part in (new, book)}
    return made | {relations_part(new): serialise(package.tree(relations_part(new)))} | written_relations(package)


def written_relations(package: Package) -> dict[str, bytes]:
    """Return what says which parts a paper has, and how its document leads to them."""
    return {part: serialise(package.tree(part)) for part in (relations_part(package.main), CONTENT_TYPES)}


def drop_chart(package: Package, chart: str) -> set[str]:
    """Take a chart out of the package that its document does not show any more; return the parts that are gone: its numbers are in them."""
    shown = package.document.xpath("//@r:*", namespaces=NAMESPACES) if chart else []
    is_shown = isinstance(shown, list) and chart in shown
    return package.remove(package.main, chart) if chart and not is_shown else set()


def renew_data(package: Package, control: Element, fresh: Element, alt: str) -> dict[str, bytes]:
    """Put the data of a chart made today, which `fresh` holds, into the chart of an edited block, and return the parts that changed.

    Its words for those who cannot see it are today's too, where they are those that it was made with (`alt`). Nothing changes, and nothing is
    returned, where the two have other series.
    """
    part, new = chart_in(package, control), chart_in(package, fresh)
    if not put_data(package.tree(part), package.tree(new)):
        drop_fresh(package, fresh)
        return {}
    package.parts[part] = serialise(package.tree(part))
    made = {part: package.parts[part]}
    if book := package.related_from(part, "package"):
        made[book] = package.parts[book] = package.parts[package.related_from(new, "package")]
    if alt_of(control) == alt:
        for shape, other in zip(find_all(control, ".//wp:docPr"), find_all(fresh, ".//wp:docPr"), strict=False):
            shape.set("descr", other.get("descr", ""))
    drop_fresh(package, fresh)
    return made


def drop_fresh(package: Package, fresh: Element) -> None:
    """Take the charts of a block made today out of the package again, as it comes into no place."""
    for drawn in find_all(fresh, ".//*[local-name()='chart'][@r:id]"):
        package.remove(package.main, drawn.get(_ID, ""))
