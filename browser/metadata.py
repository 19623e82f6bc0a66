"""What Datasette is told of the warehouse: made from the layouts, and from the descriptions of the tables that have none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli

from ..layouts import Layout
from ..layouts.model import Field

_DESCRIPTIONS = Path(__file__).parent / "descriptions.toml"
_BASIS = {
    "as_at": "on the last day of the period",
    "year_to_date": "in the year so far",
    "since_inception": "since the start",
    "planned": "planned",
}
_PLACES = {
    "submission_id": "The return that it is part of.",
    "sheet": "The sheet that it stands on.",
    "row": "The row that it stands in.",
    "abreast": "Which of the tables side by side in that row it is of; 0 for the first, and where there is one.",
}
_CONTEXT = {
    "provider": "The provider's code.",
    "period_start": "The first day that it is for.",
    "period_end": "The last day that it is for.",
    "filename": "The file as it was returned.",
    "source_id": "The number of that file.",
}


def make_metadata(layouts: Mapping[str, Layout], organisation: str) -> dict[str, Any]:
    """Return Datasette's metadata for the database `warehouse`."""
    described = tomli.loads(_DESCRIPTIONS.read_text(encoding="utf-8"))
    tables: dict[str, Any] = dict(described["tables"])
    for layout in layouts.values():
        columns = {field.name: _describe(field) for field in layout.field} | _PLACES
        tables[layout.name] = {"title": f"{layout.title}: all", "description": layout.about, "columns": columns}
        tables[f"current_{layout.name}"] = {
            "title": f"{layout.title}: current",
            "description": layout.about,
            "columns": columns | _CONTEXT,
            "facets": ["provider"],
        }
    return {
        "title": f"Returns to {organisation}",
        "description": "Everything that came back, with the file, sheet and cell of every value. "
        "A copy of the warehouse as it stood when this was opened.",
        "databases": {"warehouse": {"title": f"Returns to {organisation}", "tables": tables, "queries": described["queries"]}},
    }


def _describe(field: Field) -> str:
    """Return what the layout says of a field, else its usual heading; and when it is counted, where that is not during the period."""
    when = f" ({_BASIS[field.basis]})" if field.basis != "during" else ""
    return f"{(field.about or field.headings[0]).rstrip('.')}{when}.{' A ratio, 0 to 1.' if field.type == 'percent' else ''}"
