"""The template: an ordinary Word file whose places are found however Word has cut them, and named where one is missing."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from boardpaper.assembly.ooxml import NAMESPACES, VML, Element, find_all, text_of, value
from boardpaper.assembly.paper import assemble
from boardpaper.docx_templates.make import TEMPLATE, template
from boardpaper.errors import NarrativeError, TemplateError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
Edit = Callable[..., None]
VERSION = '<w:r><w:t xml:space="preserve">Version number: {{ report.version }}</w:t></w:r>'


def test_committed_template_is_what_the_script_makes() -> None:
    assert TEMPLATE.read_bytes() == template()


def test_template_is_for_word_in_english_on_a4() -> None:
    with ZipFile(TEMPLATE) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in parts["word/settings.xml"]
    assert '<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in parts["word/document.xml"]
    assert min(int(size) for size in re.findall(r'<w:sz w:val="(\d+)"', parts["word/styles.xml"])) == 24


@pytest.mark.parametrize("place", ["summary", "assurance", "contents", "prepared by", "sections", "checklist", "appendices"])
def test_missing_place_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit, place: str) -> None:
    edited_template(f"{{{{ {place} }}}}", "")
    message = f"template.docx has no place {{{{ {place} }}}}: type it on a line of its own where the {place} should stand."
    with pytest.raises(TemplateError, match=f"^{re.escape(message)}$"):
        assemble(workspace, catalogue)
    assert not workspace.papers.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("See {{ table: children }} below", "has {{ table: children }} within a line"),
        ("LAC {{ children.snapshot", "has a place that does not end"),
        ("LAC {{ children.snapshot } }", "has a place that does not end"),
    ],
)
def test_broken_place_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit, typed: str, says: str) -> None:
    edited_template("Version number: {{ report.version }}", typed)
    with pytest.raises(TemplateError, match=re.escape(says)):
        assemble(workspace, catalogue)


@pytest.mark.parametrize(
    "drawn",
    [
        f"<w:drawing><wp:inline xmlns:wp='{NAMESPACES['wp']}'><wp:docPr id='905' name='Map' descr='A map of {{{{ report.version }}}}'/>"
        "</wp:inline></w:drawing>",
        f"<w:pict><v:shape xmlns:v='{VML}' alt='A map of {{{{ report.version }}}}'/></w:pict>",
        f"<w:pict><v:group xmlns:v='{VML}'><v:rect title='A map of {{{{ report.version }}}}'/></v:group></w:pict>",
    ],
    ids=["today's", "old", "within a group"],
)
def test_place_in_the_words_of_a_picture_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit, drawn: str) -> None:
    edited_template(VERSION, f"{VERSION}<w:r>{drawn}</w:r>")
    with pytest.raises(TemplateError, match=r"^template\.docx has a place in the alt text 'A map of {{ report\.version }}' \(body, under 'Contents'"):
        assemble(workspace, catalogue)


def test_place_in_the_words_of_a_watermark_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit) -> None:
    drawn = f"<w:pict><v:shape xmlns:v='{VML}' id='mark'><v:textpath string='Version {{{{ report.version }}}}'/></v:shape></w:pict>"
    edited_template(VERSION, f"{VERSION}<w:r>{drawn}</w:r>")
    says = r"^template\.docx has a place in the WordArt 'Version {{ report\.version }}' \(body, under 'Contents'"
    with pytest.raises(TemplateError, match=says):
        assemble(workspace, catalogue)


@pytest.mark.parametrize(
    "field",
    [
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>QUOTE \"{{ report.</w:instrText></w:r>"
        "<w:r><w:instrText>version }}\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:fldSimple w:instr='QUOTE &quot;{{ report.version }}&quot;'/>",
    ],
    ids=["of runs", "simple"],
)
def test_place_in_the_code_of_a_field_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit, field: str) -> None:
    edited_template(VERSION, f"{VERSION}{field}")
    says = r"^template\.docx has a place in the code of a field, 'QUOTE \"{{ report\.version }}\"' \(body, under 'Contents'"
    with pytest.raises(TemplateError, match=says):
        assemble(workspace, catalogue)


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
PIECES = "<a:p><a:r><a:t>Seen: {{ chil</a:t></a:r><a:r><a:t>dren.snapshot }}</a:t></a:r></a:p>"
SMART_ART = f'<dgm:dataModel xmlns:dgm="{DRAWN}/diagram" xmlns:a="{DRAWN}/main"><dgm:pt><dgm:t>{PIECES}</dgm:t></dgm:pt></dgm:dataModel>'
CHART = f'<c:chartSpace xmlns:c="{DRAWN}/chart" xmlns:a="{DRAWN}/main"><c:title><c:tx>{PIECES}</c:tx></c:title></c:chartSpace>'


@pytest.mark.parametrize(("part", "xml", "what"), [("diagrams/data1", SMART_ART, "SmartArt"), ("charts/chart9", CHART, "a chart")])
def test_place_in_a_drawing_that_is_a_part_of_its_own_is_named(workspace: Workspace, catalogue: Catalogue, part: str, xml: str, what: str) -> None:
    with ZipFile(TEMPLATE) as archive, ZipFile(workspace.template, "w") as copy:
        for item in archive.namelist():
            copy.writestr(item, archive.read(item))
        copy.writestr(f"word/{part}.xml", xml)
    says = (
        f"template.docx has a place in {what} ('Seen: {{{{ children.snapshot }}}}'), where nothing is filled in: move it into a table or a text box."
    )
    with pytest.raises(TemplateError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == says


MODE = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MODE, MODE.replace("15", "12")),
        (MODE, ""),
        (f"<w:compat>{MODE}</w:compat>", ""),
        (f"<w:compat>{MODE}</w:compat>", "<w:compat><w:useFELayout/></w:compat>"),
    ],
)
def test_paper_is_for_today_s_word_whatever_made_its_template(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element], old: str, new: str
) -> None:
    edited_template(old, new, "word/settings.xml")
    settings = part(assemble(workspace, catalogue).path, "word/settings.xml")
    (compat,) = find_all(settings, "w:compat")
    assert [found.get(f"{{{NAMESPACES['w']}}}val") for found in find_all(compat, "w:compatSetting")] == ["15"]
    following = [str(found.tag).rpartition("}")[2] for found in compat.itersiblings()]
    assert following == ["themeFontLang", "decimalSymbol", "listSeparator"]


def test_missing_style_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit) -> None:
    edited_template('<w:name w:val="Board Table"/>', '<w:name w:val="Other"/>', name="word/styles.xml")
    with pytest.raises(TemplateError, match=r"^template\.docx has no style named 'Board Table': copy that style from the template that comes"):
        assemble(workspace, catalogue)


def _of_parts(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return the template that comes with the package with its parts changed."""
    with ZipFile(TEMPLATE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _as_word_template(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")


def _as_strict(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
    )


def _damaged(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:500]


ANOTHER_KIND = "is a file of another kind under the name of a .docx: save it from Word as 'Word Document (.docx)'."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"not a zip", "is not a Word document (File is not a zip file): save it from Word as .docx."),
        (TEMPLATE.read_bytes()[:9000], "is not a Word document (File is not a zip file): save it from Word as .docx."),
        (_of_parts(dict.clear), "is not a Word document (it is a zip of something else): save it from Word as .docx."),
        (_of_parts(lambda parts: parts.pop("word/document.xml")), "has no main document part: save it from Word as .docx."),
        (_of_parts(lambda parts: parts.pop("word/styles.xml")), "has no styles in it: open it in Word, and save it from there as .docx."),
        (_of_parts(_as_word_template), ANOTHER_KIND),
        (_of_parts(_as_strict), ANOTHER_KIND),
    ],
)
def test_file_that_is_no_document_is_named(workspace: Workspace, catalogue: Catalogue, data: bytes, message: str) -> None:
    workspace.template.write_bytes(data)
    with pytest.raises(TemplateError, match=f"^{re.escape(f'template.docx {message}')}$"):
        assemble(workspace, catalogue)


def test_damaged_part_is_named(workspace: Workspace, catalogue: Catalogue) -> None:
    workspace.template.write_bytes(_of_parts(_damaged))
    with pytest.raises(TemplateError, match=r"^template\.docx: the part word/document\.xml is damaged \(.*\): save it again from Word\.$"):
        assemble(workspace, catalogue)


def test_folder_in_place_of_the_template_is_named(workspace: Workspace, catalogue: Catalogue) -> None:
    workspace.template.mkdir()
    message = "template.docx is a folder: put the Word template there as a file, or delete it to use the one that comes with boardpaper."
    with pytest.raises(TemplateError, match=f"^{re.escape(message)}$"):
        assemble(workspace, catalogue)


def test_template_that_cannot_be_read_is_named(workspace: Workspace, catalogue: Catalogue) -> None:
    workspace.template.symlink_to("gone.docx")
    message = (
        "template.docx cannot be read (No such file or directory): close it where it is open, or delete it to use the one that comes with boardpaper."
    )
    with pytest.raises(TemplateError, match=f"^{re.escape(message)}$"):
        assemble(workspace, catalogue)


@pytest.mark.parametrize(
    "runs",
    [
        "<w:r><w:t>Version number: {</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ report.</w:t></w:r><w:proofErr w:type='spellStart'/>"
        "<w:r><w:t>version }} end</w:t></w:r>",
        "<w:r><w:t>Version number</w:t><w:t>: {{ report.version</w:t><w:t> }} end</w:t></w:r>",
        "<w:r><w:t xml:space='preserve'>Version number: </w:t></w:r><w:sdt><w:sdtPr><w:tag w:val='report.version'/><w:id w:val='1'/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>old</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space='preserve'> end</w:t></w:r>",
    ],
)
def test_place_is_filled_however_it_is_cut(
    workspace: Workspace, catalogue: Catalogue, edited_template: Edit, part: Callable[..., Element], runs: str
) -> None:
    edited_template(VERSION, runs)
    root = part(assemble(workspace, catalogue).path)
    paragraph = next(found for found in find_all(root, "//w:p") if text_of(found).startswith("Version number"))
    assert text_of(paragraph) == "Version number: 1.0 end"
    assert [(value(found, "w:sdtPr/w:tag"), text_of(found)) for found in find_all(paragraph, "w:sdt")] == [("report.version", "1.0")]


def test_header_and_footer_are_filled(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(workspace, catalogue).path
    assert [text_of(part(path, f"word/{story}.xml")) for story in ("header1", "footer1")] == [
        "DRAFT – Hillshire Commissioning GroupAnnual Report 2018/19",
        "Version 1.0Page 2 of 2",
    ]


def test_unknown_key_of_the_template_is_named(workspace: Workspace, catalogue: Catalogue, edited_template: Edit) -> None:
    edited_template("{{ report.version }}", "{{ report.edition }}", name="word/footer1.xml")
    with pytest.raises(
        NarrativeError,
        match=r"^One key is not on offer: template\.docx, footer, paragraph 1, at 'Version {{ report\.edition }}.*': 'report\.edition'",
    ):
        assemble(workspace, catalogue)


def test_each_control_has_its_own_id_and_key(workspace: Workspace, catalogue: Catalogue, part: Callable[..., Element]) -> None:
    path = assemble(workspace, catalogue).path
    controls = [
        found for name in ("document", "header1", "footer1", "footer2") for found in find_all(part(path, f"word/{name}.xml"), "//w:sdt/w:sdtPr")
    ]
    ids = [int(value(found, "w:id") or 0) for found in controls]
    assert sorted(ids) == list(range(1, len(controls) + 1))
    assert all(value(found, "w:tag") == value(found, "w:alias") for found in controls)
