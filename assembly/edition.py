"""What a paper would show today: the board paper as its readers may see it, or the letter to one provider."""

from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from ..errors import PaperError
from ..warehouse.disclosure import POLICIES, Policy
from ..warehouse.figures.letters import Addressee
from ..warehouse.figures.model import Catalogue
from ..workspace import Workspace
from .audience import audience
from .edited_paper import open_edited
from .keys import brief, letter_keys, offered
from .ledger import Ledger, Today, read_ledger
from .lineage import LETTERS

Measured: TypeAlias = Catalogue | Addressee
"""What the warehouse says today: of everybody, for the board paper, or of the provider that a letter goes to."""


class Edition(Struct, frozen=True):
    """What each key of a paper shows `today`, the `catalogue` that it is made of, and where its lineage is kept beside the others.

    A public board paper follows the `policy`.
    """

    today: Today
    catalogue: Catalogue
    papers: Path
    policy: Policy = POLICIES["none"]
    is_letter: bool = False


def edition(workspace: Workspace, measured: Measured, ledger: Ledger | None) -> Edition:
    """Return what a paper with this ledger would show. Raises PaperError where the ledger is of another kind of paper than was measured for."""
    provider = ledger.provider if ledger else ""
    if provider != (measured.code if isinstance(measured, Addressee) else ""):
        raise PaperError("A letter is held against its own provider's returns, and the board paper against everybody's: measure for the one in hand.")
    if isinstance(measured, Addressee):
        texts = letter_keys(workspace.settings, measured)
        return Edition(Today(texts, {}), measured.catalogue, workspace.papers / LETTERS, is_letter=True)
    readers = audience(workspace.settings, measured, private=ledger is not None and ledger.is_private)
    catalogue, policy = readers.disclosed.catalogue, readers.disclosed.policy
    exact = measured if readers.is_private else None
    today = Today(offered(workspace.settings, catalogue, readers.part_2), brief(workspace.settings, readers.disclosed), exact)
    return Edition(today, catalogue, workspace.papers, policy)


def provider_of(workspace: Workspace, *papers: Path) -> str:
    """Return the code of the provider that the papers are letters to, "" where they are no letters.

    Raises PaperError where they are not of one kind, or open_edited does.
    """
    ledgers = [read_ledger(open_edited(paper, workspace.settings)) for paper in papers]
    codes = list(dict.fromkeys(ledger.provider if ledger else "" for ledger in ledgers))
    if len(codes) > 1:
        kinds = [f"a letter to {code}" if code else "no letter" for code in codes]
        raise PaperError(f"{papers[0].name} is {kinds[0]}, and {papers[1].name} is {kinds[1]}: compare two papers of one kind.")
    return codes[0]
