"""What a contributor's Word file may not hold is refused with its place and a cure, all at once, and nothing is written."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.document import Document as Read

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
TITLE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
TEXT = "<w:r><w:t>Of staff</w:t></w:r>"
WHERE = "under 'Third', at 'Of staff'"
MINE = '"C:\\mine.xlsx"'
CELL = "<w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{TEXT}<w:r><w:commentReference w:id='0'/></w:r>", f"holds a comment: {WHERE}; answer it and delete it in Word (Review)."),
        (f"<w:ins w:id='1' w:author='x'>{TEXT}</w:ins>", f"holds a tracked change: {WHERE}; accept or reject it in Word (Review)."),
        (
            "<w:del w:id='1' w:author='x'><w:r><w:delText>Of staff</w:delText></w:r></w:del>",
            f"holds a tracked change: {WHERE}; accept or reject it in Word (Review).",
        ),
        (f"<w:moveTo w:id='1' w:author='x'>{TEXT}</w:moveTo>", f"holds a tracked change: {WHERE}; accept or reject it in Word (Review)."),
        (
            f"{TEXT}<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>LISTNUM</w:instrText><w:fldChar w:fldCharType='end'/></w:r>",
            f"holds a number that Word alone counts: {WHERE}; put in what it shows, as text or as a picture.",
        ),
        (f"{TEXT}<w:r><w:object/></w:r>", f"holds an embedded object: {WHERE}; save what it shows as a picture or a table."),
        (
            f"{TEXT}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
            "holds an equation: under 'Third', at 'Of staff'; equations are not supported: write it in words, or put in a picture of it.",
        ),
        (
            f"{TEXT}<w:r><w:drawing><c:chart/></w:drawing></w:r>",
            f"holds a chart or diagram of Word's own: {WHERE}; save it as a picture, with words that say what it shows.",
        ),
        (
            f"{TEXT}<w:r><w:drawing><a:blip r:link='rId99'/></w:drawing></w:r>",
            f"holds a picture that does not lie in the file: {WHERE}; insert the picture itself, not a link to it.",
        ),
        (
            f"{TEXT}<w:r><w:drawing><a:blip/><a:srcRect l='1000'/></w:drawing></w:r>",
            f"holds a cropped picture, with what was cut off still in it: {WHERE}; compress it in Word with 'Delete cropped areas'.",
        ),
        (
            f"{TEXT}<w:r><w:sym w:font='Wingdings' w:char='F022'/></w:r>",
            f"holds a letter of a symbol font that no other font has: {WHERE}; insert it from the font Arial.",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Of staff</w:t></w:r>", f"holds hidden text: {WHERE}; delete it, or make it visible."),
        (
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>Of staff</w:t></w:r>",
            f"holds a passage that is struck through: {WHERE}; delete it, or take off the line.",
        ),
        (
            f"{_mark('begin')}<w:r><w:instrText>HYPER</w:instrText><w:instrText>LINK {MINE}</w:instrText></w:r>"
            f"{_mark('separate')}{TEXT}{_mark('end')}",
            f"holds a link that no reader can follow: {WHERE}; link to an address that begins with https://, or write its words alone.",
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{TEXT}</w:sdtContent></w:sdt>",
            f"holds a field that is not filled in: {WHERE}; fill it in or delete it.",
        ),
    ],
)
def test_each_is_one_sentence(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path], content: str, message: str) -> None:
    word(f"{TITLE}<w:p>{content}</w:p>")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value).split("\n")[0] == f"narrative/03-third.docx {message}"
    assert not workspace.papers.exists()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<w:p/>", "at its beginning: there is no heading; begin it with the section's title in the style 'Heading 1'."),
        (f"<w:p>{TEXT}</w:p>{TITLE}", "at its beginning, at 'Of staff': something comes before the title; make the title the first line."),
        (TITLE * 2, "under 'Third', at 'Third': the heading is a second title; give it the style 'Heading 2', or begin a new file."),
        (
            TITLE + "".join(f"<w:p><w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>{TEXT}</w:p>" for level in (1, 2, 3)),
            "under 'Of staff', at 'Of staff': the heading is deeper than level 3; bring it up a level.",
        ),
        (
            f"{TITLE}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{TEXT}</w:p></w:tc></w:tr><w:tr>{CELL * 2}</w:tr></w:tbl>",
            f"{WHERE}: the table has merged cells, or rows of different lengths; split them in Word (Layout, Split Cells), "
            "so that every row has each column once.",
        ),
        (
            f"{TITLE}<w:p><w:r><w:t>See {{{{ table: children }}}} here</w:t></w:r></w:p>",
            "under 'Third', at 'See {{ table: children }} here': there is a table or a chart in the middle of text; "
            "put its place on a line of its own, with an empty line around it.",
        ),
        (
            f"{TITLE}<w:p><w:r><w:t>Of {{{{ staff</w:t></w:r></w:p>",
            "under 'Third', at 'Of {{ staff': a '{{' has no '}}' to close it; write {{ key }}.",
        ),
    ],
)
def test_each_place_is_named(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path], body: str, message: str) -> None:
    word(body)
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value).split("\n")[0] == f"narrative/03-third.docx, {message}"


def test_an_unknown_key_is_named_with_its_heading_and_words(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    word(f"{TITLE}<w:p><w:r><w:t>Of {{{{ children.snapshoot }}}} staff</w:t></w:r></w:p>")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == (
        "One key is not on offer: narrative/03-third.docx, under 'Third', at 'Of {{ children.snapshoot }} staff': 'children.snapshoot' "
        "(nearest: children.snapshot, children.previous). Write a key that 'boardpaper figures' lists; what a return names is there once it is in."
    )


def test_a_picture_without_words_is_named(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    word(f"{TITLE}<w:p>{TEXT}</w:p>", edit=lambda document: document.add_picture(BytesIO(DOT)))
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == (
        "narrative/03-third.docx, under 'Third': the picture image1.png has no words for those who cannot see it; "
        "give it alt text in Word (right click, View Alt Text)."
    )


def test_a_comment_and_a_private_link_come_at_once(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    def edit(document: Read) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        document.element.body[1][0].set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", document.part.relate_to("file:///C:/mine.xlsx", kind, True)
        )

    word(f"{TITLE}<w:p><w:hyperlink>{TEXT}</w:hyperlink><w:r><w:commentReference w:id='0'/></w:r></w:p>", edit=edit)
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value).split("\n") == [
        f"narrative/03-third.docx holds a link that no reader can follow: {WHERE}; "
        "link to an address that begins with https://, or write its words alone.",
        f"narrative/03-third.docx holds a comment: {WHERE}; answer it and delete it in Word (Review).",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK", "is damaged, or no Word document; open it in Word and save it as 'Word Document (.docx)'."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is an old Word file under a new name; save it from Word as 'Word Document (.docx)'."),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "has a password; take it off in Word (File, Info, Protect Document).",
        ),
    ],
)
def test_a_file_that_cannot_be_opened(workspace: Workspace, catalogue: Catalogue, data: bytes, message: str) -> None:
    (workspace.narrative / "03-third.docx").write_bytes(data)
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == f"narrative/03-third.docx {message}"


def test_macros_under_the_name_of_a_docx(workspace: Workspace, catalogue: Catalogue, word: Callable[..., Path]) -> None:
    path = word(TITLE)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = parts["word/_rels/document.xml.rels"]
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    macro = b'<Relationship Id="rId77" Type="%s" Target="vbaProject.bin"/></Relationships>' % kind
    listed = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts |= {"word/_rels/document.xml.rels": relations.replace(b"</Relationships>", macro), "word/vbaProject.bin": b"macro"}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", listed)
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(NarrativeError, match=r"^narrative/03-third\.docx holds macros; save it from Word as 'Word Document \(\.docx\)'\.$"):
        assemble(workspace, catalogue)
