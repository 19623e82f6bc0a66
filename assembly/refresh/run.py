"""The whole refresh of an edited paper: figures, then what follows from them, and the file put back in one step with a copy of it as it was."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from ...errors import PaperError
from ...warehouse.figures.letters import Addressee
from ...workspace import Workspace
from ..between import told_between
from ..block_keys import is_table
from ..check.document import Document, is_shown
from ..duties import LACKS_DUTIES, lacks_duties
from ..edited_paper import open_edited, require_closed
from ..edition import Measured, edition
from ..ledger import Ledger, ledger_part, read_ledger, renewed
from ..lineage import BEFORE, lineage_of
from ..ooxml import Element, control_key, find_all, name
from ..package import Package, write_whole
from .archive import Archive
from .blocks import NOT_HERE, Blocks, find_blocks
from .figures import Move, find_moves
from .following import NOTHING, follow
from .lineage import renew_lineage
from .lost_words import find_lost_words
from .names import Names, names_in
from .splice import Edit, applied


class Refreshed(Struct, frozen=True):
    """What a refresh changed. `blocks` are the tables and charts that were made anew, `names` what they and what is `gone` are called, and where.

    `copy` is the paper as it was, None where nothing changed or nothing was written.
    """

    path: Path
    moved: tuple[Move, ...]
    left: tuple[Move, ...]
    gone: tuple[str, ...]
    blocks: tuple[str, ...]
    notes: tuple[str, ...]
    names: Mapping[str, str]
    copy: Path | None


def refresh(workspace: Workspace, measured: Measured, path: Path, *, dry_run: bool = False, overrule: bool = False, pages: bool = True) -> Refreshed:
    """Put today's figures, as its readers may see them, into an edited paper or letter, in place; every byte outside its controls stays as it is.

    A figure typed by hand is left, unless `overrule`. `dry_run` writes nothing; `pages` says whether the contents are measured anew.
    Raises PaperError where the paper is open, has no ledger or is another workspace's, TemplateError where it is no Word document.
    """
    if not dry_run:
        require_closed(path)
    package = open_edited(path, workspace.settings)
    ledger = _require_ledger(package)
    archive = Archive(path.read_bytes())
    now_on = edition(workspace, measured, ledger)
    today, catalogue = now_on.today, now_on.catalogue
    names = names_in(package, today, catalogue)
    moves = find_moves(archive, package.stories(), ledger, today, names, overrule=overrule)
    changed = {part: applied(archive.parts[part], edits) for part, edits in moves.edits.items()}

    def now() -> Package:
        return archive.with_parts(changed, package.label)

    blocks = find_blocks(now(), ledger, today, names, moves, overrule=overrule)
    archive.drop(blocks.gone)
    changed = {part: data for part, data in changed.items() if part not in blocks.gone}
    changed |= {part: data for part, data in blocks.parts.items() if data != archive.parts.get(part)}
    _change(changed, archive, package.main, blocks.edits)
    data = changed.get(package.main, archive.parts[package.main])
    lost = find_lost_words(now, data, today, names, ledger.blocks | blocks.made)
    _change(changed, archive, package.main, lost.edits)
    following = NOTHING if now_on.is_letter else follow(now(), today, workspace.settings, pages=pages and not dry_run)
    _change(changed, archive, package.main, following.edits)
    document = Document(now())
    known = today.texts.keys() | ledger.entries.keys()
    controls = [control for control in _controls(document.package) if control_key(control) in known]
    places = Counter([*map(control_key, controls), *(block.key for block in document.blocks)])
    in_tables = {control_key(control) for control in controls if any(map(is_table, map(control_key, control.iterancestors(name("w:sdt")))))}
    ledger_now = renewed(document.package, today, places, in_tables, blocks.made | lost.made, blocks.dropped)
    if ledger_now != archive.parts[part := ledger_part(package)]:
        changed[part] = ledger_now
    between = [] if isinstance(measured, Addressee) else told_between(now_on.papers, catalogue.figures, measured.people, now_on.policy)
    beside = lineage_of(path, now_on.papers)
    copy = _put_back(path, archive, changed) if changed and not dry_run else None
    if copy and beside:
        renew_lineage(beside, copy, path, now(), today, catalogue, following.answers)
    no_place = [LACKS_DUTIES] if lacks_duties(ledger.entries, today.texts) else []
    notes = (*between, *_places(ledger, document, blocks, names), *blocks.notes, *lost.notes, *no_place, *following.notes)
    gone = tuple(key for key in moves.gone if any(control.key == key for control in document.controls))
    called = {key: names.of(key) for key in (*gone, *blocks.changed)}
    return Refreshed(path, moves.made, moves.left, gone, tuple(blocks.changed), notes, called, copy)


def _change(changed: dict[str, bytes], archive: Archive, part: str, edits: Sequence[Edit]) -> None:
    if edits:
        changed[part] = applied(changed.get(part, archive.parts[part]), edits)


def _controls(package: Package) -> Iterator[Element]:
    """Yield each control that a reader sees, those in tables made anew among them."""
    for part in package.stories():
        yield from (each for each in find_all(package.tree(part), "//w:sdt[not(ancestor::mc:Fallback)]") if is_shown(each))


def _places(ledger: Ledger, document: Document, blocks: Blocks, names: Names) -> Iterator[str]:
    """Yield a note for each figure, table or chart that stands in fewer places than before, and for each that is not kept up to date where it is.

    A figure that is no longer in a table made anew was not taken out of the paper.
    """
    held = blocks.dropped + Counter(control.key for control in document.controls)
    for key, entry in ledger.entries.items():
        if held[key] < entry.places:
            stands = f"{names.of(key)} stands in {held[key]} of the {entry.places} places that it stood in"
            yield f"{stands}: what is there instead is not kept up to date."
    standing = Counter(block.key for block in document.blocks)
    yield from (f"{names.title(key)} was taken out of the paper." for key, places in ledger.block_places.items() if standing[key] < places)
    yield from (f"{names.of(key)} would be another today, {NOT_HERE}" for key in sorted(blocks.unmade & standing.keys()))


def _require_ledger(package: Package) -> Ledger:
    ledger = read_ledger(package)
    if ledger is None:
        raise PaperError(
            f"{package.label} holds no ledger, so its figures cannot be told from other text: refresh a paper that boardpaper assembled."
        )
    if not ledger.is_whole:
        raise PaperError(f"{package.label}: its ledger was changed, so figures typed by hand cannot be told: assemble the paper again.")
    return ledger


def _put_back(path: Path, archive: Archive, changed: dict[str, bytes]) -> Path:
    """Keep the paper as it was beside it, and write the new one in its place. Raises PaperError where it cannot be written."""
    number = 1
    while (copy := path.with_name(f"{path.stem}{BEFORE.format(number)}{path.suffix}")).exists():
        number += 1
    try:
        write_whole(copy, path.read_bytes())
        write_whole(path, archive.data(changed))
    except OSError as error:
        raise PaperError(f"{path} cannot be written ({error.strerror}): close it where it is open.") from None
    return copy
