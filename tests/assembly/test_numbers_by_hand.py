"""Numbers that were typed are listed wherever a section with figures says them: in its text, its footnotes and its text boxes."""

from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from boardpaper.assembly.check.run import check
from boardpaper.assembly.paper import assemble
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")
_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def _listed(workspace: Workspace, catalogue: Catalogue, text: str, box: str = "") -> list[tuple[str, str]]:
    """Return where typed numbers are told, and what is told of them, of a paper with a text box below its "Here."."""
    for file in workspace.narrative.glob("0*"):
        file.unlink()
    for number, section in enumerate(text.split("---\n"), start=1):
        (workspace.narrative / f"0{number}-section.md").write_text(section, encoding="utf-8")
    path = assemble(workspace, catalogue, workspace.papers / "paper.docx").path
    if box:
        with ZipFile(path) as archive:
            parts = {item: archive.read(item).decode() for item in archive.infolist()}
        with ZipFile(path, "w") as archive:
            for item, data in parts.items():
                archive.writestr(item, data.replace("Here.</w:t></w:r></w:p>", f"Here.</w:t></w:r></w:p>{_BOX.format(box)}"))
    found = [each.found for each in check(workspace, catalogue, path, pages=False).findings if each.rule.code == "number_by_hand"]
    return [(each.where, each.says) for each in found]


def test_in_a_footnote(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Numbers\n\nThere are {{ children.snapshot }}.[^1]\n\n[^1]: Another 41 are to come.\n"
    assert _listed(workspace, catalogue, text) == [("section 1 Numbers, footnote", "'41' is typed, and no figure of the paper says so")]


def test_in_a_text_box(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Numbers\n\nThere are {{ children.snapshot }}.\n\nHere.\n"
    listed = _listed(workspace, catalogue, text, "Another 41 are to come.")
    assert listed == [("section 1 Numbers, text box", "'41' is typed, and no figure of the paper says so")]


def test_not_in_the_words_of_a_table_of_the_catalogue(workspace: Workspace, catalogue: Catalogue) -> None:
    table = catalogue.tables["children"]
    rows = (("Seen within 41 days", *table.rows[0][1:]),)
    told = replace(catalogue, tables={"children": replace(table, rows=rows)})
    assert _listed(workspace, told, "# Numbers\n\nThere are {{ children.snapshot }}.\n\n{{ table: children }}\n") == []


def test_a_table_of_an_authors_own_is_told_once(workspace: Workspace, catalogue: Catalogue) -> None:
    rows = "".join(f"| {number} | {number + 10} |\n" for number in range(41, 45))
    listed = _listed(workspace, catalogue, f"# Numbers\n\nThere are {{{{ children.snapshot }}}}.\n\n| May | June |\n|---|---|\n{rows}")
    says = "'41', '51', '42', '52', '43' and 3 more are typed in one table, and no figure of the paper says so"
    assert listed == [("section 1 Numbers, paragraph 5", says)]


def test_a_number_beside_a_figure_in_a_table_is_told_by_itself(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Numbers\n\n| May | June |\n|---|---|\n| 41 | {{ children.snapshot }} |\n| 42 | more |\n"
    assert [says for _, says in _listed(workspace, catalogue, text)] == [
        f"'{typed}' is typed, and no figure of the paper says so" for typed in (41, 42)
    ]


def test_not_beside_a_section_without_figures(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Numbers\n\nThere are {{ children.snapshot }}.\n---\n# Others\n\nHere.\n\nThere.[^1]\n\n[^1]: Another 41 are to come.\n"
    assert _listed(workspace, catalogue, text, "Another 42.") == []


def test_not_in_a_chart_of_the_catalogue(workspace: Workspace, catalogue: Catalogue) -> None:
    assert _listed(workspace, catalogue, "# Numbers\n\nThere are {{ children.snapshot }}.\n\n{{ chart: team }}\n") == []


@pytest.mark.parametrize(
    "typed", ["£87k", "£1.2m", "£1.2M", "1.2 million", "3 thousand", "2bn", "£1,200", "$5", "355 thousand", "355 per cent", "355k", "87.79 %"]
)
def test_a_magnitude_is_a_part_of_its_number(workspace: Workspace, catalogue: Catalogue, typed: str) -> None:
    text = f"# Numbers\n\nThere are {{{{ children.snapshot }}}}.\n\nWe spent {typed}, and more.\n"
    assert _listed(workspace, catalogue, text) == [("section 1 Numbers, paragraph 3", f"'{typed}' is typed, and no figure of the paper says so")]


@pytest.mark.parametrize("typed", ["355 men", "355 beds", "355"])
def test_the_first_letters_of_a_word_are_none(workspace: Workspace, catalogue: Catalogue, typed: str) -> None:
    assert _listed(workspace, catalogue, f"# Numbers\n\nThere are {{{{ children.snapshot }}}}.\n\nThere are {typed}, and more.\n") == []


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Call 0161 426 9900, 01614269900 or +44 161 426 9900 from 10:30, 9am or 4.45 pm", []),
        ("At 41: the 42 calls of 0.43 hours, and 044", ["41", "42", "0.43", "044"]),
    ],
)
def test_telephones_and_times_count_nothing(workspace: Workspace, catalogue: Catalogue, typed: str, listed: list[str]) -> None:
    found = _listed(workspace, catalogue, f"# Numbers\n\nThere are {{{{ children.snapshot }}}}.\n\n{typed}.\n")
    assert [says for _, says in found] == [f"'{number}' is typed, and no figure of the paper says so" for number in listed]


def test_in_an_equation(workspace: Workspace, catalogue: Catalogue) -> None:
    text = "# Numbers\n\nThere are {{ children.snapshot }}.\n\nHere.\n"
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    box = f"</w:t></w:r><m:oMath {maths}><m:r><m:t>41+2=43</m:t></m:r></m:oMath><w:r><w:t>"
    assert [says for _, says in _listed(workspace, catalogue, text, box)] == [
        f"'{number}' is typed, and no figure of the paper says so" for number in ("41", "2", "43")
    ]
