"""Texts spliced into a part: the control shows the new text, in its old formatting, and no byte outside it changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boardpaper.assembly.ooxml import find_all, name, parse
from boardpaper.assembly.reading import reads
from boardpaper.assembly.refresh.figures import shown_by
from boardpaper.assembly.refresh.splice import applied, edits_of
from boardpaper.assembly.refresh.spots import find_spots
from boardpaper.errors import PaperError

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone=\"yes\"?>\r\n"
_HEAD = f"{_DECLARED}<w:document {_W}   w:other='a > b'><w:body><w:p><w:r><w:t>Before &amp; after</w:t></w:r>"
_TAIL = "<w:r><w:t xml:space='preserve'> rest </w:t></w:r></w:p >\n</w:body></w:document>"
_BOLD = "<w:rPr><w:b/></w:rPr>"


def _part(content: str, settings: str = '<w:tag w:val="k"/>') -> bytes:
    return f"{_HEAD}<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>{_TAIL}".encode()


def _refreshed(data: bytes, text: str) -> bytes:
    (spot,) = find_spots(data, "part")
    return applied(data, edits_of(data, spot, text))


CONTENTS = (
    f"<w:r>{_BOLD}<w:t>355</w:t></w:r>",
    f"<w:r>{_BOLD}<w:t>3</w:t></w:r><w:proofErr/><w:r><w:t>5</w:t><w:t>5</w:t></w:r>",
    f"<w:r>{_BOLD}<w:t/></w:r>",
    f"<w:r>{_BOLD}<w:t xml:space='preserve'> 355 </w:t><w:br/><w:t>more</w:t></w:r>",
    f'<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del><w:ins w:id="2"><w:r>{_BOLD}<w:t>355</w:t></w:r></w:ins>',
    "",
)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=30)


@pytest.mark.parametrize("content", CONTENTS)
@given(text=_TEXTS)
def test_the_control_shows_it_and_nothing_else_changed(content: str, text: str) -> None:
    data = _part(content)
    made = _refreshed(data, text)
    start, end = data.index(b"<w:sdtContent>"), data.index(b"</w:sdtContent>")
    assert made.startswith(data[:start])
    assert made.endswith(data[end:])
    (control,) = find_all(parse(made), "//w:sdt")
    pieces = ["\n" if piece.tag == name("w:br") else piece.text or "" for piece in control.iter(name("w:t"), name("w:br"))]
    assert "".join(pieces) == re.sub("[￾￿]", "", text)
    assert len(find_all(control, ".//w:b")) == content.count("<w:b/>")
    assert [piece.text for piece in find_all(control, ".//w:delText")] == ["9"] * content.count("delText>9")


@given(text=_TEXTS.filter(lambda text: "\n" not in text))
def test_twice_is_once(text: str) -> None:
    once = _refreshed(_part(CONTENTS[1]), text)
    assert _refreshed(once, text) == once


def test_what_speaks_of_another_text_goes() -> None:
    data = _part("<w:r><w:t>Click here</w:t></w:r>", '<w:alias w:val="k"/><w:showingPlcHdr/><w:dataBinding w:xpath="/a"/><w:text/>')
    assert b'<w:sdtPr><w:alias w:val="k"/><w:text/></w:sdtPr>' in _refreshed(data, "9")


def test_controls_within_a_control_are_told_apart() -> None:
    inner = '<w:sdt><w:sdtPr><w:tag w:val="inner"/></w:sdtPr><w:sdtContent><w:r><w:t>1</w:t></w:r></w:sdtContent></w:sdt>'
    data = _part(f"<w:r><w:t>Total: </w:t></w:r>{inner}")
    assert [(spot.key, spot.has_inner, shown_by(data, spot)) for spot in find_spots(data, "part")] == [("k", True, "Total: "), ("inner", False, "1")]


_P = "<w:p w:other='a > b'{}"


@pytest.mark.parametrize(
    ("sign", "shown"), [("<w:noBreakHyphen/>", "35-5"), ('<w:sym w:font="Symbol" w:char="F035"/>', "35\uf0355"), ("<w:sym/>", "35?5")]
)
def test_a_sign_that_is_no_text_is_read_and_goes(sign: str, shown: str) -> None:
    alone = _refreshed(_part(f"<w:r>{sign}</w:r>"), "355")
    assert reads(find_all(parse(alone), "//w:sdt")[0]) == "355"
    data = _part(f"<w:r><w:t>35</w:t>{sign}<w:t>5</w:t></w:r>")
    (spot,) = find_spots(data, "part")
    assert shown_by(data, spot) == reads(find_all(parse(data), "//w:sdt")[0]) == shown
    (control,) = find_all(parse(_refreshed(data, "355")), "//w:sdt")
    assert reads(control) == "355"


@pytest.mark.parametrize("whole", ["<w:sdtContent/>", "<w:sdtContent ></w:sdtContent>"])
def test_one_that_was_emptied_gets_its_text_back(whole: str) -> None:
    data = _part("").replace(b"<w:sdtContent></w:sdtContent>", whole.encode())
    (control,) = find_all(parse(_refreshed(data, "355")), "//w:sdt")
    assert [piece.text for piece in find_all(control, "w:sdtContent/w:r/w:t")] == ["355"]


@pytest.mark.parametrize("inside", ["{}", "<w:tc><w:tcPr/>{}</w:tc>", "<w:p/>{}"])
@pytest.mark.parametrize("emptied", ["/>", "><w:pPr/></w:p >", "><w:pPr/><w:r><w:rPr/></w:r></w:p>"])
def test_one_round_a_paragraph_that_was_emptied_gets_it_into_the_paragraph(inside: str, emptied: str) -> None:
    data = _part(inside.format(_P.format(emptied)))
    made = _refreshed(data, "355")
    (control,) = find_all(parse(made), "//w:sdt")
    assert [piece.text for piece in find_all(control, ".//w:p[last()]/w:r/w:t")] == ["355"]
    assert len(find_all(control, ".//w:t")) == 1
    assert (made[: data.index(b"<w:sdtContent>")], made.endswith(_TAIL.encode())) == (data[: data.index(b"<w:sdtContent>")], True)


def test_one_that_has_no_place_for_a_text_is_none() -> None:
    assert find_spots(_part("").replace(b"<w:sdtContent></w:sdtContent>", b""), "part") == []


@pytest.mark.parametrize("data", [b"<w:document", _part("")[:-20], "<a/>".encode("utf-16"), b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_part_that_cannot_be_followed_is_refused(data: bytes) -> None:
    with pytest.raises(PaperError, match="is damaged"):
        find_spots(data, "word/document.xml")
