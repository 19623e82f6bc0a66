"""What headings say in more than one way: "within timescale" and "on time", "U5" and "under 5", "No. of" and "number of"."""

import re
from functools import lru_cache

_ALIKE = {
    "on time": (
        *("in time", "in timescale", "in timescales", "in timeframe", "within time", "within timescale", "within timescales", "within timeframe"),
        *("within the timescale", "within statutory timescale", "within statutory timescales", "within time scale", "to timescale"),
    ),
    "iha": ("initial health assessment", "initial health assessments"),
    "rha": ("review health assessment", "review health assessments"),
    "under 5": ("u5", "u5s", "under 5s", "under fives", "under five"),
    "5+": ("5 plus", "5 and over", "over 5", "over 5s", "aged 5+", "5-18", "5-17", "5 to 18", "5 to 17"),
    "number in": ("no in", "no. in", "nos in", "nos. in"),
    "number of": ("no of", "no. of", "nos of", "nos. of", "num of", "n. of"),
}
_CANONICAL = {form: plain for plain, forms in _ALIKE.items() for form in forms}
_FORM = re.compile(
    r"(?<![^\W_])(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(_CANONICAL, key=len, reverse=True)) + r")(?![^\W_])"
)


@lru_cache(maxsize=20_000)
def alike(text: str) -> str:
    """Return a heading, folded, in the words that stand for the others that say the same."""
    return _FORM.sub(lambda found: _CANONICAL[" ".join(found[0].split())], text.casefold())
