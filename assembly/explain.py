"""What a paper would be made of, without making it: every place with what it would show, and every key on offer."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..nearest import suggestion
from ..warehouse.disclosure import Policy
from ..warehouse.figures.model import Catalogue, Chart, Plot
from ..warehouse.figures.on_demand import layered
from ..workspace import Workspace
from . import front
from .audience import audience
from .block_keys import chart_key, table_key
from .controls import type_out
from .draft import KEY, REFERENCE, TO_COMPLETE
from .keys import offered, setting_keys
from .narrative import Narrative
from .ooxml import Element, name
from .paper import write_out
from .places import is_block, lone_place
from .plots.words import KINDS
from .template import BOARD_PAPER, open_template
from .uses import Use, uses
from .whereabouts import template_places

NOT_ON_OFFER = "not on offer"
NOWHERE = "leads nowhere"
_EMPTY = "nothing: it is empty in the settings"


class Explanation(Struct, frozen=True):
    """Each place with what it would show, in order; the keys on offer by kind; and why assembling would refuse, a sentence each.

    A public paper would follow the `policy`, and show no number of the figures with the keys `hidden`.
    """

    places: tuple[tuple[Use, str], ...]
    offers: dict[str, dict[str, str]]
    faults: tuple[str, ...]
    is_private: bool
    policy: Policy
    hidden: tuple[str, ...]


def explain(workspace: Workspace, exact: Catalogue, *, private: bool = False) -> Explanation:
    """Return what the paper of a workspace would be made of; nothing is written.

    Raises TemplateError or SettingsError where template or settings cannot be read, or a private paper gives no reason.
    """
    readers = audience(workspace.settings, exact, private=private)
    catalogue = readers.disclosed.catalogue
    written = write_out(workspace, readers)
    narrative = written.narrative
    values = offered(workspace.settings, catalogue, readers.part_2)
    package = open_template(workspace.template, BOARD_PAPER)
    type_out(package, lambda tag: tag in values or is_block(tag))
    drawn = _tables_and_charts(catalogue, values)
    known = layered(written.references, drawn, values)
    blocks = _blocks(workspace, narrative)
    chapters = (*narrative.sections, *narrative.appendices)

    def shown(key: str) -> str:
        text = known.get(key, NOWHERE if REFERENCE.match(key) else NOT_ON_OFFER)
        return text or (TO_COMPLETE if key.startswith("front_sheet.") else _EMPTY)

    def shown_in_template(use: Use, element: Element) -> str:
        if element.tag == name("w:sdt"):
            return shown(use.key) if use.key in values else f"left as it is: its tag is no key.{suggestion(use.key, values)}"
        return blocks[use.key] if lone_place(element) in blocks else shown(use.key)

    places = [(use, shown_in_template(use, element)) for use, element in template_places(package)]
    places += [(use, shown(use.key)) for use in front.settings_uses(workspace)]
    places += [(use, shown(use.key)) for chapter in chapters for use in uses(chapter.text, chapter.place)]
    from_settings = setting_keys(workspace.settings, readers.part_2)
    kinds: dict[str, Iterable[str]] = {"the settings": from_settings, "the figures": catalogue.figures, "tables and charts": drawn}
    offers = {kind: {key: shown(key) for key in keys} for kind, keys in kinds.items()}
    faults = tuple(written.draft.faults.told())
    return Explanation(tuple(places), offers, faults, private, readers.disclosed.policy, readers.disclosed.hidden)


def _tables_and_charts(catalogue: Catalogue, values: Mapping[str, str]) -> dict[str, str]:
    """Return the places of tables and charts, with their size and title."""
    tables = {table_key(key): f"{table.title} (rows: {len(table.rows)})" for key, table in catalogue.tables.items()}
    charts = {chart_key(key): f"{chart.title} ({_size(chart)})" for key, chart in catalogue.charts.items()}
    return {place: KEY.sub(lambda inner: values.get(inner[1], inner[0]), text) for place, text in (tables | charts).items()}


def _size(chart: Chart | Plot) -> str:
    if isinstance(chart, Chart):
        return f"posts: {len(chart.nodes)}"
    return f"{KINDS[chart.kind]}, series: {len(chart.series)}, categories: {len(chart.categories)}"


def _blocks(workspace: Workspace, narrative: Narrative) -> dict[str, str]:
    """Return what stands in each block place of the template."""
    organisation, report, front_sheet = workspace.settings.organisation, workspace.settings.report, workspace.settings.front_sheet
    return {
        "logo": organisation.logo or _EMPTY,
        "address": ", ".join([*organisation.address, *(number for _, number in organisation.contacts)]) or _EMPTY,
        "summary": f"the points of the settings: {len(front_sheet.summary)}" if front_sheet.summary else TO_COMPLETE,
        "assurance": "the duties with their levels",
        "contents": "the headings with their pages",
        "prepared by": f"the authors: {len(report.prepared_by)}",
        "sections": f"the sections of the narrative: {len(narrative.sections)}",
        "checklist": "the checklist, told from the finished paper",
        "appendices": f"the appendices of the narrative: {len(narrative.appendices)}",
    }
