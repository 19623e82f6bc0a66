"""The whole way from narrative and figures to the finished Word paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..warehouse.figures.model import Catalogue, Doubt
from ..workspace import Workspace
from . import checklist, compliance, footnotes, front
from .blocks import block
from .contents import contents, leave_pages_to_word, show_pages
from .draft import Draft
from .edited import fingerprint, keep_edited
from .fields import show_page_count
from .flow import flowing
from .formatting import Looks
from .keys import offered, with_tables
from .ledger import add_ledger, lineage, set_properties
from .mark import mark_draft
from .narrative import Chapter, Narrative, Use, read_narrative, refuse, unknown, uses
from .ooxml import Element
from .output import free_file, slug, write_paper
from .package import Package
from .places import fill_places, put_blocks, require_places, template_uses
from .plots import plot_doubts
from .promises import not_kept
from .prose import APPENDIX_HEADINGS, SECTION_HEADINGS, compose
from .readiness import require_final
from .ruler import layout_of, pdf_of, soffice
from .template import BOARD_PAPER, open_template

WITHOUT_RULER = "LibreOffice was not found, so the contents show no page numbers; Word will offer to fill them in when it opens the paper."
RULER_FAILED = (
    "LibreOffice could not lay the paper out, so the contents show no page numbers; Word will offer to fill them in when it opens the paper."
)
NO_PDF = "No PDF was made: that needs LibreOffice."


@dataclass(frozen=True)
class Paper:
    """A finished paper. `pages` is None where nothing could measure it; `doubts` are figures' keys and why to look again;
    `not_measured` are the keys of the figures for which nothing was returned; `empty_fields` those of the front sheet that say nothing yet.
    """

    path: Path
    pages: int | None
    figures: int
    doubts: tuple[tuple[str, Doubt], ...]
    notes: tuple[str, ...]
    not_measured: tuple[str, ...]
    empty_fields: tuple[str, ...]
    is_final: bool


def assemble(workspace: Workspace, catalogue: Catalogue, output: Path | None = None, *, pdf: bool = False, final: bool = False) -> Paper:
    """Make the paper of a workspace, with its lineage beside the other papers, and a PDF where it is asked for. It is marked as a draft unless final.

    Raises NarrativeError, TemplateError, SettingsError or NotFinalError; nothing is written then.
    """
    settings = workspace.settings
    path = free_file(workspace, output) if output else workspace.papers / f"{slug(settings.report.title)}.docx"
    narrative = read_narrative(workspace.narrative)
    package = open_template(workspace.template, BOARD_PAPER)
    places = require_places(package)
    draft = Draft(package, offered(settings, catalogue))
    chapters = (*narrative.sections, *narrative.appendices)
    missing = unknown(all_uses(workspace, chapters, package, catalogue), draft.values, catalogue.tables, catalogue.charts)
    refuse([*missing, *(fault for chapter in chapters for fault in footnotes.faults(chapter))])

    fill_places(draft)
    form = compliance.form(draft, settings.checklist)
    for key, place in places:
        if key != "contents":
            put_blocks(place, [form.table] if key == "checklist" else flowing(draft, _blocks(draft, workspace, narrative, catalogue, key)))
    contents_place = next(place for key, place in places if key == "contents")
    made = contents(draft, contents_place)
    put_blocks(contents_place, [made.block])
    figures = [catalogue.figures[key] for key in draft.shown if key in catalogue.figures]
    doubts = (*((figure.key, doubt) for figure in figures for doubt in figure.doubts), *plot_doubts(draft, catalogue.figures))
    empty_fields = checklist.empty_fields(package.document)
    if final:
        require_final(doubts, empty_fields)
    else:
        mark_draft(package)
    set_properties(package, settings.report.title, settings.organisation.name, settings.report.as_at, "Final" if final else "Draft")

    command = soffice()
    measured = pdf_of(command, package.data()) if command else None
    layout = layout_of(measured) if measured else None
    if layout:
        show_pages(made, layout)
        show_page_count(package, layout.pages)
    else:
        leave_pages_to_word(made)
    answers = checklist.told(package, Looks(package), layout, made.heading, settings.report.paragraph_numbers == "every")
    told = (note for chapter in chapters for note in chapter.notes)
    notes = (*told, *compliance.show_answers(form, answers, settings.checklist), *not_kept(package, settings.checklist))
    if not layout:
        notes = (RULER_FAILED if command else WITHOUT_RULER, *notes)
    add_ledger(draft, settings)
    data = package.data()

    finished = pdf_of(command, data, tagged=True) if pdf and command else None
    beside = workspace.papers / f"{path.stem}.figures.json"
    kept = keep_edited(path, beside)
    write_paper(path, data)
    write_paper(beside, lineage(draft, catalogue, answers, fingerprint(data)))
    if finished:
        write_paper(path.with_suffix(".pdf"), finished)
    notes = (*([kept] if kept else []), *notes, *([NO_PDF] if pdf and not finished else []))
    not_measured = tuple(figure.key for figure in figures if figure.value is None)
    return Paper(path, layout.pages if layout else None, len(figures), doubts, notes, not_measured, tuple(empty_fields), final)


def all_uses(workspace: Workspace, chapters: Iterable[Chapter], package: Package, catalogue: Catalogue) -> Iterator[Use]:
    """Return every key that the paper will name: in template, settings and narrative, and in the tables and charts that these name."""
    found = [*template_uses(package), *front.settings_uses(workspace)]
    for chapter in chapters:
        found += uses(chapter.text, chapter.place)
    return with_tables(found, catalogue)


def _blocks(draft: Draft, workspace: Workspace, narrative: Narrative, catalogue: Catalogue, key: str) -> list[Element]:
    """Return what stands in a block place."""
    made_of = partial(block, draft, catalogue)
    if key == "sections":
        style = "Numbered Paragraph" if workspace.settings.report.paragraph_numbers == "every" else "Normal"
        return [made for chapter in narrative.sections for made in compose(draft, chapter, SECTION_HEADINGS, made_of, style)]
    if key == "appendices":
        return [made for chapter in narrative.appendices for made in compose(draft, chapter, APPENDIX_HEADINGS, made_of)]
    makers = {"logo": front.logo, "address": front.address, "summary": front.summary, "assurance": front.assurance, "prepared by": front.prepared_by}
    return makers[key](draft, workspace) if key in makers else made_of(key)
