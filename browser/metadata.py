"""What Datasette is told of the warehouse: made from the layouts, and from the descriptions of the tables that have none."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..layouts import Layout

_DESCRIPTIONS = Path(__file__).parent / "descriptions.toml"
_BASIS = {
    "as_at": "on the last day of the period",
    "during": "during the period",
    "year_to_date": "in the year so far",
    "since_inception": "since the start",
    "planned": "planned",
}
_PLACES = {"submission_id": "The return that it is part of.", "sheet": "The sheet that it stands on.", "row": "The row that it stands in."}
_CONTEXT = {
    "provider": "The provider's code.",
    "period_start": "The first day that it is for.",
    "period_end": "The last day that it is for.",
    "filename": "The file as it was returned.",
}


def make_metadata(layouts: Mapping[str, Layout], organisation: str) -> dict[str, Any]:
    """Return Datasette's metadata for the database `warehouse`."""
    described = tomllib.loads(_DESCRIPTIONS.read_text(encoding="utf-8"))
    tables: dict[str, Any] = dict(described["tables"])
    for layout in layouts.values():
        columns = {field.name: _describe(field.about, field.basis, field.type) for field in layout.field} | _PLACES
        tables[layout.name] = {"title": layout.title, "description": f"{layout.about} All that was ever taken in.", "columns": columns}
        tables[f"current_{layout.name}"] = {
            "title": f"{layout.title}: current",
            "description": f"{layout.about} What stands today, with provider and period.",
            "columns": columns | _CONTEXT,
            "facets": ["provider"],
        }
    return {
        "title": f"Returns to {organisation}",
        "description": "Everything that came back, with the file, sheet and cell of every value. "
        "A copy of the warehouse as it stood when this was opened.",
        "databases": {"warehouse": {"title": f"Returns to {organisation}", "tables": tables, "queries": described["queries"]}},
    }


def _describe(about: str, basis: str, kind: str) -> str:
    when = f" ({_BASIS[basis]})" if basis != "during" else ""
    return f"{about.rstrip('.')}{when}.{' A ratio, 0 to 1.' if kind == 'percent' else ''}"
