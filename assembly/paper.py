"""The whole way from narrative and figures to the finished Word paper."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..warehouse.disclosure import POLICIES, Policy
from ..warehouse.figures.model import Catalogue, Doubt
from ..workspace import Settings, Workspace
from . import checklist, compliance, footnotes, front, soundness, template_faults
from .audience import MARK, PRIVATE, Audience, audience, require_name
from .between import told_between
from .blocks import block
from .contents import Contents, contents, leave_pages_to_word, show_pages
from .controls import type_out
from .draft import Draft
from .edited import keep_earlier, keep_edited
from .fields import show_page_count
from .flow import flowing, part_tables
from .formatting import Looks
from .headings import structure
from .keys import brief, offered, with_tables
from .ledger import add_ledger, set_properties
from .lineage import ENDING, fingerprint, lineage
from .mark import draft as draft_mark
from .mark import mark
from .narrative import Chapter, Narrative, read_narrative
from .office import Office, ready
from .ooxml import Element, w
from .output import free_file, slug, write_paper
from .package import Package
from .pages import set_pages
from .places import block_places, fill_places, is_block, put_blocks
from .plots import plot_doubts
from .promises import not_kept
from .prose import APPENDIX_HEADINGS, SECTION_HEADINGS, compose
from .readiness import dated_early, require_final
from .references import refer
from .room import room_at
from .ruler import Layout, Measured, measure, soffice
from .soundness import require_sound
from .spoken import with_words, words_of_charts
from .template import BOARD_PAPER, open_template
from .unmeasured import reasons, unmeasured
from .uses import Use, unknown, uses
from .whereabouts import template_uses

WITHOUT_RULER = "LibreOffice was not found, so the contents show no page numbers; Word will offer to fill them in when it opens the paper."
RULER_FAILED = (
    "LibreOffice could not lay the paper out, so the contents show no page numbers; Word will offer to fill them in when it opens the paper."
)
UNSETTLED = "The page numbers of the contents did not come to rest: look whether they are right, and whether an almost full page can be parted."
NO_PDF = "No PDF was made: that needs LibreOffice."


class Paper(Struct, frozen=True):
    """A finished paper. `pages` is None where nothing could measure it; `doubts` are figures' keys and why to look again;
    `not_measured` are the keys of the figures for which nothing was returned; `empty_fields` those of the front sheet that say nothing yet;
    `unmeasured` is what is not measured and keeps it a draft.
    A public paper follows the `policy`, and `hidden` are the keys of the figures that it shows no number of for that.
    """

    path: Path
    pages: int | None
    figures: int
    doubts: tuple[tuple[str, Doubt], ...]
    notes: tuple[str, ...]
    not_measured: tuple[str, ...]
    empty_fields: tuple[str, ...]
    is_final: bool
    is_private: bool = False
    policy: Policy = POLICIES["none"]
    hidden: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()


def ruler() -> AbstractContextManager[Office | None]:
    """Keep LibreOffice ready for a paper, from before its figures are measured; None where there is none."""
    return ready(soffice())


def assemble(
    workspace: Workspace, exact: Catalogue, output: Path | None = None, *, pdf: bool = False, final: bool = False, private: bool = False
) -> Paper:
    """Make a paper as `assembled` does, with a LibreOffice that is started for it."""
    with ruler() as office:
        return assembled(workspace, exact, office, output, pdf=pdf, final=final, private=private)


def assembled(
    workspace: Workspace,
    exact: Catalogue,
    office: Office | None,
    output: Path | None = None,
    *,
    pdf: bool = False,
    final: bool = False,
    private: bool = False,
) -> Paper:
    """Make the paper of a workspace, with its lineage beside the other papers, and a PDF where it is asked for. It is marked as a draft unless final.

    A public paper is made of what the policy leaves of the measured figures; a private one of all, and it is marked.
    Raises NarrativeError, TemplateError, SettingsError, NotFinalError or UnsoundError; nothing is written then.
    """
    settings = workspace.settings
    readers = audience(settings, exact, private=private)
    catalogue = readers.disclosed.catalogue
    path = _path(workspace, output, readers)
    written = write_out(workspace, readers)
    written.draft.faults.refuse()
    draft, package = written.draft, written.draft.package
    figures = [catalogue.figures[key] for key in draft.shown if key in catalogue.figures]
    doubts = (*((figure.key, doubt) for figure in figures for doubt in figure.doubts), *plot_doubts(draft, catalogue.figures))
    empty_fields = checklist.empty_fields(package.document)
    accepted = reasons(draft, catalogue, settings.not_measured)
    missing = unmeasured(draft, catalogue, settings.not_measured)
    if final:
        require_final(doubts, empty_fields, missing)
    _say_what_it_is(package, settings, final=final, private=private)
    add_ledger(draft, settings, catalogue, exact if private else None)

    measured, answers = _lay_out(written, office, settings)
    layout = measured.layout if measured else None
    require_sound(package, written.faults_of_template)
    data = package.data()

    finished = with_words(measured.pdf, words_of_charts(package.document)) if measured and measured.pdf and pdf else None
    between = told_between(workspace.papers, catalogue.figures, exact.people, readers.disclosed.policy)
    kept = _keep(path, workspace.papers, data, lineage(draft, catalogue, answers, fingerprint(data)), finished)
    overruled = compliance.show_answers(written.form, answers, settings.checklist)
    ruler = [] if layout else [RULER_FAILED if office else WITHOUT_RULER]
    notes = [*dated_early(settings.report), *between, *kept, *ruler, *written.notes, *accepted, *overruled, *not_kept(package, settings.checklist)]
    if measured and not measured.pdf:
        notes.append(UNSETTLED)
    if pdf and not finished:
        notes.append(NO_PDF)
    not_measured = tuple(figure.key for figure in figures if figure.value is None and not figure.is_hidden)
    paper = Paper(path, layout.pages if layout else None, len(figures), doubts, tuple(notes), not_measured, tuple(empty_fields), final)
    return replace(paper, is_private=private, policy=readers.disclosed.policy, hidden=_hidden(draft, catalogue), unmeasured=tuple(missing))


def _path(workspace: Workspace, output: Path | None, readers: Audience) -> Path:
    """Return where the paper is to go. Raises BoardpaperError where that cannot be, or is a paper's for other readers."""
    public = workspace.papers / f"{slug(workspace.settings.report.title)}.docx"
    path = free_file(workspace, output) if output else public.with_stem(f"{public.stem}{readers.ending}")
    require_name(path, public, readers)
    return path


def _say_what_it_is(package: Package, settings: Settings, *, final: bool, private: bool) -> None:
    """Mark a paper that is a draft, or private, and write its properties."""
    mark(package, *([] if final else [draft_mark()]), *([MARK] if private else []))
    status = "Final" if final else "Draft"
    set_properties(package, settings.report.title, settings.organisation.name, settings.report.as_at, status, PRIVATE if private else "")


def _keep(path: Path, papers: Path, data: bytes, lineage: bytes, pdf: bytes | None) -> list[str]:
    """Write the paper with what belongs to it; return a note of one that was there and edited, and of a PDF of an earlier one."""
    beside = papers / f"{path.stem}{ENDING}"
    kept = [keep_edited(path, beside), "" if pdf else keep_earlier(path.with_suffix(".pdf"))]
    write_paper(path, data)
    write_paper(beside, lineage)
    if pdf:
        write_paper(path.with_suffix(".pdf"), pdf)
    return [note for note in kept if note]


def _hidden(draft: Draft, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of the figures in text, tables and charts that show no number, as the policy hides it."""
    in_charts = (key for plot in draft.plots.values() for one in plot.series for key in one.keys)
    return tuple(key for key in dict.fromkeys((*draft.shown, *in_charts)) if key in catalogue.figures and catalogue.figures[key].is_hidden)


class Written(Struct, frozen=True):
    """A paper whose every block stands, its pages and its checklist's answers still open. `references` is what each reference shows."""

    draft: Draft
    contents: Contents
    form: compliance.Form
    narrative: Narrative
    references: dict[str, str]
    notes: tuple[str, ...]
    faults_of_template: tuple[str, ...]


def _lay_out(written: Written, office: Office | None, settings: Settings) -> tuple[Measured | None, dict[str, checklist.Answer]]:
    """Show in a paper the pages that it takes, and what the checklist tells of it; None where nothing could measure it."""
    package = written.draft.package
    answers: dict[str, checklist.Answer] = {}

    def answer(layout: Layout | None) -> None:
        answers.update(checklist.told(package, Looks(package), layout, written.contents.heading, settings.report.paragraph_numbers == "every"))
        compliance.show_answers(written.form, answers, settings.checklist)

    def show(layout: Layout) -> None:
        show_pages(written.contents, layout)
        show_page_count(package, layout.pages)
        answer(layout)

    measured = measure(office, package, show) if office else None
    if not measured:
        leave_pages_to_word(written.contents)
        answer(None)
    return measured, answers


def write_out(workspace: Workspace, readers: Audience) -> Written:
    """Put figures, narrative, tables and contents into the template. What stands in the way is in the draft's faults, all of it.

    Raises TemplateError or SettingsError where template or settings cannot be read.
    """
    settings, catalogue = workspace.settings, readers.disclosed.catalogue
    package = open_template(workspace.template, BOARD_PAPER)
    of_template = tuple(soundness.faults(package))
    draft = Draft(package, offered(settings, catalogue, readers.part_2), brief(settings, readers.disclosed))
    narrative = read_narrative(workspace.narrative, draft.faults.narrative)
    chapters = (*narrative.sections, *narrative.appendices)
    type_out(package, lambda tag: tag in draft.values or is_block(tag))
    draft.faults.template += template_faults.faults(package, draft.values.keys())
    found = list(all_uses(workspace, chapters, package, catalogue))
    draft.faults.narrative += unknown(found, draft.values, catalogue.tables, catalogue.charts)
    draft.faults.narrative += [fault for chapter in chapters for fault in footnotes.faults(chapter)]

    places = block_places(package)
    draft.is_whole = narrative.is_whole and {"sections", "appendices"} <= {key for key, _ in places}
    fill_places(draft)
    form = compliance.form(draft, settings.checklist)
    for key, place in places:
        if key != "contents":
            draft.room = room_at(package, place)
            put_blocks(place, [form.table] if key == "checklist" else flowing(draft, _blocks(draft, workspace, narrative, catalogue, key)))
    set_pages(draft)
    made = structure(draft)
    references = refer(draft, made, found)
    contents_place = next((place for key, place in places if key == "contents"), w("p"))
    listed = contents(draft, contents_place, made)
    if contents_place.getparent() is not None:
        put_blocks(contents_place, [draft.enclosed("contents", listed.block)])
    part_tables(draft)
    if draft.unknown and not draft.faults.told():
        draft.faults.narrative.append(f"The paper names keys that are not on offer: {', '.join(draft.unknown)}.")
    notes = [note for chapter in chapters for note in chapter.notes]
    if of_template:
        notes.append(f"{package.label} has faults of its own, which Word may ask about: {'; '.join(of_template)}. Save it again from Word.")
    return Written(draft, listed, form, narrative, references, tuple(notes), of_template)


def all_uses(workspace: Workspace, chapters: Iterable[Chapter], package: Package, catalogue: Catalogue) -> Iterator[Use]:
    """Return every key that the paper will name: in template, settings and narrative, and in the tables and charts that these name."""
    found = [*template_uses(package), *front.settings_uses(workspace)]
    for chapter in chapters:
        found += uses(chapter.text, chapter.place)
    return with_tables(found, catalogue)


def _blocks(draft: Draft, workspace: Workspace, narrative: Narrative, catalogue: Catalogue, key: str) -> list[Element]:
    """Return what stands in a block place."""

    made_of = partial(block, draft, catalogue)
    every = workspace.settings.report.paragraph_numbers == "every"
    if key == "sections":
        return [made for chapter in narrative.sections for made in compose(draft, chapter, SECTION_HEADINGS, made_of, every)]
    if key == "appendices":
        return [made for chapter in narrative.appendices for made in compose(draft, chapter, APPENDIX_HEADINGS, made_of, every)]
    makers = {"logo": front.logo, "address": front.address, "summary": front.summary, "assurance": front.assurance, "prepared by": front.prepared_by}
    return makers[key](draft, workspace) if key in makers else made_of(key)
