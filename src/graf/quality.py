"""`graf check --quality`: how much of a release people looked at, how right it was, and the same of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graf.corrections.quality import interval
from graf.issues import UsageError
from graf.store.release import MANIFEST, read_manifest

_SHARES = ("checked", "corrected", "unsettled")


def previous(release: Path) -> Path | None:
    """The release before this one: of those beside it that were built earlier, the last; None for the first."""
    own = read_manifest(release)
    beside = (path.parent for path in release.resolve().parent.glob(f"*/{MANIFEST}"))
    built = ((read_manifest(path), path) for path in beside)
    earlier = [
        (_built(manifest), path)
        for manifest, path in built
        if manifest["digest"] != own["digest"] and manifest.get("base") == own.get("base") and "quality" in manifest
    ]
    found = [(when, path) for when, path in earlier if when <= _built(own)]
    return max(found)[1] if found else None


def report(release: Path, before: Path | None) -> str:
    """The measures of a release as a table, each with its difference from those of `before`.

    Raises `UsageError` where the folder is no release, or one of an older graf that measured nothing.
    """
    quality = _quality(release)
    other = None if before is None else _quality(before)
    return "\n".join(
        [*_head(release, before), "", *_counts(quality, other), "", *_precision(quality), *_samples(quality)]
    )


def _head(release: Path, before: Path | None) -> Iterator[str]:
    yield f"release {read_manifest(release)['digest'][:12]}"
    yield f"compared with {read_manifest(before)['digest'][:12]}" if before else "there is no release before it"


def _counts(quality: Mapping[str, Any], other: Mapping[str, Any] | None) -> Iterator[str]:
    yield f"{'':<24}{'facts':>8}{'share':>9}{'change':>9}"
    for name in ("facts", *_SHARES, "added", "removed"):
        count, share = quality[name], ""
        if name in _SHARES:
            share = f"{_share(quality, name):.1%}"
        change = "" if other is None else f"{count - other[name]:+d}"
        yield f"{name:<24}{count:>8}{share:>9}{change:>9}"


def _precision(quality: Mapping[str, Any]) -> Iterator[str]:
    yield "Of what was looked at (chosen by people, so no estimate for the rest):"
    for title, name in (("rule", "rules"), ("confidence", "confidences")):
        yield f"{title:<32}{'read':>8}{'right':>8}{'wrong':>8}{'precision':>12}  95 %"
        seen = False
        for row, found in quality[name].items():
            looked_at = found["right"] + found["wrong"]
            if looked_at:
                seen = True
                low, high = interval(found["right"], looked_at)
                share = f"{found['right'] / looked_at:.1%}"
                yield (
                    f"{row:<32}{found['read']:>8}{found['right']:>8}{found['wrong']:>8}{share:>12}"
                    f"  {low:.1%}–{high:.1%}"
                )
        if not seen:
            yield "  nothing yet"


def _samples(quality: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    if not quality["samples"]:
        yield "No random sample has been checked: graf review --sample 50"
    for one in quality["samples"]:
        yield (
            f"random sample {one['sample']}: {one['right']} of {one['looked_at']} right, "
            f"{one['share']:.1%} (95 %: {one['low']:.1%}–{one['high']:.1%})"
        )


def _share(quality: Mapping[str, Any], name: str) -> float:
    return float(quality[name] / quality["facts"]) if quality["facts"] else 0.0


def _quality(release: Path) -> Mapping[str, Any]:
    quality = read_manifest(release).get("quality")
    if not isinstance(quality, dict):
        raise UsageError(str(release), None, "expected a release with measures", "`graf build` makes one.")
    return quality


def _built(manifest: Mapping[str, Any]) -> str:
    return str(manifest.get("timings", {}).get("built", ""))
