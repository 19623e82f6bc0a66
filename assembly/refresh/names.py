"""What a refresh calls what it speaks of: by its title and its key, and where it stands in the paper."""

from functools import cached_property

from msgspec import Struct

from ...warehouse.figures.model import Catalogue
from ..check.document import Document, Passage
from ..draft import Draft
from ..ledger import Today
from ..named import named
from ..package import Package


class Names(Struct, frozen=True, dict=True):
    """The names of figures, tables and charts in a paper as it was before it was refreshed; the paper is read for the first of them alone."""

    package: Package
    draft: Draft
    catalogue: Catalogue

    @cached_property
    def document(self) -> Document:
        return Document(self.package)

    def title(self, key: str) -> str:
        return named(self.draft, self.catalogue, key)

    def of(self, key: str) -> str:
        """Return the title of something with the sections that it stands in."""
        passages = [block.passage for block in self.document.blocks if block.key == key and block.passage]
        passages += [control.passage for control in self.document.controls if control.key == key]
        sections = list(dict.fromkeys(map(_section, passages)))
        return f"{self.title(key)} in {' and '.join(sections)}" if sections else self.title(key)

    def places(self, key: str, shown: str) -> tuple[str, ...]:
        """Return where a figure shows a text."""
        standing = [control for control in self.document.controls if control.key == key]
        return tuple(control.passage.where for control in standing if control.text.split() == shown.split())


def names_in(package: Package, today: Today, catalogue: Catalogue) -> Names:
    return Names(package, Draft(package, today.texts, today.brief), catalogue)


def _section(passage: Passage) -> str:
    if passage.section:
        return passage.section
    return "the front sheet" if passage.story in ("body", "text box") else f"the {passage.story}"
