"""What can be fetched from the process that serves the page."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.browser import wares
from stretchtui.cues.browser.server import HEADERS, POLICY
from stretchtui.cues.sounds import load
from tests.cues.browser.serving import SOUNDS, Serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = Path(wares.__file__).with_name("page")
LINE = "0123456789abcdef" * 2

NOTHING = [
    "line/../secret.wav",
    "line/..%2fsecret.wav",
    "line/%2e%2e/secret.wav",
    "line/.wav",
    "line//secret.wav",
    f"line/{LINE}",
    f"line/{LINE.upper()}.wav",
    f"line/{LINE}.wav/",
    f"line/{LINE}.wav%00",
    f"line/{LINE[1:]}.wav",
    "line/secret.wav",
    "sound/secret.wav",
    "sound/../secret.wav",
    "sound/HOLD.wav",
    "sound/hold.WAV",
    "sound/hold",
    "sound/hold.wav/",
    "../secret.wav",
    "ears.html",
    "ears.js/",
    "%65ars.js",
    "page/ears.js",
    "server.py",
    "favicon.ico",
    "stream/",
]
"""Behind the key, too, there is nothing that can be called so."""


async def fetched(serving: Serving, asked: str) -> tuple[int, bytes, str]:
    """What a browser gets: the status, the body, and what it is."""
    async with ClientSession() as session, session.get(serving.url(asked)) as answer:
        host = f" ws://{serving.host}" if answer.status == 200 else ""
        says = {**HEADERS, "Content-Security-Policy": POLICY.replace(" ws://{host}", host)}
        assert {name: answer.headers[name] for name in says} == says
        return answer.status, await answer.read(), answer.headers.get("Content-Type", "")


async def test_the_page_is_there_for_all_that_belongs_to_it(serving: Serving) -> None:
    for asked, (name, kind) in wares.PAGE.items():
        file = (PAGE / name).read_bytes()
        assert await fetched(serving, asked) == (200, file, f"{kind}; charset=utf-8")
        packed = await serving.ask(f"/{serving.key}/{asked}", "Accept-Encoding: gzip")
        if kind.startswith("text/"):
            assert packed.headers["content-encoding"] == "gzip"
            assert gzip.decompress(packed.body) == file
        else:
            assert packed.body == file


async def test_what_follows_a_question_mark_means_nothing(serving: Serving) -> None:
    assert (await serving.ask(f"/{serving.key}/?from=my-notes")).status == 200


@pytest.mark.parametrize("volume", [100, 40])
async def test_every_cue_is_there_as_loud_as_it_is_set(volume: int) -> None:
    async with Serving(volume=volume) as serving:
        for name in CueName:
            shipped = load(SOUNDS / f"{name}.wav").at_volume(volume).wav()
            assert await fetched(serving, f"sound/{name}.wav") == (200, shipped, "audio/wav")


async def test_what_is_set_while_it_is_served_counts_from_then_on() -> None:
    async with Serving(volume=100) as serving, serving.page() as page:
        said = serving.say("sounds", volume=25)
        assert await page.hears_of("sounds") == said
        quieter = load(SOUNDS / "hold.wav").at_volume(25).wav()
        assert (await fetched(serving, "sound/hold.wav"))[1] == quieter


async def test_the_persons_own_sound_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    shutil.copy(SOUNDS / "finish.wav", tmp_path / "hold.wav")
    (tmp_path / "rest.wav").write_text("no sound at all")
    async with Serving(sounds=[tmp_path, SOUNDS]) as serving:
        for asked, file in [("hold", "finish"), ("rest", "rest")]:
            sound = load(SOUNDS / f"{file}.wav").wav()
            assert (await fetched(serving, f"sound/{asked}.wav"))[1] == sound


async def test_silence_is_silent(serving: Serving, tmp_path: Path) -> None:
    _, body, _ = await fetched(serving, "sound/silence.wav")
    (tmp_path / "silence.wav").write_bytes(body)
    silence = load(tmp_path / "silence.wav", 60)
    assert silence.seconds >= 1
    assert not any(silence.samples)


async def test_a_line_is_there_once_it_is_rendered(tmp_path: Path) -> None:
    lines = tmp_path / "voice"
    async with Serving(lines, volume=50) as serving:
        assert await fetched(serving, f"line/{LINE}.wav") == (404, b"", "")
        lines.mkdir()
        shutil.copy(SOUNDS / "ready.wav", lines / f"{LINE}.wav")
        said = load(SOUNDS / "ready.wav").at_volume(50).wav()
        assert await fetched(serving, f"line/{LINE}.wav") == (200, said, "audio/wav")
        (lines / f"{LINE}.wav").write_bytes(b"RIFF, and then nothing")
        assert (await fetched(serving, f"line/{LINE}.wav"))[0] == 404


async def test_nothing_else_is_there(tmp_path: Path) -> None:
    lines = tmp_path / "voice"
    lines.mkdir()
    for place in (lines, tmp_path):
        shutil.copy(SOUNDS / "ready.wav", place / "secret.wav")
    shutil.copy(SOUNDS / "ready.wav", lines / f"{LINE}.wav")
    async with Serving(lines) as serving:
        answers = {each: await serving.ask(f"/{serving.key}/{each}") for each in NOTHING}
    assert {each: (a.status, a.body) for each, a in answers.items()} == dict.fromkeys(
        NOTHING, (404, b"")
    )


async def test_head_tells_what_would_come(serving: Serving) -> None:
    whole = await serving.ask(f"/{serving.key}/sound/hold.wav")
    head = await serving.ask(f"/{serving.key}/sound/hold.wav", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert int(whole.headers["content-length"]) == len(whole.body)
