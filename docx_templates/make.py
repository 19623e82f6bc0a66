"""Make the templates: run `python -m boardpaper.docx_templates.make` after a change to the modules beside it."""

from pathlib import Path

from ..assembly.ooxml import NAMESPACES, parse, serialise
from ..assembly.package import RELATION, write_whole, zipped
from . import letter, pages
from .numbering import numbering
from .styles import styles
from .theme import theme

TEMPLATE = Path(__file__).parent / "board_paper.docx"
LETTER = Path(__file__).parent / "provider_letter.docx"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "settings": "settings.xml",
    "theme": "theme/theme1.xml",
}
_STORIES = {"header": ("header1.xml", "header2.xml"), "footer": ("footer1.xml", "footer2.xml")}
_RELATED = [*_PARTS.items(), *((kind, file) for kind, files in _STORIES.items() for file in files), ("fontTable", "fontTable.xml")]
_ARIAL = '<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/></w:font>'
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def template() -> bytes:
    """Return the template of the board paper as a file's bytes, the same each time."""
    headers = (pages.header(), pages.first_header())
    return _made("Board paper", pages.body(), headers, (pages.footer(page=2), pages.footer(page=1)))


def letter_template() -> bytes:
    """Return the template of the letter to a provider."""
    headers = (letter.header(), letter.first_header())
    return _made("Letter", letter.body(), headers, (letter.footer(page=2), letter.footer(page=1)))


def _made(title: str, body: str, headers: tuple[str, str], footers: tuple[str, str]) -> bytes:
    """Return a template; of its headers and footers the second is that of the first page."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [("officeDocument", "word/document.xml"), ("metadata/core-properties", "docProps/core.xml"), ("extended-properties", "docProps/app.xml")]
        ),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(_RELATED),
        "word/styles.xml": _part("styles", styles()),
        "word/numbering.xml": _part("numbering", numbering()),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/fontTable.xml": _part("fonts", _ARIAL),
        "word/theme/theme1.xml": f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="{title}">{theme()}</a:theme>',
        **{f"word/header{number}.xml": _part("hdr", text) for number, text in enumerate(headers, start=1)},
        **{f"word/footer{number}.xml": _part("ftr", text) for number, text in enumerate(footers, start=1)},
        "docProps/core.xml": _core(title),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>boardpaper</Application></Properties>',
    }
    return zipped({part: serialise(parse(text.encode())) for part, text in parts.items()})


def _part(root: str, content: str) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f"<w:{root} {spaces}>{content}</w:{root}>"


def _content_types() -> str:
    kinds = {
        "document.xml": "document.main",
        "styles.xml": "styles",
        "numbering.xml": "numbering",
        "settings.xml": "settings",
        "fontTable.xml": "fontTable",
    }
    kinds |= {file: kind for kind, files in _STORIES.items() for file in files}
    made = [f'<Override PartName="/word/{file}" ContentType="{_WORD}{kind}+xml"/>' for file, kind in kinds.items()]
    others = {
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    made += [f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in others.items()]
    usual = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in usual.items()]
    return f'<Types xmlns="{_PACKAGE}content-types">{"".join(defaults + made)}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    made = []
    for number, (kind, target) in enumerate(targets, start=1):
        prefix = f"{_PACKAGE}relationships/" if kind.startswith("metadata/") else RELATION
        made.append(f'<Relationship Id="rId{number}" Type="{prefix}{kind}" Target="{target}"/>')
    return f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(made)}</Relationships>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>boardpaper</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


if __name__ == "__main__":
    for path, data in ((TEMPLATE, template()), (LETTER, letter_template())):
        write_whole(path, data)
        print(f"{path.name} written.")
