"""The benchmark of ingest runs, each of its ways to the end, on fewer files."""

import importlib.util
from pathlib import Path

import pytest

import boardpaper

BENCHMARK = Path(boardpaper.__file__).parent / "benchmarks" / "ingest.py"


@pytest.mark.skipif(not BENCHMARK.is_file(), reason="an installed package has no benchmarks")
def test_every_way_comes_to_its_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("benchmark_of_ingest", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FILES", 5)
    monkeypatch.setattr(module, "RUNS", 1)
    monkeypatch.setattr("os.sched_setaffinity", lambda *_: None, raising=False)  # the tests after this one may have every core
    monkeypatch.delenv("PANDAS", raising=False)
    module.main()
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("5 returns, one core; Python")
    assert [line[:40].strip() for line in lines] == [
        "calamine with executemany (the floor)",
        "the values kept as they are to be",
        "boardpaper ingest",
        "boardpaper ingest, nothing changed",
        "openpyxl with sqlite-utils",
    ]
