"""A row of a Markdown table that holds more than the table has columns is told: Markdown itself would drop it."""

import docx
import pytest

from boardpaper.assembly.paper import assemble
from boardpaper.errors import NarrativeError
from boardpaper.warehouse.figures.model import Catalogue
from boardpaper.workspace import Workspace

pytestmark = pytest.mark.usefixtures("no_ruler")


@pytest.mark.parametrize("row", ["| 1 | 2 | lost |", "1 | 2 | lost", "| 1 | 2 | | lost |"])
@pytest.mark.parametrize("mark", ["", "> "])
def test_what_stands_beyond_the_last_column_is_a_fault(workspace: Workspace, catalogue: Catalogue, row: str, mark: str) -> None:
    table = "\n".join(mark + line for line in ("| a | b |", "|---|---|", "| 0 | 0 |", row))
    (workspace.narrative / "03-c.md").write_text(f"# C\n\n{table}\n", encoding="utf-8")
    with pytest.raises(NarrativeError) as caught:
        assemble(workspace, catalogue)
    line = "narrative/03-c.md, line 6: the table holds 'lost' beyond the last column; "
    assert str(caught.value) == line + "give the column a heading, or write \\| for a line within a cell."


def test_lines_within_a_cell_and_rows_that_are_shorter(workspace: Workspace, catalogue: Catalogue) -> None:
    (workspace.narrative / "03-c.md").write_text("# C\n\n| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| 4 |\n| 5 | 6 | |\n", encoding="utf-8")
    paper = docx.Document(str(assemble(workspace, catalogue).path))
    table = next(each for each in paper.tables if each.cell(0, 0).text == "a")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1 | 2", "3"], ["4", ""], ["5", "6"]]
