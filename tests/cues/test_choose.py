"""Which sink the cues go to, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import LOOK_S, LOOKS, SOON_S, FallbackSink, Wish, choose, decide
from stretchtui.cues.relay import request
from stretchtui.cues.sink import Outlet, Silence, SwitchableSink, Timer
from stretchtui.cues.terminal import BELL
from stretchtui.terminal.replies import TerminalFacts

SSH = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}


@pytest.mark.parametrize(
    ("environment", "engine", "device", "wish"),
    [
        ({}, True, True, Wish.SPEAKERS),
        ({}, False, True, Wish.TERMINAL),
        ({}, True, False, Wish.TERMINAL),
        (SSH, True, True, Wish.TERMINAL),
        (SSH, False, False, Wish.TERMINAL),
        ({"SSH_TTY": "/dev/pts/0"}, True, True, Wish.TERMINAL),
        ({"SSH_CLIENT": "10.0.0.1 5 22"}, True, True, Wish.TERMINAL),
        ({"SSH_TTY": ""}, True, True, Wish.SPEAKERS),
        ({**SSH, "PULSE_SERVER": "tcp:10.0.0.1"}, True, True, Wish.SPEAKERS),
        ({**SSH, "PIPEWIRE_REMOTE": "/tmp/pw"}, True, True, Wish.SPEAKERS),
        ({**SSH, "PULSE_SERVER": "tcp:10.0.0.1"}, False, True, Wish.TERMINAL),
        ({**SSH, "PULSE_SERVER": "tcp:10.0.0.1"}, True, False, Wish.TERMINAL),
    ],
)
def test_auto_plays_where_the_person_is(
    environment: dict[str, str], engine: bool, device: bool, wish: Wish
) -> None:
    decided, why = decide(environment, engine, device)
    assert decided is wish
    assert why


def test_reasons_differ_where_the_person_can_do_different_things() -> None:
    reasons = {
        decide(SSH, True, True)[1],
        decide({}, False, True)[1],
        decide({}, True, False)[1],
        decide({}, True, True)[1],
        decide({**SSH, "PULSE_SERVER": "tcp:10.0.0.1"}, True, True)[1],
    }
    assert len(reasons) == 5


class Never:
    """A call that never comes."""

    def cancel(self) -> None:
        """It would not have come."""


def outlet(written: list[str]) -> Outlet:
    """A way to a terminal that remembers."""

    def call_later(seconds: float, call: Callable[[], None]) -> Timer:
        return Never()

    return Outlet(written.append, call_later, lambda: 0.0)


@pytest.mark.parametrize(
    ("wish", "environment", "engine", "name"),
    [
        (Wish.AUTO, {}, "aplay", "speakers (aplay), at this machine"),
        (Wish.AUTO, SSH, "aplay", "terminal bell, over SSH"),
        (Wish.SPEAKERS, SSH, "aplay", "speakers (aplay)"),
        (Wish.TERMINAL, {}, "aplay", "terminal bell"),
        (Wish.OFF, {}, "aplay", "sound off"),
    ],
)
def test_sink_is_the_one_that_was_wished_for_and_says_why(
    wish: Wish,
    environment: dict[str, str],
    engine: str,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: engine)
    monkeypatch.setattr("stretchtui.cues.choose.devices", lambda environment: ["card 0"])
    assert choose(wish, outlet([]), [], environment).name == name


@pytest.mark.parametrize(
    ("wish", "found", "name"),
    [
        (Wish.AUTO, TerminalFacts(mode_set=True), "relay, played where you are"),
        (Wish.RELAY, TerminalFacts(mode_set=True), "relay"),
        (Wish.AUTO, TerminalFacts(mode_set=False), "terminal bell, over SSH"),
        (Wish.AUTO, None, "terminal bell, over SSH"),
        (Wish.RELAY, TerminalFacts(), "terminal bell"),
        (Wish.RELAY, None, "terminal bell"),
        (Wish.TERMINAL, TerminalFacts(mode_set=True), "terminal bell"),
        (Wish.TERMINAL, TerminalFacts(version="mintty 3.7.4"), "terminal notes"),
    ],
)
def test_a_relay_is_used_where_one_listens(
    wish: Wish, found: TerminalFacts | None, name: str
) -> None:
    assert choose(wish, outlet([]), [], SSH, found=found).name == name


@pytest.mark.parametrize("through_tmux", [True, False])
def test_what_the_relay_is_asked_goes_the_way_its_answer_came(through_tmux: bool) -> None:
    written: list[str] = []
    found = TerminalFacts(mode_set=True, tmux=True, through_tmux=through_tmux)
    choose(Wish.AUTO, outlet(written), [], SSH, found=found).play(CueName.HOLD)
    assert written == [request(CueName.HOLD, through_tmux)]


def test_terminal_rings_and_off_does_not() -> None:
    written: list[str] = []
    sink = choose(Wish.TERMINAL, outlet(written), [], {})
    sink.open()
    sink.play(CueName.HOLD)
    assert written == [BELL]
    choose(Wish.OFF, outlet(written), [], {}).play(CueName.HOLD)
    assert written == [BELL]


@pytest.mark.parametrize(("bells", "rung"), [("code", ""), ("all", BELL)])
def test_the_bell_rings_for_what_has_no_number_only_if_it_is_set(bells: str, rung: str) -> None:
    written: list[str] = []
    choose(Wish.TERMINAL, outlet(written), [], {}, bells=bells).play(CueName.TICK)
    assert "".join(written) == rung


class Failing(Silence):
    """Fails after some cues."""

    name = "speakers (x)"

    def __init__(self, after: int, log: list[str]) -> None:
        self._left = after
        self._log = log

    def play(self, cue: CueName) -> None:
        """Play, or fail."""
        self._left -= 1
        self._log.append(f"{cue}")
        if self._left < 0:
            self.failed = "speakers (x): it ended"

    def check(self) -> None:
        """Fail where nothing is left."""
        if self._left == 0:
            self.failed = "speakers (x): it ended"

    def close(self) -> None:
        """Remember it."""
        self._log.append("close")


class Next(Silence):
    """Remembers what it was told."""

    name = "terminal bell"

    def __init__(self, log: list[str]) -> None:
        self._log = log

    def open(self) -> None:
        """Remember it."""
        self._log.append("next open")

    def play(self, cue: CueName) -> None:
        """Remember it."""
        self._log.append(f"next {cue}")


def test_cue_in_which_a_sink_fails_is_played_by_the_next() -> None:
    log: list[str] = []
    cascade = FallbackSink([lambda: Failing(1, log), lambda: Next(log)], "at this machine")
    cascade.play(CueName.HOLD)
    assert cascade.name == "speakers (x), at this machine"
    cascade.play(CueName.END)
    cascade.play(CueName.REST)
    assert log == ["hold", "end", "close", "next open", "next end", "next rest"]
    assert "it ended" in cascade.name
    assert cascade.failed is None


def test_failure_between_two_cues_is_noticed_when_it_is_looked_for() -> None:
    log: list[str] = []
    cascade = FallbackSink([lambda: Failing(1, log), lambda: Next(log)])
    cascade.play(CueName.HOLD)
    cascade.check()
    assert log == ["hold", "close", "next open"]
    cascade.play(CueName.END)
    assert log[-1] == "next end"


class Returning(Next):
    """A sink that fails and works again as it is told."""

    name = "speakers (x)"

    def __init__(self, log: list[str]) -> None:
        super().__init__(log)
        self.failed: str | None = None
        self.ready = True
        self.unheard: CueName | None = None


class Later:
    """Calls that were asked for; the newest is made when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Ask for a call."""
        self.asked.append((seconds, call))
        return self

    def cancel(self) -> None:
        """Call all of them off."""
        self.asked.clear()

    def pass_(self) -> float:
        """Make the call; the seconds after which it was asked for."""
        ((seconds, call),) = self.asked
        self.asked.clear()
        call()
        return seconds


def test_sink_that_works_again_takes_over_and_it_is_told() -> None:
    log: list[str] = []
    told: list[str] = []
    later, first = Later(), Returning(log)
    cascade = FallbackSink(
        [lambda: first, lambda: Next(log)],
        "at this machine",
        call_later=later,
        changed=lambda: told.append(cascade.name),
    )
    cascade.open()
    first.failed, first.unheard = "speakers (x): it ended", CueName.SWITCH
    assert later.pass_() == LOOK_S
    assert log[-2:] == ["next open", "next switch"], "what was not heard is heard"
    assert told == ["terminal bell, as the speakers (x): it ended"]
    cascade.play(CueName.REST)
    assert log[-1] == "next rest"
    assert later.pass_() == SOON_S
    first.failed = None
    assert later.pass_() == SOON_S
    assert told[-1] == "speakers (x), at this machine"
    cascade.close()
    assert later.asked == []


def test_sink_that_works_is_looked_after_only_while_it_is_used() -> None:
    later, first = Later(), Returning([])
    cascade = FallbackSink([lambda: first, lambda: Next([])], call_later=later)
    first.ready = False
    cascade.open()
    for _ in range(2 * LOOKS):
        assert later.pass_() == SOON_S
    first.ready = True
    later.pass_()
    assert later.asked == []
    cascade.play(CueName.HOLD)
    cascade.play(CueName.REST)
    for _ in range(LOOKS):
        assert later.pass_() == LOOK_S
    assert later.asked == []
    cascade.close()


def test_last_sink_stays_whatever_becomes_of_it() -> None:
    log: list[str] = []
    cascade = FallbackSink([lambda: Failing(0, log)])
    cascade.play(CueName.HOLD)
    cascade.play(CueName.END)
    assert log == ["hold", "end"]


def test_muted_sink_plays_nothing_and_says_so() -> None:
    log: list[str] = []
    sink = SwitchableSink(Next(log))
    sink.play(CueName.HOLD)
    sink.muted = True
    sink.play(CueName.END)
    assert sink.name == "muted"
    sink.muted = False
    sink.play(CueName.REST)
    assert sink.name == "terminal bell"
    assert log == ["next hold", "next rest"]


def test_cue_that_is_off_is_never_played() -> None:
    log: list[str] = []
    sink = SwitchableSink(Next(log), off=[CueName.TICK])
    for cue in (CueName.TICK, CueName.HOLD, CueName.TICK):
        sink.play(cue)
    assert log == ["next hold"]
