"""Adding a provider's other name to providers.csv, with every other byte of the file left as it is."""

import csv
import re
from io import StringIO

from .errors import SettingsError
from .layouts.words import fold
from .nearest import suggestion
from .workspace import Provider, Workspace

_FIELD = re.compile(r'("(?:[^"]|"")*"[^,\r\n]*|[^,\r\n]*)(,|\r\n|\r|\n|$)')


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
    path = workspace.providers_path
    lines = list(StringIO(path.read_bytes().decode("utf-8"), newline=""))
    reader = csv.reader([lines[0].removeprefix("\ufeff"), *lines[1:]])
    columns = next(reader)
    start = reader.line_num
    for row in reader:
        if row and row[columns.index("code")].strip() == code:
            lines[start : reader.line_num] = [_with_alias("".join(lines[start : reader.line_num]), row, columns.index("aliases"), name)]
            break
        start = reader.line_num
    part = path.with_suffix(".part")
    part.write_bytes("".join(lines).encode("utf-8"))
    part.replace(path)


def _with_alias(record: str, row: list[str], index: int, name: str) -> str:
    """Return a record as it stands in the file with `name` added to its field `index`, which it may be too short to have."""
    ends = []
    for field in _FIELD.finditer(record):
        ends.append(field.span(1))
        if field[2] != ",":
            break
    start, end = ends[index] if index < len(ends) else (ends[-1][1],) * 2
    known = row[index].strip() if index < len(row) else ""
    shown = f"{known}|{name}" if known else name
    if record[start:end].startswith('"') or re.search(r'[",\r\n]', shown):
        shown = '"' + shown.replace('"', '""') + '"'
    return record[:start] + "," * max(index + 1 - len(ends), 0) + shown + record[end:]
