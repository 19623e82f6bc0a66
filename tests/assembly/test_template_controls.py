"""A content control tagged with a key is filled whatever it holds: words, paragraphs, a cell or a row; and a place in every story."""

from collections.abc import Callable

import pytest

from boardpaper.assembly.ooxml import NAMESPACES, Element, find_all, text_of, value
from boardpaper.assembly.package import Package, zipped
from boardpaper.assembly.paper import assemble
from boardpaper.docx_templates.make import TEMPLATE
from boardpaper.errors import TemplateError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
Edit = Callable[..., None]
VERSION = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:spacing w:before="160"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">Version number: {{ report.version }}</w:t></w:r></w:p>'
)
BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{B0E7F3B4-0001-4000-8000-000000000001}"/>'
PROMPT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/></w:rPr><w:t>Click here</w:t></w:r>'


def _control(content: str, key: str = "report.version", marks: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{key}"/><w:id w:val="7"/>{marks}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def _paragraph(content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr>{content}</w:p>'


def _table(rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


LABEL = f"<w:tc><w:p>{_run('Version')}</w:p></w:tc>"
CELL = f"<w:tc><w:tcPr><w:tcW w:w='4000' w:type='dxa'/></w:tcPr><w:p>{_run('old')}</w:p><w:p>{_run('older')}</w:p></w:tc>"
ASKING = f"<w:tc><w:p>{PROMPT}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (_paragraph(_run("Is ") + _control(_run("old"), marks=BOUND) + _run(" now")), ["Is 1.0 now"]),
        (_paragraph(_control(PROMPT, marks="<w:showingPlcHdr/>")), ["1.0"]),
        (_control(_paragraph(_run("old")) + _paragraph(_run("older")), marks=BOUND), ["1.0"]),
        (_table(f"<w:tr>{LABEL}{_control(CELL)}</w:tr>"), ["Version", "1.0"]),
        (_table(_control(f"<w:tr>{LABEL}{CELL}</w:tr>")), ["Version", "1.0"]),
        (_table(_control(f"<w:tr>{ASKING}{LABEL}</w:tr>", marks="<w:showingPlcHdr/>")), ["1.0", "Version"]),
        (_control(_table(f"<w:tr>{LABEL}{CELL}</w:tr>")), ["1.0"]),
        (_control(_paragraph(_run("{{ report.period }}"))), ["2018/19"]),
        (_paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>{{ report.</w:t></w:r>" + _run("version }}")), ["1.0"]),
    ],
)
def test_control_is_filled_whatever_it_holds(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element], content: str, shown: list[str]
) -> None:
    edited_template(VERSION, f"{content}<w:p>{_run('End')}</w:p>")
    body = list(find_all(part(assemble(workspace, catalogue).path), "//w:body")[0].iter("{*}p"))
    texts = [text_of(found) for found in body]
    end = texts.index("End")
    assert texts[end - len(shown) : end] == shown
    filled = [found for found in body[end - len(shown) : end] if find_all(found, "w:sdt")]
    assert len(filled) == 1
    assert not find_all(filled[0], ".//w:dataBinding | .//w:showingPlcHdr | .//w:rStyle")
    assert (find_all(filled[0], "ancestor::w:sdt") != []) == ("period" in content)  # what stands round a place stays


@pytest.mark.parametrize(("kept", "shown"), [("report.version", "1.0"), ("Version of the report", "old")])
def test_one_that_a_save_by_libreoffice_left_with_its_title_alone(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element], kept: str, shown: str
) -> None:
    control = _control(_run("old")).replace('<w:tag w:val="report.version"/>', f'<w:alias w:val="{kept}"/>')
    edited_template(VERSION, _paragraph(_run("This one: ") + control))
    (found,) = [each for each in find_all(part(assemble(workspace, catalogue).path), "//w:body/w:p") if text_of(each).startswith("This one: ")]
    assert text_of(found) == f"This one: {shown}"


def test_block_is_put_in_the_place_of_a_control(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element], texts: Callable[[Element], list[str]]
) -> None:
    edited_template(VERSION, _control(_paragraph(PROMPT), key="table: children"))
    assert "Table 1: Children, 2018/19" in texts(part(assemble(workspace, catalogue).path))


def test_text_box_is_filled_for_old_readers_too(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element]
) -> None:
    spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("wps", "mc", "a", "wp"))
    inside = f"<w:txbxContent><w:p>{_run('{{ report.period }}')}</w:p></w:txbxContent>"
    box = (
        f"<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='5' name='b'/>"
        f"<wps:txbx>{inside}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    edited_template(VERSION, box)
    root = part(assemble(workspace, catalogue).path)
    assert [text_of(found) for found in find_all(root, "//w:txbxContent[not(ancestor::*[local-name() = 'wgp'])]/w:p")] == ["2018/19", "2018/19"]
    ids = [value(found, ".") for found in find_all(root, "//w:sdtPr/w:id")]
    assert len(ids) == len(set(ids))


def test_note_is_filled(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    package = Package(TEMPLATE.read_bytes(), "template.docx")
    note = f"<w:footnote w:id='1'><w:p>{_run('Of {{ report.period }}')}</w:p></w:footnote>"
    data = f"<w:footnotes xmlns:w='{NAMESPACES['w']}'>{note}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package.relate(package.main, "footnotes", package.add("word/footnotes.xml", data, kind))
    workspace.template.write_bytes(package.data())
    assert text_of(part(assemble(workspace, catalogue).path, "word/footnotes.xml")) == "Of 2018/19"


def test_every_fault_of_a_template_comes_at_once(workspace: Workspace, catalogue: Catalogue, edited_template: Edit) -> None:
    wrong = [
        "See {{ table: children }} below",
        "Now {{ children.snapshot",
        "Now children.snapshot }} is",
        "{{ sections }}",
        "{{ sections }}",
        "{{ report.edition }}",
    ]
    controls = _control(_paragraph(_run("old")), key="report.verison") + _control(_paragraph(_run("other")), key="somebody_elses")
    edited_template(VERSION, "".join(f"<w:p>{_run(text)}</w:p>" for text in wrong) + controls)
    (workspace.narrative / "03-third.md").write_text("# Third\n\n# Again\n", encoding="utf-8")
    with ZipEdit(workspace) as parts:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ checklist }}", b"").replace(b"{{ contents }}", b"")
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{{ report.title }}", b"{{ appendices }}")
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"Board Table"', b'"Other"').replace(b'"Quote"', b'"Cited"')
    with pytest.raises(TemplateError) as caught:
        assemble(workspace, catalogue)
    where = "body, under 'Contents', paragraph"
    copied = "copy that style from the template that comes with boardpaper."
    assert str(caught.value).split("\n") == [
        "template.docx has no place {{ contents }}: type it on a line of its own where the contents should stand.",
        "template.docx has no place {{ checklist }}: type it on a line of its own where the checklist should stand.",
        f"template.docx has {{{{ table: children }}}} within a line ({where} 3, at 'See {{{{ table: children }}}} below'): "
        "type it on a line of its own.",
        f"template.docx has a place that does not end ({where} 4, at 'Now {{{{ children.snapshot'): type both pairs of braces around its key.",
        f"template.docx has a place that does not begin ({where} 5, at 'Now children.snapshot }}}} is'): type both pairs of braces around its key.",
        f"template.docx has a second place {{{{ sections }}}} ({where} 7, at '{{{{ sections }}}}'): delete one of them.",
        "template.docx has {{ appendices }} where no block can stand (header, paragraph 2, at '{{ appendices }}'): "
        "type it on a line of its own in the body.",
        f"template.docx has a content control tagged 'report.verison' ({where} 8, at 'old'), "
        "which is no key (nearest: report.version, report.period, report.period_end_month): mend its tag.",
        f"template.docx has no style named 'Board Table': {copied}",
        f"template.docx has no style named 'Quote': {copied}",
        f"One key is not on offer: template.docx, {where} 8, at '{{{{ report.edition }}}}': 'report.edition' "
        "(nearest: report.version, report.period, report.title). "
        "Write a key that 'boardpaper figures' lists; what a return names is there once it is in.",
        "narrative/03-third.md, line 3: the heading is a second title; use ## for a sub-heading, or begin a new file.",
    ]
    assert not workspace.papers.exists()


class ZipEdit:
    """The parts of a workspace's template, to be changed and put back."""

    def __init__(self, workspace: Workspace) -> None:
        self.path = workspace.template

    def __enter__(self) -> dict[str, bytes]:
        self.package = Package(self.path.read_bytes(), "template.docx")
        return self.package.parts

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes(zipped(self.package.parts))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            _run("Old") + "<w:r><w:commentReference w:id='0'/></w:r>",
            "holds comments (the first at 'Old'), which would go to every reader: answer them and delete them in Word (Review).",
        ),
        (
            f"<w:ins w:id='1' w:author='x'>{_run('New')}</w:ins>",
            "holds tracked changes (the first at 'New'), which would go to every reader: accept or reject them in Word (Review).",
        ),
        (
            _run("Kept") + "<w:del w:id='1' w:author='x'><w:r><w:delText>Gone</w:delText></w:r></w:del>",
            "holds tracked changes (the first at 'Kept'), which would go to every reader: accept or reject them in Word (Review).",
        ),
    ],
)
def test_what_its_authors_left_in_it_goes_to_no_reader(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, content: str, message: str
) -> None:
    edited_template(VERSION, VERSION + _paragraph(content))
    with pytest.raises(TemplateError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == f"template.docx {message}"
