"""What every declaration has: where it stands, and its SQL."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

KEY = r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*"
LONGEST_KEY = 64  # a key is the tag of a content control, and Word takes no longer one


class Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = ""
    _file: str = PrivateAttr("")

    @property
    def place(self) -> str:
        """Where the declaration stands: its file, and its key where it has one."""
        name = self.called or type(self).__name__.removesuffix("Declaration").lower()
        return f"The figures file {self._file}: the {name} {getattr(self, 'key', None) or getattr(self, 'source', '')!r}"

    @property
    def file(self) -> str:
        """The name of the file that it stands in."""
        return self._file

    @property
    def sql(self) -> dict[str, str]:
        """The settings of it that are SQL."""
        return {}

    def found_in(self, file: str) -> None:
        """Keep the name of the file, for what has to be said of the declaration later."""
        self._file = file
