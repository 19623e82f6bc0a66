"""The Word that a paper is laid out for: today's. One of a template of Word 2007 would open in Compatibility Mode, in an older layout."""

from .ooxml import NAMESPACES, Element, find_all, name, w
from .package import Package

TODAY = 15
_NAME, _URI = "compatibilityMode", "http://schemas.microsoft.com/office/word"
_BEHIND = (
    *("docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures"),
    *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
)
"""What stands behind `compat` in the settings, of Word's own."""


def lay_out_for_today(package: Package) -> None:
    """Have Word lay a document out as it does a new one."""
    part = package.related("settings")
    if part not in package.parts or _mode(package.look(part)) >= TODAY:
        return
    root = package.tree(part)
    compat = root.find("w:compat", NAMESPACES)
    if compat is None:
        compat, later = w("compat"), {name(f"w:{tag}") for tag in _BEHIND}
        behind = next((child for child in root if str(child.tag) in later or not str(child.tag).startswith(name("w:"))), None)
        root.append(compat) if behind is None else behind.addprevious(compat)
    for old in _settings(compat):
        compat.remove(old)
    compat.append(w("compatSetting", name=_NAME, uri=_URI, val=TODAY))


def _mode(root: Element) -> int:
    """Return the version of Word that a document is laid out for; 12 is what a document is of that does not say."""
    told = [found.get(name("w:val"), "") for found in _settings(root)]
    return int(told[0]) if told and told[0].isdecimal() else 12


def _settings(root: Element) -> list[Element]:
    return find_all(root, f".//w:compatSetting[@w:name='{_NAME}']")
