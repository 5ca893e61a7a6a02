"""The relay's words, on both sides, and what a hostile far side can do with them: nothing."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable
from itertools import count, pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stretchtui.core.routines.speech import LIMIT, speakable
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues import relay_ssh
from stretchtui.cues.relay import (
    HANDSHAKE,
    RELAY_MODE,
    Relay,
    announced,
    handshake_answer,
    listens,
    request,
    speaks,
    spoken,
)
from stretchtui.cues.relay_announcer import AT_ONCE, Announcer
from stretchtui.cues.relay_filter import (
    ANNOUNCED_PER_MINUTE,
    LONGEST,
    PER_SECOND,
    Announce,
    Handshake,
    Play,
    Rate,
    RelayFilter,
    Request,
    Speak,
)
from stretchtui.terminal.replies import Replies, TerminalFacts
from stretchtui.terminal.tmux import through_tmux
from tests.amounts import amount

ESCAPE = 0x1B
SPEECH = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,'-"

CUES = {
    b"\x1b]8733;1;" + cue.value.encode() + end: cue
    for cue in CueName
    for end in (b"\x07", b"\x1b\\")
}

FRAGMENTS = [
    *CUES,
    HANDSHAKE.encode(),
    b"\x1b]8733;2;Next: child's pose\x07",
    b"\x1b]8733;2;Switch sides.\x1b\\",
    b"\x1b]8733;3;Next, child's pose\x07",
    b"\x1b]8733;2;" + b"a" * 200 + b"\x1b\\",
    b"\x1b]8733;2;" + b"a" * 201 + b"\x1b\\",
    b"\x1b]8733;2;" + "膝".encode() * 200 + b"\x1b\\",
    b"\x1b]8733;3;" + "𝕏é膝я".encode() * 50 + b"\x07",
    b"\x1b]8733;2;" + "膝".encode() * 201 + b"\x1b\\",
    b"\x1b]8733;2;left \xe2\x80\xae right\x07",
    b"\x1b]8733;2;\xe2\x99\xaa\x07",
    b"\x1b]8733;2;a\xc2\x9bb\x07",
    b"\x1b]8733;2;\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\x07",
    b"\x1b]8733;2;\xed\xa0\x80\x07",
    b"\x1b]8733;2;\xe0\x80\xaf\x07",
    b"\x1b]8733;2;\x07",
    b"\x1b]8733;1;../../etc/passwd\x07",
    b"\x1b]8733;1;hold;rest\x07",
    b"\x1b]8733;1;" + b"hold" * 50,
    b"\x1b]8733;3;hold\x07",
    b"\x1b]0;a title\x07",
    b"\x1b[38;5;2mgreen\x1b[m",
    b"\x1b[?2026h",
    b"\x1b",
    b"\x07",
    b"\x1b\\",
    b"\x00\x9d\xff",
    "tïtle · ♪".encode(),
]


def unlimited() -> RelayFilter:
    """A filter for which every request is a second after the last."""
    ticks = count()
    return RelayFilter(lambda: float(next(ticks)))


def fed(chunks: Iterable[bytes], filter_: RelayFilter | None = None) -> tuple[bytes, list[Request]]:
    """What comes out of a filter for what goes in."""
    filter_ = filter_ or unlimited()
    out, found = bytearray(), []
    for chunk in chunks:
        kept, requests = filter_.feed(chunk)
        out += kept
        found += requests
        assert len(filter_._held) < LONGEST
    return bytes(out + filter_.flush()), found


def reference(data: bytes) -> tuple[bytes, list[Request]]:
    """The same over the whole input, byte by byte and as plain as can be."""
    out, found, at = bytearray(), list[Request](), 0
    while at < len(data):
        length, asked = request_at(data, at)
        if not length:
            out.append(data[at])
        if asked is not None:
            found.append(asked)
        at += length or 1
    return bytes(out), found


def request_at(data: bytes, at: int) -> tuple[int, Request | None]:
    """How long the request is that stands there, 0 if there is none; and what it asks for."""
    if data[at] != ESCAPE:  # Looking for each of them at every byte would take seconds.
        return 0, None
    question = HANDSHAKE.encode()
    if data[at : at + len(question)] == question:
        return len(question), Handshake()
    for sequence, cue in CUES.items():
        if data[at : at + len(sequence)] == sequence:
            return len(sequence), Play(cue)
    for begin, kind in ((b"\x1b]8733;2;", Speak), (b"\x1b]8733;3;", Announce)):
        if data[at : at + len(begin)] != begin:
            continue
        end = at + len(begin)
        while end < len(data) and data[end] not in b"\x07\x1b":
            end += 1
        for terminator in (b"\x07", b"\x1b\\"):
            if data[end : end + len(terminator)] == terminator:
                length, text = end - at + len(terminator), as_text(data[at + len(begin) : end])
                if text is not None:
                    words = speakable(text, any_script=True)
                    return length, kind(words) if words else None
    return 0, None


def as_text(data: bytes) -> str | None:
    """What a text is, if it is one that may be asked for."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    allowed = all(ord(each) >= 0xA0 or each.encode() in SPEECH for each in text)
    return text if allowed and 1 <= len(text) <= 200 else None


def mutated(fragment: bytes, random: Random) -> bytes:
    """A fragment with a byte changed, left out, put in or doubled; or as it is."""
    at = random.randrange(len(fragment) + 1)
    byte = bytes([random.choice([*b"\x1b\x07\\]8733;123holdrest\x00\x18", random.randrange(256)])])
    match random.randrange(6):
        case 0:
            return fragment[:at] + byte + fragment[at + 1 :]
        case 1:
            return fragment[:at] + fragment[at + 1 :]
        case 2:
            return fragment[:at] + byte + fragment[at:]
        case 3:
            return fragment[:at]
        case _:
            return fragment


def cut(data: bytes, random: Random, pieces: int) -> list[bytes]:
    """Data in so many pieces, some of them empty."""
    places = sorted(random.randrange(len(data) + 1) for _ in range(pieces - 1))
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


CHUNKS = 500


def test_every_request_begins_with_an_escape() -> None:
    assert {HANDSHAKE.encode()[0], *(sequence[0] for sequence in CUES)} == {ESCAPE}


@pytest.mark.long
@settings(max_examples=amount(200, usual=25))
@given(st.integers(min_value=0))
def test_a_hundred_thousand_chunks_give_what_the_whole_gives(seed: int) -> None:
    random = Random(seed)
    data = b"".join(mutated(random.choice(FRAGMENTS), random) for _ in range(CHUNKS // 4))
    chunks = cut(data, random, CHUNKS)
    assert len(chunks) == CHUNKS
    assert fed(chunks) == reference(data)


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=4))), st.data())
@example([b"\x1b]8733;1;hold\x1b", HANDSHAKE.encode()], None)
def test_any_cuts_give_what_the_whole_gives(parts: list[bytes], data: st.DataObject | None) -> None:
    whole = b"".join(parts)
    places = data.draw(st.lists(st.integers(0, len(whole)))) if data else range(len(whole))
    edges = [0, *sorted(places), len(whole)]
    chunks = [whole[a:b] for a, b in pairwise(edges)]
    assert fed(chunks) == reference(whole)


@given(st.lists(st.binary()))
def test_any_bytes_are_copied_on(chunks: list[bytes]) -> None:
    assert fed(chunks) == reference(b"".join(chunks))


@pytest.mark.parametrize("cue", list(CueName))
def test_what_the_far_side_asks_the_near_side_plays(cue: CueName) -> None:
    assert fed([b"a" + request(cue).encode() + b"b"]) == (b"ab", [Play(cue)])
    one_by_one = [bytes([each]) for each in request(cue).encode()]
    assert fed(one_by_one) == (b"", [Play(cue)])


def test_the_sink_writes_requests_for_cues_and_words() -> None:
    written: list[str] = []
    relay = Relay(written.append)
    relay.open()
    relay.play(CueName.BREATH_IN)
    relay.say("Next: Child’s pose – émigré\x1b]0;x\x07; rm -rf / $(id)")
    relay.say("♪")
    relay.check()
    relay.close()
    assert written == [
        "\x1b]8733;1;breath-in\x1b\\",
        "\x1b]8733;2;Next, Child's pose, émigré, 0, x, rm -rf, id,\x1b\\",
    ]
    assert fed(each.encode() for each in written)[1] == [
        Play(CueName.BREATH_IN),
        Speak("Next, Child's pose, émigré, 0, x, rm -rf, id,"),
    ]


def test_a_relay_without_a_voice_is_asked_for_no_words() -> None:
    written: list[str] = []
    relay = Relay(written.append, speaks=False)
    relay.say("Rest")
    relay.play(CueName.REST)
    assert written == [request(CueName.REST)]


def test_what_will_be_said_is_announced_behind_sounds_a_few_at_a_time() -> None:
    written: list[str] = []
    announcer = Announcer(written.append, tmux=False)
    texts = [f"Line {number}" for number in range(AT_ONCE + 2)]
    announcer.prepare([*texts, texts[0], "♪"])
    assert written == []
    relay = Relay(announcer.write)
    relay.play(CueName.READY)
    relay.say(texts[0])
    relay.play(CueName.HOLD)
    first, second, third = (fed([each.encode()]) for each in written)
    assert first == (b"", [Play(CueName.READY), *map(Announce, texts[:AT_ONCE])])
    assert second == (b"", [Speak(texts[0]), *map(Announce, texts[AT_ONCE:])])
    assert third == (b"", [Play(CueName.HOLD)])
    announcer.prepare([*texts, "Another"])
    relay.play(CueName.END)
    assert fed([written[-1].encode()])[1] == [Play(CueName.END), Announce("Another")]
    through = Announcer(written.append, tmux=True)
    through.prepare(["Rest"])
    through.write("")
    assert written[-1] == through_tmux("\x1b]8733;3;Rest\x1b\\")


def test_announcements_have_a_rate_of_their_own() -> None:
    now = 0.0
    filter_ = RelayFilter(lambda: now)
    flood = announced("Rest").encode() * 1000
    assert fed([flood], filter_) == (b"", [Announce("Rest")] * ANNOUNCED_PER_MINUTE)
    assert fed([request(CueName.TICK).encode()], filter_) == (b"", [Play(CueName.TICK)])
    now = 59.0
    assert fed([flood], filter_) == (b"", [])
    now = 60.0
    assert len(fed([flood], filter_)[1]) == ANNOUNCED_PER_MINUTE


def test_marks_that_turn_text_around_are_not_spoken() -> None:
    asked = b"\x1b]8733;2;left \xe2\x80\xaeright\xef\xbb\xbf \xcc\x81e\x07"
    assert fed([asked]) == (b"", [Speak("left right \u0301e")])
    assert fed(["\x1b]8733;2;♪\x07".encode()]) == (b"", []), "it is taken out all the same"


@given(st.text(max_size=300))
@example("𝕏" * LIMIT)
@example("\U00010400" * 300)
def test_whatever_is_spoken_is_understood_or_nothing(text: str) -> None:
    words = speakable(text, any_script=True)
    for make, kind in ((spoken, Speak), (announced, Announce)):
        asked = make(text).encode()
        assert len(asked) <= LONGEST
        one_by_one = [bytes([each]) for each in asked]
        assert fed([asked]) == fed(one_by_one) == (b"", [kind(words)] if words else [])


def test_through_tmux_every_escape_is_doubled() -> None:
    assert request(CueName.HOLD, tmux=True) == "\x1bPtmux;\x1b\x1b]8733;1;hold\x1b\x1b\\\x1b\\"
    assert spoken("Rest", tmux=True) == through_tmux("\x1b]8733;2;Rest\x1b\\")


def test_the_handshake_is_what_a_relay_of_another_version_says() -> None:
    assert HANDSHAKE == "\x1b[?8733$p"
    assert handshake_answer(speaks=False) == "\x1b[?8733;1$y"
    assert handshake_answer(speaks=True) == "\x1b[?8733;3$y"


@pytest.mark.parametrize("voice", [True, False])
def test_the_handshake_tells_whether_there_is_a_voice(voice: bool) -> None:
    replies = Replies(RELAY_MODE)
    assert replies.feed(handshake_answer(voice).encode()) == b""
    found = TerminalFacts(mode_set=replies.mode_set, mode_permanent=replies.mode_permanent)
    assert listens(found)
    assert speaks(found) is voice
    assert not speaks(TerminalFacts(mode_set=False, mode_permanent=voice))


@pytest.mark.parametrize(("mode_set", "heard"), [(True, True), (False, False), (None, False)])
def test_a_relay_listens_where_its_mode_is_set(mode_set: bool | None, heard: bool) -> None:
    assert listens(TerminalFacts(mode_set=mode_set)) is heard


def test_more_than_eight_in_a_second_are_dropped_but_not_shown() -> None:
    now = 0.0
    filter_ = RelayFilter(lambda: now)
    flood = request(CueName.TICK).encode() * 20
    assert fed([flood], filter_) == (b"", [Play(CueName.TICK)] * PER_SECOND)
    now = 0.999
    assert fed([flood], filter_) == (b"", [])
    now = 1.0
    assert fed([flood], filter_) == (b"", [Play(CueName.TICK)] * PER_SECOND)
    questions = fed([HANDSHAKE.encode() * 20], filter_)
    assert questions == (b"", [Handshake()] * PER_SECOND), "they have a rate of their own"


@given(st.lists(st.floats(0, 0.5), max_size=60))
def test_every_second_sees_eight_and_no_more(gaps: list[float]) -> None:
    now = 0.0
    rate = Rate(lambda: now)
    passed: list[float] = []
    for gap in gaps:
        now += gap
        lately = sum(now - at < 1 for at in passed)
        assert rate.allows() == (lately < PER_SECOND)
        if lately < PER_SECOND:
            passed.append(now)


@pytest.mark.parametrize(
    ("words", "options", "host", "arguments"),
    [
        ("host", "", "host", ""),
        ("me@host play x --floor", "", "me@host", "play x --floor"),
        ("-p 22 host", "-p 22", "host", ""),
        ("-p22 host -p 23", "-p22", "host", "-p 23"),
        ("-4vp 22 -i key -o A=b -J hop host", "-4vp 22 -i key -o A=b -J hop", "host", ""),
        ("-L 1:h:2 -R 3:h:4 -D 5 -F conf -l me -A host list", "-L 1:h:2 -R 3:h:4 -D 5 -F conf "
         "-l me -A", "host", "list"),
        ("-vv -- host -x", "-vv", "host", "-x"),
        ("-oProxyCommand=none host", "-oProxyCommand=none", "host", ""),
    ],
)  # fmt: skip
def test_the_words_are_taken_apart(words: str, options: str, host: str, arguments: str) -> None:
    assert relay_ssh.parse(words.split()) == relay_ssh.Words(
        tuple(options.split()), host, tuple(arguments.split())
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "usage"),
        (["-4"], "usage"),
        (["-"], "usage"),
        ([""], "usage"),
        (["-p"], "-p needs a value"),
        (["-N", "host"], "-N leaves no terminal"),
        (["-vT", "host"], "-T leaves no terminal"),
        (["-Z", "host"], "no option '-Z'"),
        (["--cues", "host"], "no option '--cues'"),
        (["--", "-oProxyCommand=x"], "expected [user@]host"),
    ],
)
def test_what_cannot_be_understood_is_said(words: list[str], complaint: str) -> None:
    with pytest.raises(relay_ssh.WordsError, match=complaint.replace("[", r"\[")):
        relay_ssh.parse(words)


def test_an_argument_with_a_control_character_is_refused() -> None:
    with pytest.raises(relay_ssh.WordsError, match="control character"):
        relay_ssh.command(relay_ssh.parse(["host", "a\nb"]))


def test_with_shell_the_words_go_to_ssh_as_they_are() -> None:
    words = relay_ssh.parse(["--shell", "-p", "22", "host", "tmux", "attach"])
    assert relay_ssh.command(words) == ["ssh", "-t", "-p", "22", "--", "host", "tmux", "attach"]
    assert relay_ssh.command(relay_ssh.parse(["--shell", "host"])) == ["ssh", "-t", "--", "host"]


PAGE = ["-L", "127.0.0.1:8733:127.0.0.1:8733"]


@pytest.mark.parametrize(
    ("options", "forwards"),
    [
        ("", PAGE),
        ("-p 8733", PAGE),
        ("-L 18733:localhost:80", PAGE),
        ("-L 87330:localhost:80", PAGE),
        ("-L 8733:localhost:8733", []),
        ("-L8733:localhost:8740", []),
        ("-AL localhost:8733:127.0.0.1:8733", []),
    ],
)
def test_the_pages_port_leads_to_the_far_side_unless_it_is_asked_for(
    options: str, forwards: list[str]
) -> None:
    words = relay_ssh.parse([*options.split(), "host"])
    asked = ["ssh", "-t", *forwards, *options.split(), "--", "host"]
    assert relay_ssh.command(words, 8733)[:-1] == asked
    assert "-L" not in relay_ssh.command(relay_ssh.parse(["host"]), None)


PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(PRINTABLE)
def test_a_quoted_word_is_one_word_to_a_shell(word: str) -> None:
    assert shlex.split(relay_ssh.quote(word)) == [word]
    assert shlex.split(relay_ssh.quote(relay_ssh.quote(word))) == [relay_ssh.quote(word)]


@settings(max_examples=amount(20))
@given(st.lists(PRINTABLE, max_size=5))
@example(["it's", 'a "b"', "\\", "\\'", "$HOME", "`id`", "*", "a\\\\b", "!x", "~", "-n", ""])
@pytest.mark.parametrize("shell", ["/bin/sh", "bash"])
def test_the_far_sides_shell_gives_the_arguments_as_they_were(
    shell: str, tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    home = tmp_path_factory.mktemp("home", numbered=True)
    program = home / "stretchtui"
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n")
    program.chmod(0o755)
    (home / ".profile").write_text(f'PATH="{home}:$PATH"\n')
    remote = relay_ssh.command(relay_ssh.parse(["host", *words]))[-1]
    done = subprocess.run(
        [shell, "-c", remote],
        env={"HOME": str(home), "SHELL": shell, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split("\0")[:-1] == (words or [""])
