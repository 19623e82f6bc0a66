"""What every declaration has: where it stands, and its SQL."""

from typing import Annotated, ClassVar

from msgspec import Meta

from ...toml_tables import Table

KEY = r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*"
Key = Annotated[str, Meta(pattern=f"^{KEY}$", description="a key is of words of letters, digits, _ and - with dots between: write it so")]
LONGEST_KEY = 64  # a key is the tag of a content control, and Word takes no longer one


class Declared(Table, kw_only=True):
    called: ClassVar[str] = ""

    @property
    def place(self) -> str:
        """Where the declaration stands: its file, and its key where it has one."""
        name = self.called or type(self).__name__.removesuffix("Declaration").lower()
        return f"The figures file {self.file}: the {name} {getattr(self, 'key', None) or getattr(self, 'source', '')!r}"

    @property
    def file(self) -> str:
        """The name of the file that it stands in."""
        return str(self.__dict__.get("file_name", ""))

    @property
    def sql(self) -> dict[str, str]:
        """The settings of it that are SQL."""
        return {}

    def found_in(self, file: str) -> None:
        """Keep the name of the file, for what has to be said of the declaration later."""
        self.__dict__["file_name"] = file
