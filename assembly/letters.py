"""The whole way from the figures of each provider to its audit letter: one template, read once, and filled for each."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..warehouse.figures.letters import Addressee, Addressees
from ..warehouse.figures.model import NOT_MEASURED, Doubt
from ..workspace import Workspace
from . import front, template_faults
from .blocks import block
from .controls import type_out
from .draft import Draft, is_due
from .edited import keep_edited
from .faults import Faults
from .flow import flowing, part_tables
from .headings import structure
from .keys import letter_keys, period_name, with_tables
from .ledger import add_ledger, set_properties
from .lineage import BEFORE, ENDING, LETTERS, fingerprint, lineage
from .mark import draft as draft_mark
from .mark import mark
from .output import free_folder, slug, write_paper
from .package import Package
from .places import block_places, fill_places, is_block, put_blocks
from .plots import plot_doubts
from .readiness import require_final
from .references import refer
from .room import room_at
from .ruler import pdfs_of, soffice
from .spoken import with_words, words_of_charts
from .template import LETTER, open_template
from .uses import unknown
from .whereabouts import template_uses

NO_PDF = "No PDF was made of {}: that needs LibreOffice."
_MAKERS = {"logo": front.logo, "address": front.address}


class Letter(Struct, frozen=True):
    """A finished letter; `doubts` are figures' keys and why to look again, `not_measured` the keys of figures that say so."""

    code: str
    name: str
    path: Path
    figures: int
    doubts: tuple[tuple[str, Doubt], ...]
    not_measured: tuple[str, ...]


class Letters(Struct, frozen=True):
    """The letters that were made, in the order of the providers' codes."""

    folder: Path
    each: tuple[Letter, ...]
    notes: tuple[str, ...]
    is_final: bool


def write_letters(workspace: Workspace, addressees: Addressees, output: Path | None = None, *, final: bool = False) -> Letters:
    """Make the letter to each provider, with its lineage among the papers. They are marked as drafts unless final.

    What is doubtful in a letter is what it asks the provider about, so no doubt keeps a letter a draft: an empty field does.
    Raises NarrativeError, TemplateError, SettingsError or NotFinalError before anything is written.
    """
    folder = free_folder(workspace, output) if output else workspace.papers / LETTERS
    template = open_template(workspace.letter_template, LETTER)
    _refuse_faults(workspace, template, addressees.each)
    paths = _paths(folder, addressees.each)
    made = [_make(workspace, template.copy(), addressee, path, final) for addressee, path in zip(addressees.each, paths, strict=True)]
    notes: list[str] = []
    for letter, data, told in made:
        beside = workspace.papers / LETTERS / f"{letter.path.stem}{ENDING}"
        notes += filter(None, [keep_edited(letter.path, beside)])
        write_paper(letter.path, data)
        write_paper(beside, told)
    notes += [
        f"Queries on {name} are in no letter, as it holds returns of several providers: see 'boardpaper issues'." for name in addressees.unaddressed
    ]
    if addressees.is_everyone:
        notes += _left_over(folder, workspace.papers / LETTERS, paths)
    return Letters(folder, tuple(letter for letter, _, _ in made), tuple(notes), final)


def _left_over(folder: Path, lineages: Path, paths: Collection[Path]) -> list[str]:
    """Return a note of each letter of an earlier run that no provider of today gets: it might be sent with the others."""
    others = [path for path in sorted(folder.glob("*.docx")) if path not in paths and BEFORE.partition("{")[0] not in path.stem]
    ours = [path for path in others if (lineages / f"{path.stem}{ENDING}").is_file()]
    return [f"{path.name} is of an earlier run, and no letter goes to its provider now: delete it, or see that it is not sent." for path in ours]


def _refuse_faults(workspace: Workspace, template: Package, addressees: Sequence[Addressee]) -> None:
    """Make places of a template's content controls, and raise TemplateError or NarrativeError, with all that is wrong, for the first letter
    that names what is not on offer: the template is the same for all.
    """
    keys = letter_keys(workspace.settings, addressees[0]) if addressees else {}
    type_out(template, lambda tag: tag in keys or is_block(tag))
    found = Faults(template_faults.faults(template, keys, required=()))
    named = template_uses(template)
    for addressee in addressees:
        catalogue = addressee.catalogue
        found.narrative += unknown(with_tables(named, catalogue), letter_keys(workspace.settings, addressee), catalogue.tables, catalogue.charts)
        found.refuse()


def _make(workspace: Workspace, package: Package, addressee: Addressee, path: Path, final: bool) -> tuple[Letter, bytes, bytes]:
    """Return a finished letter, with what its file holds and what its lineage does."""
    draft = _fill(workspace, package, addressee, final)
    offer = addressee.catalogue.figures
    figures = [offer[key] for key in draft.shown if key in offer]
    doubts = (*((figure.key, doubt) for figure in figures for doubt in figure.doubts), *plot_doubts(draft, offer))
    not_measured = tuple(figure.key for figure in figures if figure.text == NOT_MEASURED)
    letter = Letter(addressee.code, addressee.name, path, len(figures), doubts, not_measured)
    data = package.data()
    return letter, data, lineage(draft, addressee.catalogue, {}, fingerprint(data))


def _fill(workspace: Workspace, package: Package, addressee: Addressee, final: bool) -> Draft:
    settings = workspace.settings
    draft = Draft(package, letter_keys(workspace.settings, addressee))
    places = block_places(package)
    fill_places(draft)
    for key, place in places:
        draft.room = room_at(package, place)
        made = _MAKERS[key](draft, workspace) if key in _MAKERS else block(draft, addressee.catalogue, key)
        put_blocks(place, flowing(draft, made))
    part_tables(draft)
    if draft.references:
        refer(draft, structure(draft), template_uses(package))
    draft.faults.refuse()
    if final:
        require_final((), [key for key, text in draft.shown.items() if is_due(key) and not text])
    else:
        mark(package, draft_mark("letter"))
    title = f"Letter to {addressee.name}, {period_name(settings.report.period.start, settings.report.period.end)}"
    set_properties(package, title, settings.organisation.name, settings.report.as_at, "Final" if final else "Draft")
    add_ledger(draft, settings, addressee.catalogue, provider=addressee.code)
    return draft


def _paths(folder: Path, addressees: Iterable[Addressee]) -> list[Path]:
    """Return a file for each letter, unlike every other one's on any system."""
    made: list[Path] = []
    for addressee in addressees:
        stem = f"{slug(addressee.code).upper()}-{slug(addressee.name)}"
        number = sum(path.stem == stem for path in made)
        made.append(folder / f"{stem}{f'-{number + 1}' if number else ''}.docx")
    return made


def add_pdfs(letters: Letters) -> Letters:
    """Write the PDF of each letter beside it; a note says of which none was made."""
    paths = [letter.path for letter in letters.each]
    command = soffice()
    made = pdfs_of(command, {path.name: path.read_bytes() for path in paths}) if command else {}
    for path in paths:
        if path.name in made:
            words = words_of_charts(Package(path.read_bytes(), path.name).document)
            write_paper(path.with_suffix(".pdf"), with_words(made[path.name], words))
    return replace(letters, notes=(*letters.notes, *(NO_PDF.format(path.name) for path in paths if path.name not in made)))
