"""Letters that Word takes from a symbol font, as the letters that every font has."""

from .ooxml import Element, name, value

_LETTERS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xDF: "←", 0x4A: "🙂", 0xA7: "▪", 0x6C: "●", 0x6E: "■"},
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xAE: "→", 0xAC: "←", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0x6D: "μ", 0x2D: "−"},
}
_FONTS = (*_LETTERS, "wingdings 2", "wingdings 3", "webdings")
_PRIVATE = 0xF000
_UNKNOWN = chr(_PRIVATE)


def symbol(element: Element) -> str:
    """Return the letter of w:sym, "" where it is not known."""
    code = int(element.get(name("w:char"), "0"), 16)
    return (
        _LETTERS.get(element.get(name("w:font"), "").casefold(), {}).get(code % 0x100, "")
        if code == code % 0x100 + _PRIVATE or code < 0x100
        else chr(code)
    )


def typed(run: Element, text: str) -> str:
    """Return what letters typed in the font of a run show, each that no other font has as one that stands for nothing."""
    font = (value(run, "w:rPr/w:rFonts", "w:ascii") or "").casefold()
    if font not in _FONTS:
        return text
    return "".join(letter if letter.isspace() else _LETTERS.get(font, {}).get(ord(letter) % _PRIVATE, _UNKNOWN) for letter in text)


def is_known(text: str) -> bool:
    """Say whether there is no letter in a text that only a symbol font shows."""
    return not any(_PRIVATE <= ord(letter) < _PRIVATE + 0x100 for letter in text)
