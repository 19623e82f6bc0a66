"""The page of the docs that lists every rule of the check, made from the register."""

from .run import rules

_HEAD = """# What `boardpaper check` looks for

Made from the rules themselves with `make docs`. A fault fails the check (exit 1); a look is for somebody to judge.

| Code | Weight | What was found | Why it matters | What to do |
| --- | --- | --- | --- | --- |
"""


def write_page() -> str:
    return _HEAD + "".join(f"| `{rule.code}` | {rule.severity} | {rule.title} | {rule.why} | {rule.cure} |\n" for rule in rules())


if __name__ == "__main__":
    print(write_page(), end="")
