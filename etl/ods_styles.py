"""What the cell styles of an .ods file say: the decimals of a percentage, the colour of a fill; each may come from a parent style."""

import re
from dataclasses import dataclass, field

_COLOUR = re.compile(r"#([0-9a-fA-F]{6})$")
_UNWRITTEN_DECIMALS = 2  # those of a percentage whose style does not say


@dataclass(slots=True)
class _Style:
    parent: str
    number: str | None
    background: str | None = None


@dataclass(slots=True)
class OdsStyles:
    """The styles by name, as the XML of styles.xml and then content.xml tells them."""

    cells: dict[str, _Style] = field(default_factory=dict)
    percent: dict[str, int] = field(default_factory=dict)
    positive: dict[str, list[str]] = field(default_factory=dict)
    said: dict[tuple[str, bool], tuple[int | None, str | None]] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    cell: _Style | None = None
    table: str = ""
    number: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element; one that says nothing of a cell's style is passed over."""
        if tag == "style:style":
            self.cell, self.table = None, attributes.get("style:name", "")
            if attributes.get("style:family") == "table-cell":
                self.cell = _Style(attributes.get("style:parent-style-name", ""), attributes.get("style:data-style-name"))
                self.cells[attributes.get("style:name", "")] = self.cell
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_tables.add(self.table)
        elif tag == "style:table-cell-properties" and self.cell:
            self.cell.background = attributes.get("fo:background-color")
        elif tag.startswith("number:") and tag.endswith("-style"):
            self.number = attributes.get("style:name", "")
            self.percent.pop(self.number, None)
            self.positive[self.number] = []
            if tag == "number:percentage-style":
                self.percent[self.number] = _UNWRITTEN_DECIMALS
        elif tag == "number:number" and self.number in self.percent and "number:decimal-places" in attributes:
            self.percent[self.number] = int(attributes["number:decimal-places"])
        elif tag == "style:map" and attributes.get("style:condition", "").startswith("value()>"):
            self.positive.setdefault(self.number, []).append(attributes.get("style:apply-style-name", ""))

    def says(self, name: str, *, percentage: bool) -> tuple[int | None, str | None]:
        """Return the decimals of a percentage and the colour ("RRGGBB") of a fill, each None where the style gives none.

        `percentage` is true where the cell itself says that it is one.
        """
        if (name, percentage) not in self.said:
            decimals = self._percent_decimals(name)
            self.said[name, percentage] = _UNWRITTEN_DECIMALS if percentage and decimals is None else decimals, self._fill(name)
        return self.said[name, percentage]

    def _percent_decimals(self, name: str) -> int | None:
        number = next((style.number for style in self._line(name) if style.number), "")
        return next((self.percent[each] for each in (*self.positive.get(number, ()), number) if each in self.percent), None)

    def _fill(self, name: str) -> str | None:
        background = next((style.background for style in self._line(name) if style.background), "")
        colour = _COLOUR.match(background)
        return colour[1].upper() if colour else None

    def _line(self, name: str) -> list[_Style]:
        """Return a style and its parents, nearest first."""
        line: list[_Style] = []
        while (style := self.cells.get(name)) and style not in line:
            line.append(style)
            name = style.parent
        return line
