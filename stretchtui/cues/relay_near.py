"""The near side of the relay: ssh in a pty, and between it and the person's terminal a filter.

Everything is copied both ways as it comes, but for the requests that ``relay_filter`` takes
out: those are played here. The far side is not trusted; nothing it sends is ever executed or
used as a path.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from stretchtui.cues import relay_ssh
from stretchtui.cues.browser.port import free_page_port
from stretchtui.cues.relay import RELAY_MODE, handshake_answer, listens
from stretchtui.cues.relay_filter import Announce, Handshake, Play, RelayFilter, Request, Speak
from stretchtui.cues.system import read_pty
from stretchtui.terminal.probe import Probe
from stretchtui.terminal.raw import RawTerminal

if TYPE_CHECKING:
    from stretchtui.cues.sink import Sink
    from stretchtui.cues.voice import Voice

AT_ONCE = 1 << 16
"""Bytes read at once, at most."""

KEYS_LIMIT = 1 << 16
"""Bytes for a far side that takes none: beyond these, keys wait in the terminal."""

CHECK_S = 1.0
"""How often the sink is asked what became of the cues."""

NO_SSH = 127
"""The exit status where there is no ssh, as a shell has it."""

DRAIN_S = 0.1
"""After ssh's end, what it wrote may take so long to come. Mostly its end is seen at once; not
where it has left another process behind, like a shared connection's."""


class _Ended(Exception):
    """A signal asks for the end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(
    ssh_arguments: Sequence[str],
    sink: Sink,
    environment: Mapping[str, str] = os.environ,
    voice: Voice | None = None,
    *,
    unheard: str | None = None,
) -> int:
    """Run ssh, and play what the far side asks for.

    Args:
        ssh_arguments: The words after ``stretchtui ssh``.
        sink: Plays the cues and says the words; it is opened when the far side first asks.
        environment: The environment the program was started in.
        voice: Renders what the sink will say; None where it says nothing.
        unheard: What is said first where the sink cannot be heard: the far side then finds no
            relay, and rings the terminal's bell. None where it can be heard.

    Returns:
        ssh's exit status; 128 and the signal's number, where a signal ended it.

    Raises:
        relay_ssh.WordsError: The words cannot be understood; the message is one line.
    """
    command = relay_ssh.command(relay_ssh.parse(ssh_arguments), free_page_port())
    keys, screen = sys.stdin.fileno(), sys.stdout.fileno()
    if not (os.isatty(keys) and os.isatty(screen)):
        raise relay_ssh.WordsError("expected a terminal on standard input and output")
    relays, typed = unheard is None, b""
    if relays and environment.get("SSH_CONNECTION"):
        # Where this is itself the far side of a relay, the person's ears are farther on.
        with Probe(keys, screen, environment, mode=RELAY_MODE) as probe:
            found = probe.finish()
        relays, typed = not listens(found), found.typed
    if unheard:
        sys.stderr.write(f"stretchtui: {unheard}\n")
    filter_ = RelayFilter(time.monotonic) if relays else None
    return _Relaying(RawTerminal(keys, screen), filter_, sink, voice).run(command, typed)


class _Relaying:
    """One run of ssh."""

    def __init__(
        self,
        terminal: RawTerminal,
        filter_: RelayFilter | None,
        sink: Sink,
        voice: Voice | None,
    ) -> None:
        self._terminal = terminal
        self._filter = filter_
        self._sink = sink
        self._voice = voice
        self._checked_at = 0.0
        """When the sink was last asked, in monotonic seconds; 0 before it is opened."""
        self._keys = b""
        """What is still to be written to ssh."""
        self._master = -1

    def run(self, command: Sequence[str], typed: bytes) -> int:
        """Run it to its end; its exit status."""
        self._keys = typed
        self._master, slave = pty.openpty()
        # ssh asks for passwords in a terminal like the person's own.
        termios.tcsetattr(slave, termios.TCSANOW, self._terminal.before)
        self._terminal.give_size(self._master)
        wake_reader, wake_writer = os.pipe()
        for each in (wake_reader, wake_writer, self._master):
            os.set_blocking(each, False)
        try:
            with self._signals(wake_writer):
                return self._run(command, slave, wake_reader)
        finally:
            os.close(wake_reader)
            os.close(wake_writer)

    def _run(self, command: Sequence[str], slave: int, wake: int) -> int:
        ssh: subprocess.Popen[bytes] | None = None
        try:
            try:
                ssh = _start(command, slave)
            except OSError as error:
                self._terminal.show(f"stretchtui: ssh: {error.strerror}\n".encode())
                return NO_SSH
            finally:
                os.close(slave)
            self._terminal.take()
            self._copy(ssh, wake)
            return _status(ssh)
        except _Ended as ended:
            return 128 + ended.number
        except OSError:  # the person's terminal is gone
            return 128 + signal.SIGHUP
        finally:
            for number in (signal.SIGCONT, signal.SIGWINCH):
                signal.signal(number, signal.SIG_DFL)
            self._terminal.give_back()
            self._sink.close()
            os.close(self._master)  # which hangs ssh up
            if ssh is not None:
                _end(ssh)

    def _copy(self, ssh: subprocess.Popen[bytes], wake: int) -> None:
        """Copy both ways until ssh has ended and all it wrote is shown."""
        ended = False
        while True:
            readers = [self._master, wake]
            if len(self._keys) < KEYS_LIMIT:
                readers.append(self._terminal.keys)
            writers = [self._master] if self._keys else []
            timeout = DRAIN_S if ended else CHECK_S if self._checked_at else None
            ready, writable, _ = select.select(readers, writers, [], timeout)
            self._check()
            if wake in ready:
                os.read(wake, 512)
                ended = ended or ssh.poll() is not None
            if self._master in ready:
                data = read_pty(self._master, AT_ONCE)
                if data is None:
                    break
                self._take_in(data)
            elif ended:
                break
            if self._terminal.keys in ready:
                keys = os.read(self._terminal.keys, AT_ONCE)
                if not keys:  # the terminal is gone
                    raise _Ended(signal.SIGHUP)
                self._keys += keys
            if self._master in writable:
                self._send_keys()
        if self._filter is not None:
            self._terminal.show(self._filter.flush())

    def _take_in(self, data: bytes) -> None:
        requests: list[Request] = []
        if self._filter is not None:
            data, requests = self._filter.feed(data)
        # Before the copy: a terminal that is slow to take it must not make a cue late.
        for each in requests:
            match each:
                case Play(cue):
                    self._sink.play(cue)
                case Speak(text):
                    self._sink.say(text)
                case Announce(text):
                    if self._voice is not None:
                        self._voice.prepare([text])
                case Handshake():
                    self._keys += handshake_answer(self._voice is not None).encode()
                    self._send_keys()
                    self._sink.open()
                    self._checked_at = time.monotonic()
        self._terminal.show(data)

    def _check(self) -> None:
        """Let the sink notice what failed, now and then, once it is open."""
        now = time.monotonic()
        if self._checked_at and now - self._checked_at >= CHECK_S:
            self._checked_at = now
            self._sink.check()

    def _send_keys(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            self._keys = self._keys[os.write(self._master, self._keys) :]

    def _resume(self) -> None:
        """After a stop the shell has set the terminal as it likes it."""
        self._terminal.take()
        self._terminal.give_size(self._master)

    @contextlib.contextmanager
    def _signals(self, wake: int) -> Iterator[None]:
        """Have signals do what they mean here, for as long as ssh runs."""

        endings = (
            *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT),
            *(signal.SIGUSR1, signal.SIGUSR2),
        )

        def end(number: int, frame: Any) -> None:
            for each in endings:  # a second one must not come between the clearing up
                signal.signal(each, signal.SIG_IGN)
            raise _Ended(number)

        handlers: dict[signal.Signals, Any] = {
            signal.SIGWINCH: lambda *_: self._terminal.give_size(self._master),
            signal.SIGCONT: lambda *_: self._resume(),
            signal.SIGCHLD: lambda *_: None,  # it wakes the loop
            # A helper that has died must not take the relay with it.
            signal.SIGPIPE: signal.SIG_IGN,
            **dict.fromkeys(endings, end),
        }
        before = {number: signal.signal(number, each) for number, each in handlers.items()}
        wake_before = signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wake_before)
            for number, handler in before.items():
                signal.signal(number, handler)


def _start(command: Sequence[str], slave: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )


def _status(ssh: subprocess.Popen[bytes]) -> int:
    """ssh's exit status, as a shell gives it."""
    status = ssh.wait()
    return status if status >= 0 else 128 - status


def _end(ssh: subprocess.Popen[bytes]) -> None:
    """See to it that ssh is gone; without its terminal it mostly is."""
    for stop in (ssh.terminate, ssh.kill):
        try:
            ssh.wait(timeout=1)
        except subprocess.TimeoutExpired:
            stop()
    ssh.wait()
