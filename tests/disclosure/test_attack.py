"""An attack with arithmetic: from returns made at random, with figures of a team's own, every count that is hidden is solved for.

The reader of these tests knows what each figure adds up from its declaration, not from the product, and all that its public text says.
"""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.disclosure import POLICIES, disclose
from boardpaper.warehouse.disclosure.policy import Policy
from boardpaper.warehouse.figures.model import Catalogue, Figure
from boardpaper.workspace import Workspace

Sum = Mapping[int, int]
"""How often each unknown is in a sum."""
Law = tuple[Sum, int, int]
"""What a sum is from and to."""
FIELDS = ("required", "in_date", "outstanding", "in_progress")
PROVIDERS, GROUPS = ("XA1", "XA2"), ("Cooks", "Nurses")
MOST = 400
OWN = {
    "sum(required - outstanding)": (1, 0, -1, 0),
    "sum(outstanding + in_progress)": (0, 0, 1, 1),
    "sum(required) - sum(in_date + outstanding)": (1, -1, -1, 0),
    "sum(in_date) + sum(in_progress)": (0, 1, 0, 1),
}
SHARES = {
    "sum(in_date) * 1.0 / sum(required)": (1, 0),
    "sum(outstanding) * 1.0 / sum(in_progress)": (2, 3),
    "sum(outstanding) * 1.0 / sum(required)": (2, 0),
}


def _narrow(laws: Sequence[Law], low: list[int], high: list[int]) -> bool:
    """Bring the ends of all unknowns as near as the laws alone bring them; say whether any numbers are left."""
    is_new = True
    while is_new:
        is_new = False
        for terms, least, most in laws:
            ends = [(times * low[one], times * high[one]) if times > 0 else (times * high[one], times * low[one]) for one, times in terms.items()]
            smallest, largest = sum(end[0] for end in ends), sum(end[1] for end in ends)
            for (one, times), (bottom, top) in zip(terms.items(), ends, strict=True):
                from_, to = least - (largest - top), most - (smallest - bottom)
                if times < 0:
                    from_, to = -to, -from_
                new = (max(low[one], -(-from_ // abs(times))), min(high[one], to // abs(times)))
                if new[0] > new[1]:
                    return False
                if new != (low[one], high[one]):
                    low[one], high[one] = new
                    is_new = True
    return True


def _spanned(laws: Sequence[Law]) -> list[dict[int, Fraction]]:
    """Return sums that are told exactly, each with an unknown that no other of them has, from which every sum that follows can be made."""
    rows: list[dict[int, Fraction]] = []
    for terms, least, most in laws:
        row = _left({one: Fraction(times) for one, times in terms.items()}, rows) if least == most else {}
        if row:
            first = min(row)
            row = {one: times / row[first] for one, times in row.items()}
            rows = [*(_left(other, [row]) for other in rows), row]
    return rows


def _left(row: dict[int, Fraction], rows: Sequence[dict[int, Fraction]]) -> dict[int, Fraction]:
    """Return what of a sum does not follow from others."""
    for other in rows:
        if times := row.get(min(other)):
            row = {one: n for one in {**row, **other} if (n := row.get(one, Fraction()) - times * other.get(one, Fraction()))}
    return row


def _number(rng: random.Random) -> int:
    return rng.choice((0, rng.randint(1, 4), rng.randint(1, 9), rng.randint(5, 40)))


class _World:
    """Returns made at random, the sums that its figures are, and what their declarations say."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.numbers: list[int] = []
        self.laws: list[Law] = []
        self.counts: dict[str, Sum] = {}
        self.shares: dict[str, tuple[Sum, Sum]] = {}
        self.files: dict[str, str] = {}
        rows: dict[tuple[str, str], list[int]] = {}
        for provider in PROVIDERS:
            lines = [f"Organisation,{provider}", "Reporting period,March 2019", "", "Staff group,Required,In date,Outstanding,In progress"]
            for group in GROUPS:
                parts = [_number(rng) for _ in FIELDS[1:]]
                made = [sum(parts) or 1, *(parts if any(parts) else (1, 0, 0))]
                rows[provider, group] = at = list(range(len(self.numbers), len(self.numbers) + len(made)))
                self.numbers += made
                self.laws.append(({at[0]: 1, **dict.fromkeys(at[1:], -1)}, 0, 0))
                lines.append(f"{group},{','.join(map(str, made))}")
            self.files[provider] = "\n".join(lines) + "\n"
        families = {"": {"": list(rows.values())}}
        families["{provider}"] = {one.lower(): [row for of, row in rows.items() if one in of] for one in PROVIDERS}
        families["{staff_group}"] = {one.lower(): [row for of, row in rows.items() if one in of] for one in GROUPS}
        for name, begins in (("", "dbs"), ("{provider}", "dbs_by_provider."), ("{staff_group}", "dbs_by_staff_group.")):
            for member, chosen in families[name].items():
                for place, field in enumerate(FIELDS):
                    self.counts[f"{begins}{member}.{field}"] = {row[place]: 1 for row in chosen}
                self.shares[f"{begins}{member}.percent"] = ({row[1]: 1 for row in chosen}, {row[0]: 1 for row in chosen})
        self.declared = ""
        for number in range(3):
            (sql, signs), (share, (part, whole)) = rng.choice(list(OWN.items())), rng.choice(list(SHARES.items()))
            name = rng.choice(list(families))
            end = f".{name}" if name else ""
            self.declared += _declared(f"sum{number}{end}", sql) + _declared(f"share{number}{end}", share, unit="percent", decimals=rng.randint(0, 3))
            for member, chosen in families[name].items():
                end = f".{member}" if member else ""
                self.counts[f"sum{number}{end}"] = {row[place]: sign for row in chosen for place, sign in enumerate(signs) if sign}
                self.shares[f"share{number}{end}"] = ({row[part]: 1 for row in chosen}, {row[whole]: 1 for row in chosen})

    def value(self, terms: Sum) -> int:
        return _value(self.numbers, terms)


def _value(numbers: Sequence[int], terms: Sum) -> int:
    return sum(times * numbers[one] for one, times in terms.items())


def _declared(key: str, value: str, **more: object) -> str:
    settings = {"key": key, "title": "Own", "return": "dbs", "value": value, "latest": "provider", **more}
    return "\n[[figure]]\n" + "".join(f"{name} = {json.dumps(setting)}\n" for name, setting in settings.items())


def _told_by_count(terms: Sum, number: int, text: str, policy: Policy) -> Law:
    if text == "withheld":
        return terms, policy.below if number >= policy.below else 1, MOST * len(terms)
    if text.startswith("fewer than"):
        return terms, 1, policy.below - 1
    shown = int(text.replace(",", ""))
    return (terms, shown - policy.step // 2, shown + (policy.step - 1) // 2) if policy.step else (terms, shown, shown)


def _told_by_share(part: Sum, whole: Sum, text: str) -> list[Law]:
    """A percentage that is printed is within half of its last digit; one of rounded counts says no more than these do."""
    digits = re.fullmatch(r"(\d+)(?:\.(\d+))?%", text)
    assert digits
    printed, times = int(digits[1] + (digits[2] or "")), 200 * 10 ** len(digits[2] or "")
    above = {one: times * part.get(one, 0) - (2 * printed - 1) * whole.get(one, 0) for one in {**part, **whole}}
    below = {one: times * part.get(one, 0) - (2 * printed + 1) * whole.get(one, 0) for one in {**part, **whole}}
    return [({one: n for one, n in terms.items() if n}, *ends) for terms, ends in ((above, (0, 10**9)), (below, (-(10**9), -1)))]


def _told(world: _World, figures: Mapping[str, Figure], policy: Policy) -> list[str]:
    """Return the hidden counts of which only one number is possible."""
    laws = [*world.laws, *(_told_by_count(terms, world.value(terms), figures[key].text, policy) for key, terms in world.counts.items())]
    for key, (part, whole) in world.shares.items():
        if not policy.step and figures[key].text not in ("withheld", "not measured"):
            laws += _told_by_share(part, whole, figures[key].text)
    secrets = {**{f"cell {one}": {one: 1} for one in range(len(world.numbers))}, **world.counts}
    for key, (part, whole) in world.shares.items():
        secrets |= {f"part of {key}": part, f"whole of {key}": whole}
    hidden = {key: terms for key, terms in secrets.items() if 0 < world.value(terms) < (policy.below or MOST)}
    return [f"{key}: {world.value(terms)}" for key, terms in hidden.items() if key in _found(laws, hidden, len(world.numbers))]


def _found(laws: Sequence[Law], hidden: Mapping[str, Sum], unknowns: int) -> set[str]:
    """Return the sums that follow from the laws, by adding them up or by narrowing their ends."""
    rows = _spanned(laws)
    told = {key for key, terms in hidden.items() if not _left({one: Fraction(times) for one, times in terms.items()}, rows)}
    named = {key: number for number, key in enumerate(hidden, start=unknowns)}
    whole = [*laws, *(({**hidden[key], number: -1}, 0, 0) for key, number in named.items())]
    low, high = [0] * (unknowns + len(hidden)), [MOST] * unknowns + [MOST * unknowns] * len(hidden)
    assert _narrow(whole, low, high)
    return told | {key for key, number in named.items() if low[number] == high[number]}


@pytest.fixture
def catalogue_of(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[_World], Catalogue]:
    def make(world: _World) -> Catalogue:
        folder = tmp_path_factory.mktemp("attack")
        (folder / "providers.csv").write_bytes((empty_workspace / "providers.csv").read_bytes())
        settings = (empty_workspace / "boardpaper.toml").read_text(encoding="utf-8").partition("\n[expected]")[0]
        (folder / "boardpaper.toml").write_text(settings.replace('public = "none"', 'public = "under_5"'), encoding="utf-8")
        for name, files in (("figures", {"own.toml": world.declared}), ("returns", {f"{name}.csv": text for name, text in world.files.items()})):
            (folder / name).mkdir()
            for file, text in files.items():
                (folder / name / file).write_text(text, encoding="utf-8")
        workspace = Workspace(folder)
        assert {outcome.status for outcome in ingest(workspace).outcomes} == {"accepted"}
        with reader(workspace.warehouse) as connection:
            return measure_all(connection, workspace, load_layouts(workspace.layouts))

    return make


def test_reader_of_these_tests_finds_what_is_told() -> None:
    whole = ({0: 1, 1: 1}, 5, 5)
    assert _found([whole, ({1: 1}, 3, 9)], {"a": {0: 1}}, 2) == set()
    assert _found([whole, ({1: 1}, 4, 9), ({0: 1}, 1, 4)], {"a": {0: 1}}, 2) == {"a"}
    assert _found([({0: 1, 1: 1}, 9, 9), ({1: 1, 2: 1}, 8, 8), ({0: 1, 2: 1}, 3, 3)], {"a": {0: 1}, "ba": {1: 1, 0: -1}}, 3) == {"a", "ba"}
    assert _found(_told_by_share({0: 1}, {0: 1, 1: 1}, "66.7%"), {"a": {0: 1}}, 2) == set()
    assert _found([*_told_by_share({0: 1}, {0: 1, 1: 1}, "66.7%"), ({1: 1}, 1, 1)], {"a": {0: 1}}, 2) == {"a"}


@pytest.mark.parametrize("seed", range(6))
def test_no_hidden_count_can_be_solved_for(catalogue_of: Callable[[_World], Catalogue], seed: int) -> None:
    world = _World(seed)
    catalogue = catalogue_of(world)
    assert {key: catalogue.figures[key].value for key in world.counts} == {key: world.value(terms) for key, terms in world.counts.items()}
    for name in ("under_5", "under_8", "round_5", "round_10"):
        assert (name, _told(world, disclose(catalogue, POLICIES[name]).catalogue.figures, POLICIES[name])) == (name, [])
