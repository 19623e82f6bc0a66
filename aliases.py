"""Adding a provider's other name to providers.csv, with every other line left as it is."""

import csv
from io import StringIO

from .errors import SettingsError
from .layouts.words import fold
from .nearest import suggestion
from .workspace import Provider, Workspace


def add_alias(workspace: Workspace, code: str, name: str) -> Provider:
    """Add `name` to the aliases of the provider `code`, and return that provider.

    Raises SettingsError where the code is unknown, or the name is another provider's already.
    """
    provider = next((item for item in workspace.providers if fold(item.code) == fold(code)), None)
    if provider is None:
        known = [item.code for item in workspace.providers]
        raise SettingsError(f"No provider has the code {code!r}.{suggestion(code, known)} The codes are in providers.csv.")
    if not fold(name):
        raise SettingsError("The alias is empty: give the name as it was typed in the return.")
    if "|" in name:
        raise SettingsError("An alias cannot hold the sign |, which parts the aliases in providers.csv.")
    for other in workspace.providers:
        if fold(name) in {fold(known) for known in (other.name, *other.aliases)}:
            if other.code == provider.code:
                return provider
            raise SettingsError(f"{name!r} is already a name of {other.name} ({other.code}): correct providers.csv first.")
    _write(workspace, provider.code, name)
    return provider


def _write(workspace: Workspace, code: str, name: str) -> None:
    """Write the list with the alias added; Excel wants the byte order mark to read it as UTF-8."""
    with workspace.providers_path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or [])
        rows = list(reader)
    for row in rows:
        if (row.get("code") or "").strip() == code:
            row["aliases"] = "|".join(part for part in ((row.get("aliases") or "").strip(), name) if part)
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns if "aliases" in columns else [*columns, "aliases"])
    writer.writeheader()
    writer.writerows(rows)
    part = workspace.providers_path.with_suffix(".part")
    part.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    part.replace(workspace.providers_path)
