"""The story of a blank: find the return, the provider and the period, write the two sheets, save the file beside nothing of its name."""

import re
from pathlib import Path
from typing import Any

from ..errors import BoardpaperError
from ..layouts import load_layouts
from ..layouts.outgoing import GUIDANCE_SHEET
from ..layouts.words import fold
from ..nearest import nearest, suggestion
from ..periods import EXAMPLES, parse_period
from ..workspace import Provider, Workspace
from .blank import Blank

_SHOWN = 12
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')


def save_blank(blank: Blank, output: Path | None = None) -> Path:
    """Write a blank into the current folder, or to `output`, and return its path. Raises BoardpaperError where one of that name is there already."""
    code = blank.provider.code if blank.provider else ""
    path = output or Path(_NOT_IN_A_NAME.sub("-", " ".join(part for part in (blank.layout.name, code, blank.period_text) if part)) + ".xlsx")
    if path.suffix.lower() != ".xlsx":
        raise BoardpaperError(f"A blank is an Excel workbook: name it {path.name}.xlsx, so that Excel opens it.")
    data = draw_blank(blank)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise BoardpaperError(f"{path} is there already: move it away, or give the new one another name with -o.") from None
    return path


def plan_blank(workspace: Workspace, name: str, provider: str | None = None, period: str | None = None) -> Blank:
    """Return what the blank of the return `name` is for. Raises BoardpaperError where the return, the provider or the period is not known."""
    layouts = load_layouts(workspace.layouts)
    if name not in layouts:
        raise BoardpaperError(f"There is no return {name!r}.{suggestion(name, layouts)} The returns are {', '.join(sorted(layouts))}.")
    usual = layouts[name].usual_period
    span = parse_period(period, usual) if period else None
    if period and span is None:
        raise BoardpaperError(f"{period!r} is not a period: write it as, for example, '{EXAMPLES[usual]}'.")
    providers = workspace.providers if provider or workspace.providers_path.is_file() else ()
    return Blank(layouts[name], _find_provider(providers, provider) if provider else None, providers, span)


def _find_provider(providers: tuple[Provider, ...], text: str) -> Provider:
    """Return the provider of a code, a name or an alias. Raises BoardpaperError, with the nearest ones, where there is none."""
    for provider in providers:
        if fold(text) in {fold(known) for known in (provider.code, provider.name, *provider.aliases)}:
            return provider
    known = {word: provider for provider in providers for word in (provider.code, provider.name, *provider.aliases)}
    near = dict.fromkeys(f"{known[word].code} ({known[word].name})" for word in nearest(text, known))
    hint = f" The nearest: {', '.join(near)}." if near else f" The codes are {', '.join(provider.code for provider in providers[:_SHOWN])}."
    raise BoardpaperError(f"No provider is known as {text!r}.{hint} The providers are in providers.csv.")


def draw_blank(blank: Blank) -> bytes:
    """Return the workbook's bytes: the same blank gives the same bytes."""
    from openpyxl import Workbook

    from . import form, table
    from .guidance import write_guidance
    from .labels import write_labels
    from .package import workbook_bytes

    book = Workbook()
    book.properties.creator, book.properties.title, book.properties.language = "boardpaper", blank.layout.title, "en-GB"
    sheet = book.active
    sheet.title = "Return"
    guidance = book.create_sheet(GUIDANCE_SHEET)
    ranges = write_guidance(guidance, blank)
    body = form if blank.layout.form else table
    heading_row = write_labels(sheet, blank, ranges, body.set_widths(sheet, blank))
    body.write(sheet, blank, ranges, heading_row)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    for each in (sheet, guidance):
        _set_up(each, blank)
    return workbook_bytes(book)


def _set_up(sheet: Any, blank: Blank) -> None:
    """Lock what is ours, without a password, and set up the printed page."""
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    # these say what is locked
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.sort = sheet.protection.autoFilter = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.7, 0.2, 0.3
    for part, text in ((sheet.oddFooter.left, blank.version), (sheet.oddFooter.right, "Page &P of &N")):
        part.text, part.font, part.size = text, "Arial,Regular", 8
