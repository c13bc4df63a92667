"""One review: who, of what, how far; each decision is on the disk before it is answered."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graf.config import Config
from graf.corrections import Correction, load
from graf.corrections import write as written
from graf.issues import Issue
from graf.review import diary, forms, passed
from graf.review.cases import Case, sampled
from graf.review.doubts import doubts
from graf.review.lookup import looked_up
from graf.review.reading import Change, Reading, State, change, state
from graf.review.rebuild import Rebuild
from graf.review.sample import Sample
from graf.store.release import RELEASES, read_manifest


@dataclass(frozen=True, slots=True)
class Done:
    """What was done last with a case: a correction, its file, what was written and what it changed; or, where there is
    no `correction`, that it was passed over. Undone or not."""

    case: Case | None
    correction: Correction | None = None
    file: str = ""
    text: str = ""
    change: Change = field(default_factory=Change)
    undone: bool = False
    fresh: bool = True
    """Whether no page has told of it yet."""


@dataclass
class Session:
    """One review: who, of what, how far."""

    config: Config
    out: Path
    reading: Reading
    rebuild: Rebuild
    reviewer: str
    known: bool
    sample: Sample | None = None
    state: State = field(init=False)
    done: Done | None = None
    settled: int = 0
    """So many decisions were made in this session."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    _file: Path | None = None
    _later: list[str] = field(default_factory=list)
    _told: tuple[str, tuple[Issue, ...]] = ("", ())
    _listed: tuple[State, tuple[Issue, ...], list[Case]] | None = None

    def __post_init__(self) -> None:
        self.state = state(self.reading, load(self.config.corrections))
        self.passed = dict(passed.load(self.config.root))

    @property
    def file(self) -> Path:
        """The file of this reviewer that was written last, else today's."""
        return self._file or diary.file_of(self.config.corrections, self.reviewer, diary.now().date())

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the build of the release that stands now could not do."""
        digest = self.rebuild.status.digest
        if digest and digest != self._told[0]:
            try:
                manifest = read_manifest(self.out / RELEASES / digest)
            except OSError:  # taken away meanwhile
                return self._told[1]
            self._told = (digest, tuple(Issue(**issue) for issue in manifest["issues"]))
        return self._told[1]

    def cases(self) -> tuple[list[Case], list[Case]]:
        """What is open of the random sample, and what else is worth a look."""
        of_sample = sampled(self.state, self.sample.facts, self.sample.name) if self.sample else []
        of_sample.sort(key=lambda case: self._later.index(case.key) if case.key in self._later else -1)
        return of_sample, [case for case in self._doubts() if case.key not in self.passed]

    def over(self) -> list[Case]:
        """What was passed over and is still doubtful."""
        return [case for case in self._doubts() if case.key in self.passed]

    def find(self, key: str) -> tuple[Case, list[Case]] | None:
        """A case by its key, and the list that it stands in."""
        for beside in (*self.cases(), self.over()):
            for one in beside:
                if one.key == key:
                    return one, beside
        found = looked_up(self.state, key)
        return None if found is None else (found, [found])

    def correct(self, case: Case, sent: forms.Sent) -> Done:
        """Keeps a correction, if it does something: it is on the disk when this returns. Raises `RefusedError`."""
        made = forms.made(self.state, case, sent, self.reviewer, diary.now(), self.sample)
        after = state(self.reading, (*load(self.config.corrections), made))
        outcome = next(one for one in after.outcomes if one.correction == made)
        if outcome.stale is not None:
            raise forms.RefusedError(outcome.stale)
        path = diary.file_of(self.config.corrections, self.reviewer, diary.now().date())
        text = diary.keep(path, made)
        self._file = path
        self._put(after, Done(case, made, path.name, text, change(self.state, after)))
        self.settled += 1
        return self._done()

    def pass_over(self, case: Case) -> None:
        """Puts a case aside: one of the sample to its end, since whoever leaves some out has no random sample; another
        until somebody takes it up again."""
        if case.sample:
            self._later = [*(key for key in self._later if key != case.key), case.key]
        else:
            passed.keep(self.config.root, case, self.reviewer, diary.now().date())
            self.passed = dict(passed.load(self.config.root))
        self.done = Done(case)

    def take_up(self, case: Case) -> None:
        """Takes a case up again that was passed over."""
        self._later = [key for key in self._later if key != case.key]
        if case.key in self.passed:
            passed.drop(self.config.root, case.key)
            self.passed = dict(passed.load(self.config.root))
        self.done = Done(case, undone=True)

    def undo(self, key: str) -> Done:
        """Takes the last correction back, if it is the one with this key. Raises `RefusedError` where it is not."""
        path = self.file
        found = diary.undo(path, key)
        if found is None:
            raise forms.RefusedError("it is not the last correction of the file any more", changed=True)
        after = state(self.reading, load(self.config.corrections))
        case = self.done.case if self.done and self.done.correction == found else None
        self._put(after, Done(case, found, path.name, written(found), change(self.state, after), undone=True))
        self.settled = max(0, self.settled - 1)
        return self._done()

    def _put(self, after: State, done: Done) -> None:
        self.state, self.done = after, done
        self.rebuild.ask()

    def _done(self) -> Done:
        assert self.done is not None
        return self.done

    def _doubts(self) -> Sequence[Case]:
        issues = self.issues
        if self._listed is None or self._listed[0] is not self.state or self._listed[1] is not issues:
            self._listed = (self.state, issues, doubts(self.state, issues))
        return self._listed[2]
