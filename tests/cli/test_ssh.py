"""``ssh``: what the relay is started with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from stretchtui.cues import relay_near
from stretchtui.cues.speakers import Speakers
from stretchtui.words.hearing import BELL_INSTEAD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stretchtui.cues.sink import Sink
    from stretchtui.cues.voice import Voice
    from tests.cli.line import CommandLine


class Call(NamedTuple):
    """What the relay was started with."""

    words: Sequence[str]
    sink: Sink
    unheard: str | None


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Each start of the relay."""
    found: list[Call] = []

    def note(words: Sequence[str], sink: Sink, voice: Voice | None, *, unheard: str | None) -> int:
        found.append(Call(words, sink, unheard))
        return 255

    monkeypatch.setattr(relay_near, "main", note)
    return found


def test_ssh_gives_its_words_on_as_they_are(run: CommandLine, called: list[Call]) -> None:
    words = ["-p", "2222", "me@far", "--home", "there", "play", "hips", "--help", "--version"]
    assert run.only("ssh", *words) == (255, "", "")
    (call,) = called
    assert call.words == words
    assert isinstance(call.sink, Speakers)


@pytest.mark.parametrize(
    ("engine", "cards", "remote", "unheard"),
    [
        ("aplay", ["HDA"], False, None),
        (None, ["HDA"], False, BELL_INSTEAD),
        ("aplay", [], False, BELL_INSTEAD),
        ("aplay", [], True, ""),
        ("aplay", ["HDA"], True, None),
    ],
)
def test_ssh_is_no_relay_where_nothing_can_be_played(
    run: CommandLine,
    called: list[Call],
    monkeypatch: pytest.MonkeyPatch,
    engine: str | None,
    cards: list[str],
    remote: bool,
    unheard: str | None,
) -> None:
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: engine)
    monkeypatch.setattr("stretchtui.cues.choose.devices", lambda environment: cards)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    if remote:
        monkeypatch.setenv("SSH_CONNECTION", "::1 1 ::1 22")
    assert run.only("ssh", "far") == (255, "", "")
    assert [each.unheard for each in called] == [unheard]


@pytest.mark.parametrize("before", [["--home", "{}"], ["--home={}", "--no-mouse"]])
def test_ssh_uses_the_home_that_is_given_before_it(
    run: CommandLine,
    called: list[Call],
    monkeypatch: pytest.MonkeyPatch,
    before: list[str],
) -> None:
    (run.routines.parent / "settings.toml").write_text("[cues]\nvolume = 31\n")
    volumes: list[int] = []

    class Noted(Speakers):
        def __init__(self, folders: Sequence[Path], volume: int = 100, **options: object) -> None:
            volumes.append(volume)
            assert folders[0] == run.home / "config" / "sounds"

    monkeypatch.setattr("stretchtui.cues.speakers.Speakers", Noted)
    words = [each.format(run.home) for each in before]
    assert run.only(*words, "ssh", "far", "--home", "there") == (255, "", "")
    assert [each.words for each in called] == [["far", "--home", "there"]]
    assert volumes == [31]


def test_a_home_may_be_called_ssh(run: CommandLine, called: list[Call]) -> None:
    assert run.only("--home", "ssh", "ssh", "far") == (255, "", "")
    assert [each.words for each in called] == [["far"]]


@pytest.mark.parametrize("words", [["--cues", "off"], ["--speed", "2"], ["--no-motion"]])
def test_other_options_go_behind_the_host(run: CommandLine, words: list[str]) -> None:
    complaint = run.only(*words, "ssh", "far").complaint
    assert complaint == "only --home can come before ssh; other options go after the host"


def test_a_routine_may_be_called_ssh(run: CommandLine) -> None:
    assert "ssh" in run("show", "ssh").not_found


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "usage: stretchtui ssh [--shell] [ssh options] [user@]host [stretchtui arguments]"),
        (["--shell"], "usage: stretchtui ssh "),
        (["-p"], "ssh's option -p needs a value"),
        (["-N", "far"], "ssh's option -N leaves no terminal for stretchtui"),
        (["-z", "far"], "ssh has no option '-z'; usage: stretchtui ssh "),
        (["--", "-oProxyCommand=id"], "expected [user@]host, found '-oProxyCommand=id'"),
        (["far", "play", "a\nb"], "an argument holds a control character"),
    ],
)
def test_words_that_ssh_does_not_take_are_refused_in_one_line(
    run: CommandLine, words: list[str], line: str
) -> None:
    assert run.only("ssh", *words).complaint.startswith(line)


def test_ssh_is_told_of_in_the_help(run: CommandLine) -> None:
    for words in (["ssh", "-h"], ["--no-mouse", "ssh", "--help"]):
        done = run.only(*words)
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("usage: stretchtui ssh [--shell] [ssh options] [user@]host ")
