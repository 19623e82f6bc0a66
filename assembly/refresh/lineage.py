"""The lineage of a refreshed paper: today's in its place, and the one as it was beside the copy of the paper as it was."""

from collections.abc import Mapping
from pathlib import Path

from ...errors import PaperError
from ...warehouse.figures.model import Catalogue, Plot
from ..checklist import Answer
from ..draft import Draft
from ..ledger import Today, read_ledger
from ..lineage import ENDING, fingerprint, lineage_now, read_lineage
from ..package import Package, write_whole


def renew_lineage(lineage: Path, copy: Path, paper: Path, shown: Package, today: Today, catalogue: Catalogue, answers: Mapping[str, Answer]) -> None:
    """Write the lineage of a paper anew; `copy` is the paper as it was before, `shown` what it shows now.

    Raises PaperError where it cannot be written.
    """
    ledger = read_ledger(shown)
    draft = Draft(shown, today.texts, today.brief)
    for key, entry in ledger.entries.items() if ledger else ():
        if entry.places:
            draft.shown[key] = entry.text
    for key in ledger.block_places if ledger else ():
        kind, _, word = key.partition(": ")
        if kind == "chart" and isinstance(plot := catalogue.charts.get(word), Plot):
            draft.plots[word] = plot
    was, now = fingerprint(copy.read_bytes()), fingerprint(paper.read_bytes())
    made = lineage_now(read_lineage(lineage), draft, catalogue, answers, was, now)
    try:
        write_whole(lineage.with_name(f"{copy.stem}{ENDING}"), lineage.read_bytes())
        write_whole(lineage, made)
    except OSError as error:
        raise PaperError(f"{lineage} cannot be written ({error.strerror}): close it where it is open, and refresh again.") from None
