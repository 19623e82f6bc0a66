"""The blocks of the front sheet and the contents page that are more than one key: logo, address, summary, assurance, authors."""

from ..errors import SettingsError
from ..workspace import Workspace
from .draft import Draft
from .duties import duties
from .markdown import emphasis
from .ooxml import Element, paragraph, properties, w
from .pictures import picture
from .uses import Use, uses

_LOGO_WIDEST, _LOGO_TALLEST = 170, 85


def logo(draft: Draft, workspace: Workspace) -> list[Element]:
    """Return the organisation's logo, or nothing where the settings name none."""
    organisation = workspace.settings.organisation
    if not organisation.logo:
        return []
    path = workspace.root / organisation.logo
    if not path.is_file():
        raise SettingsError(f"boardpaper.toml: organisation.logo names {organisation.logo}, which is not in the workspace; put the file there.")
    try:
        drawing = picture(draft, path, organisation.logo_alt or f"Logo of {organisation.name}", _LOGO_WIDEST, _LOGO_TALLEST)
    except ValueError as error:
        raise SettingsError(f"boardpaper.toml: organisation.logo names {organisation.logo}, which {error}; save it as .png or .jpg.") from None
    made = draft.paragraph("Logo", "")
    made.append(w("r", drawing))
    return [made]


def address(draft: Draft, workspace: Workspace) -> list[Element]:
    organisation = workspace.settings.organisation
    lines = [", ".join(organisation.address), *(f"{kind}: {number}" for kind, number in organisation.contacts)]
    return [draft.paragraph("Address", line) for line in lines if line]


def summary(draft: Draft, workspace: Workspace) -> list[Element]:
    points = [paragraph(draft.style("List Bullet"), *_emphasised(draft, point)) for point in workspace.settings.front_sheet.summary]
    return [
        draft.paragraph("Table Text", "Summary", properties(bold=True)),
        *(points or [draft.paragraph("Table Text", "To be completed")]),
    ]


def _emphasised(draft: Draft, text: str) -> list[Element]:
    """Return the runs of a text in which *these words* and **these** stand out, as in the narrative; all else is as it was typed."""
    made: list[Element] = []
    marks = {"em": 0, "strong": 0}
    for token in emphasis(text):
        kind = token.type.partition("_")[0]
        if kind in marks:
            marks[kind] += token.nesting
        else:
            text = " " if kind.endswith("break") else token.content
            made += draft.inline(text, properties(bold=bool(marks["strong"]), italic=bool(marks["em"])))
    return made


def assurance(draft: Draft, workspace: Workspace) -> list[Element]:
    """Return the lead-in, then each duty that the assurance return gives, closed by its level."""
    made = [draft.paragraph("Table Text", "Assurance", properties(bold=True))]
    if lead_in := workspace.settings.front_sheet.assurance_lead_in:
        made.append(paragraph(draft.style("Table Text"), *_emphasised(draft, lead_in)))
    style = "List Number"
    list_id = draft.fresh_list(style)
    numbers = list(duties(draft.values.keys()))
    for number in numbers:
        duty = draft.paragraph(style, f"{{{{ assurance.{number}.duty }}}}: ", numbering=w("numPr", w("ilvl", val=0), w("numId", val=list_id)))
        duty.extend(draft.inline(f"{{{{ assurance.{number}.level }}}}", properties(bold=True)))
        made.append(duty)
    if not numbers:
        draft.blank["assurance"] = None
        made.append(draft.paragraph("Table Text", "Not measured: no assurance return is in."))
    return made


def prepared_by(draft: Draft, workspace: Workspace) -> list[Element]:
    return [draft.paragraph("Table Text", f"{name}, {role}" if name else role) for name, role in workspace.settings.report.prepared_by]


def settings_uses(workspace: Workspace) -> list[Use]:
    """Return the keys that the settings' own texts name, with the line of boardpaper.toml."""
    front = workspace.settings.front_sheet

    def place(line: int) -> str:
        return f"{workspace.settings_path.name}, line {line}"

    lines = {use.key: use for use in reversed(uses(workspace.settings_path.read_text(encoding="utf-8-sig"), place))}
    named = uses("\n".join([*front.summary, front.assurance_lead_in]), place)
    return [lines.get(use.key, use) for use in named]
