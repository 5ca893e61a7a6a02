"""The program in a real pty, from the first key to the restored terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stretchtui.cues.demonstration import rings
from stretchtui.store.paths import folders
from stretchtui.store.sound_check import is_due
from stretchtui.tui.dialogs.sound_check import PLAYED
from stretchtui.words.session import GENTLY
from tests.end_to_end.terminal import COPIED, PATIENT, PATIENT_COPY, PROGRAM, Terminal

ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"


def test_a_newcomer_is_led_through_the_five_for_the_lower_back(tmp_path: Path) -> None:
    with Terminal([*PATIENT, "--cues", "terminal", "--speed", "20"], tmp_path) as terminal:
        terminal.wait_for_text(GENTLY[:40])
        terminal.press("x")
        terminal.wait_for_text("Can you hear this?")
        assert GENTLY[:40] not in terminal.text
        # Hold, switch, finish.
        bells = sum(rings(cue) for cue in PLAYED)
        terminal.wait_for(lambda: len(terminal.bells()) == bells, "all of the bells")
        terminal.press("y")
        # The list can be read behind the words, too.
        terminal.wait_for(lambda: "Can you hear this?" not in terminal.text, "the list alone")
        terminal.press("\r")
        terminal.wait_for_text("step 1 of 4")
        terminal.wait_for(lambda: "step 1 of 4" not in terminal.text, "it goes on by itself")
        terminal.press("NNN")
        terminal.wait_for_text("All done.")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    with Terminal([*PROGRAM], tmp_path) as terminal:
        terminal.wait_for_text("▸ Five for the lower back")
        assert GENTLY[:40] not in terminal.text, "care is shown once"
    assert not is_due(folders(str(tmp_path))), "and it is asked once"


def test_whoever_played_in_lines_first_is_asked_at_the_first_screen(
    tmp_path: Path, short: Path
) -> None:
    lines = [*COPIED, "play", "--plain", str(short), "--cues", "off", "--speed", "1000"]
    with Terminal(lines, tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_exit() == 0
    for times in range(2):
        with Terminal([*COPIED, "--cues", "terminal"], tmp_path, answers=True) as terminal:
            # Who leaves without an answer is asked again.
            terminal.wait_for_text("Can you hear this?")
            terminal.press("\x03" if times == 0 else "\x1b")
            if times:
                terminal.wait_for(lambda: "Can you hear this?" not in terminal.text, "the list")
                terminal.press("q")
            assert terminal.wait_for_exit() == 0
    assert not is_due(folders(str(tmp_path)))


def test_the_terminal_is_as_it_was_after_leaving(home: Path) -> None:
    with Terminal([*PROGRAM], home) as terminal:
        terminal.wait_for_text("routines")
        assert terminal.settings[3] != terminal.settings_before[3], "it was taken"
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        left = bytes(terminal.output).rsplit(ALTERNATE_OFF, 1)
        assert len(left) == 2
        assert terminal.output.count(ALTERNATE_ON) == 1
        for mode in (b"1000", b"1006", b"2004", b"1004"):
            taken = terminal.output.rfind(b"\x1b[?" + mode + b"h")
            given_back = terminal.output.rfind(b"\x1b[?" + mode + b"l")
            assert given_back > taken, mode
        assert terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l")


def test_play_ends_with_the_session_and_status_0(home: Path, short: Path) -> None:
    command = [*COPIED, "play", str(short), "--cues", "off", "--speed", "100"]
    with Terminal(command, home) as terminal:
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        assert b"Reach up" in terminal.output


def test_play_that_is_left_early_ends_with_status_1(home: Path, short: Path) -> None:
    with Terminal([*COPIED, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("Reach up")
        terminal.press("qq")
        assert terminal.wait_for_exit() == 1


def test_the_floor_view_is_there_from_the_start_if_asked_for(home: Path, short: Path) -> None:
    command = [*COPIED, "play", str(short), "--cues", "off", "--floor"]
    with Terminal(command, home) as terminal:
        terminal.wait_for_text("█▀▀▀▀")  # the L of LEFT needs no figures of ours to be read
        assert "step 1 of 2" not in terminal.text
        assert "routines" not in terminal.text
        terminal.press("f")
        terminal.wait_for_text("step 1 of 2")
        terminal.wait_for_text("routines")


def test_keys_of_the_settings_take_the_place_of_the_usual_ones(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('[keys]\nquit = "z"\nnonsense = "y"\n')
    with Terminal([*COPIED], home, (200, 40)) as terminal:
        terminal.wait_for_text("keys.nonsense")
        terminal.wait_for_text("z quit")
        terminal.press("z")
        assert terminal.wait_for_exit() == 0


def test_nothing_but_the_bell_is_left_in_the_output_of_a_hostile_routine(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(
        'format = 1\n[[routine]]\nid = "h"\nname = "[b]bold[/b] [/x] \\U0001F600"\n'
        'get_ready = 1\n[[routine.step]]\nname = "[@click=app.quit]x[/] [$y"\n'
        'instructions = ["[link=\'x\']y[/link]", "{[ ] }%s"]\nhold = 500\n'
    )
    command = [*COPIED, "play", str(path), "--cues", "off"]
    with Terminal(command, home) as terminal:
        terminal.wait_for_text("[b]bold[/b] [/x]")
        terminal.wait_for_text("[@click=app.quit]x[/]")
        terminal.wait_for_text("[link='x']y[/link]")
        terminal.wait_for_text("HOLD")
        terminal.press("qq")
        assert terminal.wait_for_exit() == 1
        shown = terminal.output.partition(b"\x1b[?1049h")[2]
        sequences = re.findall(rb"\x1b\]([^\x07\x1b]*)", shown)
        titles = [
            each
            for each in sequences
            if re.fullmatch(rb"2;\d:\d\d [a-z ]+ \xc2\xb7 \[@click=app.quit\]x.*", each)
        ]
        assert titles
        # The session is over.
        assert sequences == [*titles, b"2;stretchtui"], "no title but ours, no clipboard, no link"


def test_keys_mean_the_same_after_the_help_over_the_floor_view(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("▸ Five for the lower back")
        terminal.press("jjj\r")  # in one go: what was chosen last is what is played
        terminal.wait_for_text(" Desk break   ")
        terminal.wait_for_text("step 1 of 6")
        terminal.press("f")
        terminal.wait_for(lambda: "step 1 of 6" not in terminal.text, "the floor view")
        terminal.press("?")
        terminal.wait_for_text("esc close")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "esc close" not in terminal.text, "the help gone")
        terminal.press("f")
        terminal.wait_for_text("step 1 of 6")
        terminal.press("qq")
        assert terminal.wait_for_exit() == 0


def test_the_title_tells_the_phase_and_is_given_back(home: Path, short: Path) -> None:
    command = [*COPIED, "play", str(short), "--cues", "off", "--speed", "10"]
    with Terminal(command, home) as terminal:
        assert terminal.wait_for_exit() == 0
        output = bytes(terminal.output)
    kept, given_back = output.find(b"\x1b[22;2t"), output.rfind(b"\x1b[23;2t")
    titles = [
        re.search(rb"\x1b\]2;0:\d\d %s \xc2\xb7 Reach up\x1b\\" % phase, output)
        for phase in (b"get ready, left side", b"hold, right side")
    ]
    assert None not in titles
    assert -1 < kept < min(each.start() for each in titles if each)
    assert max(each.end() for each in titles if each) <= given_back


@pytest.mark.long
def test_speakers_that_cannot_be_heard_give_way_to_the_bell_and_it_is_said(
    home: Path, short: Path, tmp_path: Path
) -> None:
    (tmp_path / "asound.conf").write_text("pcm.!default { type hw card 99 }\n")
    command = [*PATIENT_COPY, "play", str(short), "--cues", "speakers", "--speed", "4"]
    environment = {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PULSE_SERVER": "none"}
    with Terminal(command, home, environment=environment) as terminal:
        terminal.wait_for_text("terminal bell, as the speakers")
        assert terminal.wait_for_exit() == 0
        assert len(terminal.bells()) > 5


def test_a_filter_may_be_typed_before_there_is_anything_to_see(home: Path) -> None:
    with Terminal([*PROGRAM, "--cues", "off"], home) as terminal:
        terminal.press("/hip")
        terminal.wait_for_text(" 30 of 38 routines")
        terminal.wait_for_text("enter show results")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "of 38 routines" not in terminal.text, "all of them")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
