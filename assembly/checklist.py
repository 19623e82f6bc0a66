"""The left half of the compliance checklist, told from the finished document, each answer with its evidence."""

import re

from msgspec import Struct

from .draft import TO_COMPLETE, is_due
from .formatting import Looks
from .house_style import style_faults
from .ooxml import Element, control_key, find_all, name, text_of, value
from .package import Package
from .ruler import Layout

SUMMARY_PAGES = 2
SUMMARY_FROM = 6
"""A document of this many pages needs an executive summary."""
_PARAGRAPHS = ("normal", "numbered paragraph")
"""The styles of the paragraphs that are numbered where every one is to be."""


class Answer(Struct, frozen=True):
    answer: str
    evidence: str


def told(package: Package, looks: Looks, layout: Layout | None, contents_heading: str, every_paragraph: bool) -> dict[str, Answer]:
    """Return the five answers by rule."""
    return {
        "cover_sheet": cover_sheet(package.document),
        "page_numbers": page_numbers(package),
        "paragraph_numbers": paragraph_numbers(package, looks, every_paragraph),
        "executive_summary": executive_summary(layout, contents_heading),
        "house_style": house_style(package, looks),
    }


def cover_sheet(document: Element) -> Answer:
    fields = _front_sheet(document)
    if empty := empty_fields(document):
        return Answer("N", f"Not completed: {', '.join(empty)}.")
    return Answer("Y", f"All {len(fields)} fields of the front sheet are completed.") if fields else Answer("N", "The document has no front sheet.")


def empty_fields(document: Element) -> list[str]:
    """Return the settings keys of the fields of the front sheet that say nothing yet."""
    due = [control for control in find_all(document, "//w:sdt") if is_due(control_key(control))]
    empty = list(dict.fromkeys(control_key(field) for field in due if text_of(field).strip() in ("", TO_COMPLETE)))
    if any(text_of(paragraph).strip() == TO_COMPLETE and not find_all(paragraph, "w:sdt") for paragraph in find_all(document, "//w:p")):
        empty.append("front_sheet.summary")
    return empty


def page_numbers(package: Package) -> Answer:
    """Every section needs a footer with a PAGE field; a section without one of its own keeps the one before."""
    numbered: dict[str, bool] = {}
    sections = find_all(package.document, "//w:sectPr")
    for count, section in enumerate(sections, start=1):
        for reference in find_all(section, "w:footerReference"):
            part = package.part_of(reference.get(name("r:id"), ""))
            numbered[reference.get(name("w:type"), "default")] = part in package.parts and _has_page_field(package.tree(part))
        wanted = ["default", *(["first"] if find_all(section, "w:titlePg") else [])]
        if missing := [kind for kind in wanted if not numbered.get(kind)]:
            return Answer("N", f"Section {count} of the document has no page number in its {missing[0]} footer.")
    return Answer("Y", f"The footer of each section ({len(sections)}) has a page number.")


def paragraph_numbers(package: Package, looks: Looks, every_paragraph: bool) -> Answer:
    """Every heading of levels 1 to 3 is numbered by Word's own list; where the settings ask for it, every paragraph under them too."""
    counted = 0
    begun = False
    for paragraph in find_all(package.document, "//w:body/w:p"):
        chain = looks.chain(value(paragraph, "w:pPr/w:pStyle") or "Normal")
        titles = [(value(style, "w:name") or "").casefold() for style in chain]
        is_heading = bool(titles) and re.fullmatch(r"(appendix )?heading( [1-3])?", titles[0]) is not None
        begun = (begun or is_heading) and titles[:1] != ["heading unnumbered"]
        wanted = is_heading or (every_paragraph and begun and titles != [] and titles[0] in _PARAGRAPHS)
        if not wanted or not text_of(paragraph).strip():
            continue
        counted += 1
        if not _numbered(package, [paragraph, *chain]):
            return Answer("N", f"Not numbered by Word's list: {text_of(paragraph)[:60]!r}.")
    return Answer("Y", f"All {counted} headings{' and paragraphs' if every_paragraph else ''} are numbered by Word's list.")


def executive_summary(layout: Layout | None, contents_heading: str) -> Answer:
    """The front sheet with its summary ends where the contents page begins."""
    if layout is None:
        return Answer("N", "Not measured: pages are measured with LibreOffice.")
    if layout.pages < SUMMARY_FROM:
        return Answer("N/A", f"The document has {layout.pages} pages.")
    page = next((page for title, page in layout.headings if title.strip() == contents_heading.strip()), None)
    if page is None:
        return Answer("N", "Not measured: the contents stand under no heading, so the end of the summary is not known.")
    return Answer("Y" if page - 1 <= SUMMARY_PAGES else "N", f"The front sheet with its executive summary takes {page - 1} of {layout.pages} pages.")


def house_style(package: Package, looks: Looks) -> Answer:
    runs = 0
    for part in package.stories():
        for run, look in looks.looks(package.tree(part)):
            runs += 1
            if fault := next(style_faults(look), None):
                return Answer("N", f"{fault[1]}: {text_of(run)[:60]!r} in {part.rsplit('/')[-1]}.")
    return Answer("Y", f"All {runs} pieces of text are Arial 12 in single spacing, headings bold, none underlined.")


def _front_sheet(document: Element) -> list[Element]:
    return [control for control in find_all(document, "//w:sdt") if control_key(control).startswith("front_sheet.")]


def _has_page_field(footer: Element) -> bool:
    codes = ["".join(code.text or "" for code in footer.iter(name("w:instrText")))]
    codes += [field.get(name("w:instr"), "") for field in footer.iter(name("w:fldSimple"))]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def _numbered(package: Package, sources: list[Element]) -> bool:
    list_id = next((found for source in sources if (found := value(source, "w:pPr/w:numPr/w:numId"))), "0")
    level = next((found for source in sources if (found := value(source, "w:pPr/w:numPr/w:ilvl"))), "0")
    part = package.related("numbering")
    if list_id == "0" or part not in package.parts:
        return False
    root = package.tree(part)
    form = next((value(found, ".") for found in find_all(root, f"w:num[@w:numId='{list_id}']/w:abstractNumId")), None)
    texts = find_all(root, f"w:abstractNum[@w:abstractNumId='{form}']/w:lvl[@w:ilvl='{level}']/w:lvlText")
    return any("%" in (value(text, ".") or "") for text in texts)
