"""The speakers of this machine, through a helper process.

Nothing here waits for the helper: cues go into a pipe that does not block, and answers are read at
the next cue or check. A helper that dies or falls silent is ended and started afresh. Where that
does not help the speakers have failed, and are tried again every few seconds.
"""

from __future__ import annotations

import contextlib
import importlib.util
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.helper_process import HelperProcess
from stretchtui.cues.players import AGAIN, PING, find_player

if TYPE_CHECKING:
    from stretchtui.cues.voice import Voice

SILENT_S = 2.0
"""A cue that is not answered within this time means the helper hangs."""

START_S = 10.0
"""So long may a helper take to start, on a small machine that does other things."""

TRIAL_S = 2.5
"""What has not shown within this time that it works has failed until it does."""

GRACE_S = 1.0
"""The same, where there is a cue to be sounded."""

RETRY_S = 5.0
"""So long after they failed the speakers are tried again."""

FRESH_S = 3.0
"""A cue is not worth hearing any more when it is older than this."""

FAILURES, FORGOTTEN_S = 3, 60.0
"""After so many failures of the helper, the speakers have failed; a failure is forgotten after so
many seconds without one."""


def engine() -> str | None:
    """What the helper will play through first, or None where there is nothing."""
    if importlib.util.find_spec("simpleaudio"):
        return "simpleaudio"
    return find_player()


class Speakers:
    """Plays cues through the helper process.

    Args:
        folders: Where the sounds are; a sound in an earlier folder takes a later one's place.
        volume: From 0 to 100.
        command: How the helper is started.
        clock: Monotonic seconds.
        voice: Says phrases; None for none.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        volume: int = 100,
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.speaker"),
        clock: Callable[[], float] = time.monotonic,
        voice: Voice | None = None,
    ) -> None:
        self.failed: str | None = None
        said = [f"--voice={voice.folder}"] if voice is not None else []
        self._command = [*command, *said]
        self._sounds = [str(volume), *map(str, folders)]
        self._voice = voice
        self.speaks = voice is not None
        """Whether it can say something."""
        self._clock = clock
        self._engine = engine() or "nothing"
        self._failures: list[float] = []
        """When the helper failed, lately."""
        self._without: set[str] = set()
        """Engines that have made the helper fail."""
        self._unanswered: list[float] = []
        self._last: tuple[CueName, float] | None = None
        """The last cue, and when it was, if it is not known to have been heard."""
        self._helper: HelperProcess | None = None
        self._gone: list[HelperProcess] = []
        self._tries_since: float | None = None
        """Since when it is tried whether anything works; None where something does, or nothing."""
        self._start_at = 0.0
        """When a helper may be started, or asked to try again."""
        self._why = "it does not answer"
        """Why it has failed, if it has."""
        self._chosen = False
        """Whether the helper has said what it plays with."""
        self.ready = False
        """Whether that has been tried, and works."""

    @property
    def left_behind(self) -> int:
        """How many helpers were let go of and have not ended yet."""
        return len(self._reap())

    @property
    def helper_pid(self) -> int | None:
        """The helper's process id; None while there is none."""
        return self._helper.pid if self._helper is not None else None

    @property
    def name(self) -> str:
        """Says what plays: ``speakers (aplay)``."""
        return f"speakers ({self._engine})"

    @property
    def unheard(self) -> CueName | None:
        """The last cue, if it was only now, and is not known to have been heard."""
        if self._last is None or self._clock() - self._last[1] > FRESH_S:
            return None
        return self._last[0]

    def open(self) -> None:
        """Start the helper, unless it runs, or ended only just now."""
        if self._helper is None and self.failed is None and self._clock() >= self._start_at:
            self._start()

    def play(self, cue: CueName) -> None:
        """Hand a cue to the helper."""
        self.check()
        self._last = cue, self._clock()
        self._send(str(cue))

    def say(self, text: str) -> None:
        """Have the helper say a phrase after the cue that sounds, if it is rendered by then."""
        if self._voice is not None:
            self._voice.prepare([text])
            self.check()
            self._send(f"say {self._voice.key(text)}")

    def check(self) -> None:
        """Read the helper's answers, and see whether it is to be tried again."""
        self._read_answers()
        now = self._clock()
        if self._helper is not None and self._hangs(now):
            self._fail("it does not answer", hangs=True)
        if self.failed is None and self._is_late(now):
            self.failed = f"{self.name} failed: {self._why}"
        if now >= self._start_at:
            self._try_again()

    def close(self) -> None:
        """Let the helper finish what it plays; it ends by itself. It is not opened again."""
        self._start_at = math.inf
        if self._helper is not None:
            self._let_go(self._helper)
            self._helper = None
        if self._voice is not None:
            self._voice.close()
        self._reap()

    # To the helper

    def _send(self, line: str) -> None:
        self.open()
        if self.failed is None:
            self._tell(line)

    def _tell(self, line: str) -> None:
        if self._helper is None:
            return
        try:
            self._helper.tell(line)
            self._unanswered.append(self._clock())
        except OSError as error:
            self._fail(error.strerror or str(error))

    def _start(self) -> None:
        self._reap()
        without = [f"--without={each}" for each in sorted(self._without)]
        self._tries_since = self._clock() if self._tries_since is None else self._tries_since
        self._unanswered.clear()
        try:
            self._helper = HelperProcess([*self._command, *without, *self._sounds])
        except OSError as error:
            self._fail(error.strerror or str(error))
        self._tell(PING)

    def _try_again(self) -> None:
        """Start a helper that is due, or have one that has given up begin anew."""
        trying = self._tries_since is not None
        if self._helper is None and (trying or self.failed is not None):
            self._start()
        elif self.failed is not None and not trying and not self.ready:
            self._tries_since = self._clock()
            self._tell(AGAIN)

    # From the helper

    def _read_answers(self) -> None:
        if self._helper is None:
            return
        lines, ended = self._helper.answers()
        for line in lines:
            self._take_answer(line)
        if ended and self._helper is not None:
            self._fail("it ended")

    def _take_answer(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        match word:
            case "engine":
                if not self._chosen:
                    # What was asked for while it started has waited for that, not for the device.
                    self._unanswered = [self._clock()] * len(self._unanswered)
                self._engine, self._chosen = rest, True
                self._expect_works()
            case "works":
                self.ready, self.failed, self._tries_since = True, None, None
                self._heard()
            case "none":
                self._unanswered.clear()
                self._give_up(rest)
            case "lost":
                with contextlib.suppress(ValueError):
                    self._last = CueName(rest), self._clock()
            case "said" | "unsaid":
                pass  # of a phrase that was answered when it was asked for
            case _:
                del self._unanswered[:1]
                if word == "ok":
                    self._heard()

    def _expect_works(self) -> None:
        self.ready = False
        if self._tries_since is None:
            self._tries_since = self._clock()

    def _heard(self) -> None:
        """All that was asked for has been played, as far as is known."""
        if self.ready and not self._unanswered:
            self._last = None

    def _hangs(self, now: float) -> bool:
        limit = SILENT_S if self._chosen else START_S
        return bool(self._unanswered) and now - self._unanswered[0] > limit

    def _is_late(self, now: float) -> bool:
        """Whether it takes too long to find out what works."""
        if self._tries_since is None:
            return False
        if now - self._tries_since > TRIAL_S:
            return True
        return self._last is not None and GRACE_S < now - self._last[1] <= FRESH_S

    def _fail(self, why: str, *, hangs: bool = False) -> None:
        """The helper is of no more use."""
        if self._helper is not None:
            self._helper.kill()
            self._let_go(self._helper)
            self._helper = None
        now = self._clock()
        if self._failures and now - self._failures[-1] > FORGOTTEN_S:
            self._failures.clear()
        self._failures.append(now)
        # What hangs does so again; what has only crashed is given another chance.
        if self._chosen and (hangs or len(self._failures) > 1):
            self._without.add(self._engine)
        self._chosen = False
        self._why = why
        if len(self._failures) >= FAILURES:
            self._give_up(why)
        else:
            # At once the first time; a helper that does not live long is given a rest.
            self._start_at = now + len(self._failures) - 1
            self._expect_works()

    def _give_up(self, why: str) -> None:
        """Nothing works; it is tried again later, with everything there is."""
        self.failed = f"{self.name} failed: {why}"
        self.ready = self._chosen = False
        self._tries_since = None
        self._start_at = self._clock() + RETRY_S
        if self._without and self._helper is not None:
            self._let_go(self._helper)
            self._helper = None
        self._without.clear()

    def _let_go(self, helper: HelperProcess) -> None:
        helper.let_go()
        self._gone.append(helper)

    def _reap(self) -> list[HelperProcess]:
        """Those that were let go of and still live; it does not wait for any."""
        self._gone = [helper for helper in self._gone if helper.poll() is None]
        return self._gone
