"""The measures: what people looked at is counted, and only a random sample estimates the whole."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graf.cli import cli
from graf.corrections.quality import estimates, interval, measures, sample, stated
from graf.store.release import read_manifest

from .conftest import Dataset, Read
from .test_apply import ABSENT, ACCEPTED, ADDED, REMOVED

SAMPLED = 'sample = "3f2a9b71c04d/20"\n'


@pytest.mark.parametrize(
    ("right", "looked_at", "low", "high"),
    [(0, 0, 0.0, 1.0), (50, 50, 0.9287, 1.0), (45, 50, 0.7864, 0.9565), (0, 10, 0.0, 0.2775), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_is_wilson_s(right: int, looked_at: int, low: float, high: float) -> None:
    """The values that tables of Wilson's interval give, at the ends too, where the plain one is wrong."""
    assert interval(right, looked_at) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(counts: tuple[int, int]) -> None:
    """The estimate always lies between its bounds, and those between 0 and 1."""
    right, looked_at = counts
    low, high = interval(right, looked_at)
    assert 0 <= low <= right / looked_at <= high <= 1


def test_a_sample_is_random_and_can_be_drawn_again(read: Read) -> None:
    """The release's digest decides the draw, a smaller sample is the beginning of a larger, and nothing comes twice."""
    known = stated(read.found.minutes)
    drawn = sample(known, 10, "abc")
    assert drawn == sample(known[::-1], 10, "abc")
    assert drawn[:5] == sample(known, 5, "abc")
    assert drawn != sample(known, 10, "abd")
    assert len({id(fact) for fact in sample(known, 1000, "abc")}) == len(known)
    seen = [fact.kind for seed in range(300) for fact in sample(known, 1, str(seed))]
    assert 0.5 < seen.count("decision") / 300 / (sum(f.kind == "decision" for f in known) / len(known)) < 2


def test_the_measures_count_what_was_done(read: Read) -> None:
    """Checked, corrected, added and removed; precision by the rule that read the fact, right or wrong."""
    result = read.corrected(ABSENT, REMOVED.replace("informationen till", "informationen till"), ADDED)
    found = measures(result.resolved.minutes, result.resolved.network, result.resolved.issues, result.outcomes)
    assert [found[name] for name in ("checked", "corrected", "added", "removed")] == [0, 2, 1, 1]
    rules = found["rules"]
    assert isinstance(rules, dict)
    assert (rules["attendance-list"]["right"], rules["attendance-list"]["wrong"]) == (0, 1)
    assert (rules["att-clause"]["right"], rules["att-clause"]["wrong"]) == (0, 1)
    accepted = read.corrected(ACCEPTED)
    found = measures(accepted.resolved.minutes, accepted.resolved.network, (), accepted.outcomes)
    assert found["checked"] == 1
    assert found["rules"]["att-clause"]["right"] == 1  # type: ignore[index]
    assert sum(row["read"] for row in found["rules"].values()) == found["facts"]  # type: ignore[attr-defined]


def test_only_the_sample_estimates(read: Read) -> None:
    """What was looked at for another reason is in no estimate; one fact counts once, as it was judged first."""
    accepted = ACCEPTED + SAMPLED
    result = read.corrected(accepted, ABSENT + SAMPLED, REMOVED, ABSENT.replace("absent", "uncertain") + SAMPLED)
    (found,) = estimates(one.correction for one in result.outcomes)
    assert (found.sample, found.looked_at, found.right, found.share) == ("3f2a9b71c04d/20", 2, 1, 0.5)
    assert found.low < 0.5 < found.high


def test_the_release_holds_its_measures_beside_those_before(dataset: Dataset) -> None:
    """`graf check --quality` prints shares, precision and the sample, and what changed since the release before."""
    dataset.build()
    dataset.correct(ABSENT, ACCEPTED + SAMPLED)
    release = dataset.build().release
    quality = read_manifest(release)["quality"]
    assert (quality["checked"], quality["corrected"]) == (1, 1)
    assert quality["samples"][0]["low"] == pytest.approx(0.2065, abs=1e-4)
    told = CliRunner().invoke(cli, ["check", "--quality", "--release", str(dataset.out / "current")])
    assert told.exit_code == 0
    lines = {line.split()[0]: line.split() for line in told.output.splitlines() if line.strip()}
    assert lines["checked"][1:] == ["1", f"{1 / quality['facts']:.1%}", "+1"]
    assert lines["attendance-list"][2:5] == ["0", "1", "0.0%"]
    assert "random sample 3f2a9b71c04d/20: 1 of 1 right, 100.0% (95 %: 20.6%–100.0%)" in told.output


def test_a_check_names_what_is_stale(dataset: Dataset) -> None:
    """A stale correction is told at each check, with its file and line, and makes no release wrong."""
    dataset.correct(ABSENT.replace("var.txt", "borta.txt"))
    dataset.build()
    told = CliRunner().invoke(cli, ["check", "--release", str(dataset.out / "current")])
    assert "corrections/anna.toml:1: stale correction: the document borta.txt is not in the dataset" in told.output
    assert "The release is whole." in told.output


def test_the_estimate_is_unbiased_and_its_interval_holds(read: Read) -> None:
    """Over many draws the share in the sample is that of the whole, and nine in ten intervals and more hold it."""
    known = stated(read.found.minutes)
    wrong = {id(fact) for fact in known if fact.kind == "attendance"}
    share = 1 - len(wrong) / len(known)
    found = []
    for n in range(400):
        drawn = sample(known, 20, f"release {n}")
        right = sum(id(fact) not in wrong for fact in drawn)
        low, high = interval(right, len(drawn))
        found.append((right / len(drawn), low <= share <= high))
    assert abs(sum(estimate for estimate, _ in found) / len(found) - share) < 0.02
    assert sum(holds for _, holds in found) / len(found) > 0.9
