"""A mat to play sessions on: time stands still, sink and listener remember, the journal is real."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Source, join
from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.record import Moment
from stretchtui.core.settings import Settings, VoiceSettings
from stretchtui.playing.audio import Audio
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.listener import SessionListener
from stretchtui.playing.player import SessionPlayer
from stretchtui.playing.watched import Watched
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.paths import Folders
from tests.playing.elsewhere import PATIENCE_S, Elsewhere
from tests.stand_ins import Clock, Recorder
from tests.store.sessions import rows_in

if TYPE_CHECKING:
    from stretchtui.core.sessions.events import Event, SessionCommand
    from stretchtui.core.sessions.record import Record, Unfinished
    from stretchtui.core.setting_kinds import GuideName
    from stretchtui.cues.browser.request import Request
    from stretchtui.cues.sink import Sink
    from stretchtui.playing.clockwork import Delivery

START = 1_790_000_000.0
"""The moment, in seconds since 1970, at which the clock of a mat starts."""

THREE = """
format = 1
[[routine]]
id = "three"
name = "Three"
get_ready = 8
[[routine.step]]
name = "Reach up"
hold = 30
[[routine.step]]
name = "Nod"
hold = 20
[[routine.step]]
name = "Rest"
hold = 10
"""
"""8 s to get ready and 30 s, 8 s and 20 s, 8 s and 10 s."""

GROWS = """
format = 1
[[routine]]
id = "grows"
name = "Grows"
[[routine.step]]
name = "Bridge"
hold = { from = 10, to = 30, by = 10, every = 1 }
"""
"""8 s to get ready, and 10 s at first; 10 s more after each session, up to 30 s."""

WAITS = """
format = 1
[[routine]]
id = "waits"
name = "Waits"
get_ready = 8
[[routine.step]]
name = "Nod"
hold = 20
wait = true
[[routine.step]]
name = "Rest"
hold = 10
"""
"""8 s to get ready and 20 s, until a key; 8 s and 10 s."""


def entry_of(text: str) -> Entry:
    """The one routine of a file given as text."""
    (entry,) = join([(Source.USER, decode(text, "mine.toml"))]).entries.values()
    return entry


class Line:
    """The way to the person's terminal; it can be cut.

    Args:
        clock: Tells the time.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._cut_at: float | None = None

    def cut(self) -> None:
        """Nothing comes through from now on."""
        self._cut_at = self._clock()

    def mend(self) -> None:
        """It is as it was."""
        self._cut_at = None

    def silent_s(self) -> float:
        """For how long nothing has come through."""
        return 0.0 if self._cut_at is None else self._clock() - self._cut_at


class Witness(SessionListener):
    """A listener that remembers what it was told."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.gaps: list[float] = []
        self.requests: list[Request] = []
        self.told_elsewhere = 0
        """How often it was told that the session was resumed elsewhere."""

    @property
    def events(self) -> list[Event]:
        """What happened, without the moments."""
        return [event for delivery in self.deliveries for event in delivery.events]

    def delivered(self, delivery: Delivery) -> None:
        """Remember it."""
        self.deliveries.append(delivery)

    def link_returned(self, gap: float) -> None:
        """Remember it."""
        self.gaps.append(gap)

    def asked(self, request: Request) -> None:
        """Remember it."""
        self.requests.append(request)

    def resumed_elsewhere(self) -> None:
        """Remember it."""
        self.told_elsewhere += 1


class HeardAudio(Audio):
    """Has every sink be one that remembers, and remembers what was to be rendered."""

    def __init__(self, settings: Watched[Settings]) -> None:
        self.recorder = Recorder()
        self.prepared: list[str] = []
        nowhere = Path("/nowhere")
        super().__init__(settings, Folders(nowhere, nowhere, nowhere), {}, None, 1.0)
        self.connect(None, None)

    def choose(self) -> Sink:
        """The one that remembers, whatever the settings say."""
        return self.recorder

    def prepare(self, lines: Iterable[str]) -> None:
        """Remember them."""
        self.prepared += lines


class Mat:
    """A player, and everything around it under the test's control.

    Args:
        folder: The data folder; without one there is no journal.
        text: The routine to play, as its file; one of three steps, if not given.
        speed: How many times faster than life sessions run.
    """

    def __init__(self, folder: Path | None = None, text: str = THREE, speed: float = 1.0) -> None:
        self.folder = folder
        self.entry = entry_of(text)
        self.clock = Clock()
        self.line = Line(self.clock)
        self.witness = Witness()
        self.settings = Watched(Settings())
        self.writer = JournalWriter(folder) if folder is not None else None
        self.journal = JournalView(self.writer, lambda: [self.entry], self.moment)
        self.audio = HeardAudio(self.settings)
        self.sink = self.audio.recorder
        self.player = SessionPlayer(
            self.settings,
            self.journal,
            self.audio,
            call_later=self.clock.schedule,
            clock=self.clock,
            link=lambda: self.line,
            speed=speed,
        )

    def moment(self) -> Moment:
        """The moment, by a clock on the wall that goes as the session's does."""
        return Moment(START + self.clock.now - 1000, 120)

    # The voice

    def speak(self, guide: GuideName, **voice: Any) -> None:
        """Have a voice that can be heard say so much."""
        self.sink.speaks = True
        self.settings.set(replace(self.settings.value, voice=VoiceSettings(guide, **voice)))

    def said(self, seconds: float = 0.0) -> list[str]:
        """What is said in the seconds that come."""
        self.sink.said.clear()
        self.clock.advance(seconds)
        return list(self.sink.said)

    # Playing

    def play(
        self,
        *,
        seconds: float = 0.0,
        before: Unfinished | None = None,
        first_step: int = 0,
        kept: bool = True,
    ) -> None:
        """Begin a session, and play so much of it."""
        player = self.player
        player.load(self.entry, self.witness, before=before, first_step=first_step, kept=kept)
        player.begin()
        self.clock.advance(seconds)

    def do(self, *commands: SessionCommand) -> None:
        """Tell the session."""
        for command in commands:
            self.player.do(command)

    def state(self) -> State:
        """What the session is doing."""
        return self.player.state

    def stall(self) -> None:
        """Cut the line, until the session has paused for that, and the journal knows."""
        self.line.cut()
        self.clock.advance(6.0)
        self.settle()

    # The journal

    def settle(self) -> None:
        """Wait until the journal's thread has done all it was given."""
        if self.writer is not None:
            self.writer.ask(lambda journal: None).exception(PATIENCE_S)

    def answer(self) -> None:
        """Let the journal answer, and the player look at the answer."""
        self.settle()
        self.clock.advance(0.1)
        self.settle()

    def break_off(self) -> None:
        """End as when the process is killed: what it played can be resumed."""
        self.player.interrupt()
        for record in self.records():
            self.let_go(record.id)

    def let_go(self, session: int) -> None:
        """Have a session be played here no more, as when the process has ended."""
        assert self.writer is not None
        self.writer.ask(lambda journal: journal.let_go(session)).result(PATIENCE_S)

    def records(self) -> tuple[Record, ...]:
        """What the journal has by now."""
        self.settle()
        return self._read()

    def record(self) -> Record:
        """The one session that it has by now."""
        (record,) = self.records()
        return record

    def kept(self) -> Record:
        """The one session that it has after its writer was closed."""
        (record,) = self._read()
        return record

    def _read(self) -> tuple[Record, ...]:
        assert self.folder is not None
        return rows_in(self.folder)

    def interrupted(self) -> Unfinished | None:
        """The session that can be resumed, from here on held by this process."""
        asked = self.journal.find_interrupted()
        assert asked is not None
        return asked.result(PATIENCE_S)

    def elsewhere(self) -> Elsewhere:
        """Another program on the same journal, when all is written."""
        self.settle()
        assert self.folder is not None
        return Elsewhere(self.folder, self.moment().now)

    def close(self) -> None:
        """End the journal's thread, as the program does at its end."""
        if self.writer is not None:
            assert self.writer.close(PATIENCE_S)


Mats = Callable[..., Mat]
"""Makes mats on one journal."""


def played(mats: Mats, text: str = THREE) -> tuple[Record, ...]:
    """Play a session to its end, as far as it has grown; what the journal has then."""
    mat = mats(text)
    mat.journal.read_now()
    mat.play(seconds=mat.entry.total(level=9))
    assert mat.player.state is State.FINISHED
    return mat.records()
