"""Hashes of what a paper said, so that a later look tells whether it says so still; what was said is not kept."""

import hashlib

_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A hash is written in letters: whoever searches a public paper for a number finds none that it does not show."""


def hash_of(said: str | bytes) -> str:
    return hashlib.sha256(said.encode() if isinstance(said, str) else said).hexdigest()[:16].translate(_LETTERS)
