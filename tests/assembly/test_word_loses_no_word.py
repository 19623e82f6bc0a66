"""The one law of a contributor's Word file: each word of its body is in the paper, in order, wherever Word keeps it."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.assembly.ooxml import Element
from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")

_RUN = '<w:r><w:t xml:space="preserve"> {} </w:t></w:r>'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_INLINE = {
    "run": "{0}",
    "bold": '<w:r><w:rPr><w:b/><w:rFonts w:ascii="Courier"/></w:rPr><w:t xml:space="preserve"> {1} </w:t></w:r>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{0}</w:sdtContent></w:sdt>",
    "smart tag": '<w:smartTag w:uri="x" w:element="place">{0}</w:smartTag>',
    "tag": '<w:customXml w:element="x">{0}</w:customXml>',
    "place in the file": '<w:hyperlink w:anchor="here">{0}</w:hyperlink>',
    "simple field": '<w:fldSimple w:instr=" AUTHOR ">{0}</w:fldSimple>',
    "field": _FIELD.format("begin") + '<w:r><w:instrText>DATE \\@ "d"</w:instrText></w:r>' + _FIELD.format("separate") + "{0}" + _FIELD.format("end"),
    "link field": _FIELD.format("begin")
    + '<w:r><w:instrText>HYPERLINK "https://example.org/"</w:instrText></w:r>'
    + _FIELD.format("separate")
    + "{0}"
    + _FIELD.format("end"),
    "direction": '<w:bdo w:val="ltr">{0}</w:bdo>',
    "alternative": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t xml:space='preserve'> {1} </w:t></mc:Choice>"
    "<mc:Fallback><w:t>lost</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    "broken": '<w:r><w:t>{1}</w:t><w:br/><w:t>and</w:t><w:tab/><w:t xml:space="preserve">so </w:t></w:r>',
}
_BLOCK = {
    "paragraph": "<w:p>{}</w:p>",
    "heading": '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{}</w:p>',
    "item": '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>{}</w:p>',
    "number": '<w:p><w:pPr><w:pStyle w:val="ListNumber2"/></w:pPr>{}</w:p>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>",
    "tag": '<w:customXml w:element="x"><w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt></w:customXml>',
    "table": "<w:tbl><w:tr><w:tc><w:p>{0}</w:p></w:tc></w:tr><w:sdt><w:sdtContent>"
    "<w:tr><w:tc><w:p/><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
    "box": "<w:p><w:r><w:drawing><wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx></w:drawing></w:r></w:p>",
    "old box": "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "page": '<w:p><w:r><w:br w:type="page"/></w:r>{}</w:p>',
}
_BLOCKS = st.lists(
    st.tuples(st.sampled_from(sorted(_BLOCK)), st.lists(st.sampled_from(sorted(_INLINE)), min_size=1, max_size=4)), min_size=24, max_size=48
)
"""Many blocks in each file: most of the time goes into the paper around them."""


def _body(blocks: list[tuple[str, list[str]]]) -> Iterator[str]:
    words = (f"word{number}" for number in count(1))
    for block, pieces in blocks:
        made = [(word, _INLINE[piece].format(_RUN.format(word), word)) for piece, word in zip(pieces, words, strict=False)]
        yield _BLOCK[block].format("".join(text for _, text in made))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_BLOCKS)
def test_each_word_is_in_the_paper_in_order(
    workspace: Workspace,
    catalogue: Catalogue,
    word: Callable[..., object],
    part: Callable[..., Element],
    texts: Callable[[Element], list[str]],
    blocks: list[tuple[str, list[str]]],
) -> None:
    title = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
    end = "<w:p><w:r><w:t>The end of it.</w:t></w:r></w:p>"
    word(title + "".join(_body(blocks)) + end)
    shown = texts(part(assemble(workspace, catalogue).path))
    section = shown[len(shown) - shown[::-1].index("Third") : shown.index("The end of it.")]
    wanted = []
    for number, (block, pieces) in enumerate(blocks):
        first = sum(len(above) for _, above in blocks[:number])
        for place, piece in enumerate(pieces, start=first + 1):
            wanted += [f"word{place}", *(["and", "so"] if piece == "broken" else [])]
        wanted += ["cell"] if block == "table" else []
    assert " ".join(section).replace("and so", " and so").split() == wanted


def test_words_where_none_can_stand_are_named(workspace: Workspace, catalogue: Catalogue, word: Callable[..., object]) -> None:
    title = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>'
    word(f"{title}<w:p><w:r><w:unknown><w:t>Lost words</w:t></w:unknown></w:r></w:p>")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    assert str(caught.value) == (
        "narrative/03-third.docx, under 'Third', at 'Lost words': "
        "the words 'Lost words' stand where they cannot be taken from; type them again as text."
    )
