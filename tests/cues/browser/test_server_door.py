"""Whom the process that serves the page lets in, and what it tells everybody else."""

from __future__ import annotations

import asyncio
import socket

import pytest

from stretchtui.cues.browser.doorway import MOST_STRANGERS, PATIENCE_S
from stretchtui.cues.browser.server import NO_PAGE
from tests.cues.browser.serving import STREAM, Answer, Serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOCAL = ["localhost", "LocalHost", "127.0.0.1", "127.0.0.2", "[::1]"]
"""What this machine calls itself."""

NUMBERS = ["192.168.1.20", "10.0.0.9", "[fe80::1]", "0.0.0.0"]
"""What another one in the network may call it."""

STRANGE = [
    "",
    "evil.example",
    "localhost.evil.example",
    "evil.example#localhost",
    "localhost#",
    "localhost?",
    "localhost.",
    "user@localhost",
    "@localhost",
    "user:word@localhost",
    "localhost/",
    "localhost:",
    "localhost:x",
    "localhost:873300",
    "localhost:8733:8733",
    "local\thost",
    "localhost, evil.example",
    "::1",
    "[::1",
    "[localhost]",
    "[::1]evil.example",
    "http://localhost",
    "2130706433x",
    "öö",
]
"""What it is called by those who have a name of their own lead here, or who try something."""


def refused(answer: Answer, status: int) -> bool:
    """Whether somebody was refused, and told nothing more."""
    says = {name: answer.headers.get(name.lower()) for name in NO_PAGE}
    return (answer.status, answer.body, says) == (status, b"", NO_PAGE)


async def test_nobody_comes_in_without_the_key(serving: Serving) -> None:
    key = serving.key
    other = "A" if key[7] != "A" else "B"
    wrong = [
        *("/", "//", "", "*", "/ears.js", "/stream", f"/{key}", f"//{key}/", f"/x/{key}/"),
        *(f"/{key[:7]}{other}{key[8:]}/", f"/{key}A/", f"/{key[:-1]}/", f"/{key.swapcase()}/"),
        *(
            f"/{key} /",
            f"/ä{key}/",
            f"/%{ord(key[0]):02x}{key[1:]}/",
            f"/{key}%2f",
            f"/{key}?/",
        ),
        *(f"/./{key}/", f"/x/../{key}/", f"http://{serving.host}/{key}/", f"/%2e%2e/{key}/"),
    ]
    for path in wrong:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            answer = await serving.ask(path, method=method)
            # What is no request at all is told so.
            assert refused(answer, 404) or refused(answer, 400), (path, method, answer)
    for path in (f"/{key[:-1]}/stream", "/stream", f"/{key.lower()}x/stream"):
        assert refused(await serving.ask(path, *STREAM), 404)
    assert (await serving.ask()).status == 200


async def test_only_what_this_machine_is_called_opens_the_door(serving: Serving) -> None:
    for host in LOCAL:
        for port in ("", ":8733", ":1", f":{serving.port}"):
            assert (await serving.ask(host=f"{host}{port}")).status == 200, host
    for host in [*STRANGE, *NUMBERS, socket.gethostname()]:
        for port in ("", ":8733") if host in ("evil.example", *NUMBERS) else ("",):
            for path in (None, "/", f"/{serving.key}/stream"):
                answer = await serving.ask(path, host=f"{host}{port}")
                assert refused(answer, 403) or refused(answer, 400), (host, path, answer)


async def test_a_host_is_told_exactly_once(serving: Serving) -> None:
    page = f"GET /{serving.key}/ HTTP/1."
    twice = ["Host: localhost\r\nHost: evil.example", "Host: evil.example\r\nHost: localhost"]
    for hosts in [*twice, "Host: localhost\r\nhost: localhost"]:
        answer = await serving.send(f"{page}1\r\n{hosts}\r\nConnection: close\r\n\r\n".encode())
        assert refused(answer, 403) or refused(answer, 400), hosts
    for version in "01":
        answer = await serving.send(f"{page}{version}\r\nConnection: close\r\n\r\n".encode())
        assert refused(answer, 403) or refused(answer, 400), version


async def test_in_a_network_it_is_found_by_numbers_and_its_own_name() -> None:
    name = socket.gethostname().lower()
    async with Serving(listen="0.0.0.0") as serving:
        for host in [*LOCAL, *NUMBERS, name, f"{name.partition('.')[0]}.local"]:
            assert (await serving.ask(host=f"{host}:8733")).status == 200, host
        for host in [*STRANGE, f"{name}.evil.example", "other.local"]:
            answer = await serving.ask(host=host)
            assert refused(answer, 403) or refused(answer, 400), host
        assert refused(await serving.ask(f"/{serving.key[:-1]}/", host=name), 404)


async def test_only_the_page_itself_may_open_a_stream(serving: Serving) -> None:
    stream = f"/{serving.key}/stream"
    own = f"http://{serving.host}"
    strange = ["null", "", "http://evil.example", own.upper(), f"{own}/", own[:-1], f"{own}0"]
    secure = own.replace("http", "https")
    for origin in [*strange, secure, f"http://localhost:{serving.port}", f"{own} {own}"]:
        answer = await serving.ask(stream, *STREAM, f"Origin: {origin}")
        assert refused(answer, 403), origin
    assert refused(await serving.ask(stream, *STREAM), 403)
    assert refused(await serving.ask(stream, f"Origin: {own}"), 426)
    # A port is forwarded: it has another number there, in both.
    near = "localhost:9000"
    answer = await serving.ask(stream, *STREAM, f"Origin: http://{near}", host=near)
    assert answer.status == 101
    assert {name: answer.headers.get(name.lower()) for name in NO_PAGE} == NO_PAGE


async def test_only_what_asks_for_something_is_a_method(serving: Serving) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"):
        for path in (None, f"/{serving.key}/stream", f"/{serving.key}/nothing"):
            assert refused(await serving.ask(path, method=method), 405), (method, path)


async def test_what_is_no_request_is_told_so_and_nothing_more() -> None:
    async with Serving() as serving:
        page = f"GET /{serving.key}/".encode()
        host = b"Host: localhost\r\n"
        nonsense = [
            b"\r\n\r\nhello\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64) + b"\r\n\r\n",
            page + b" HTTP/9.9\r\n" + host + b"\r\n",
            page + b"\x00 HTTP/1.1\r\n" + host + b"\r\n",
            page + b" HTTP/1.1\r\n" + host + b"No colon\r\n\r\n",
            page + b" HTTP/1.1\r\n" + host + b"X: " + b"x" * 100_000 + b"\r\n\r\n",
            page + b" HTTP/1.1\r\n" + host + b"X: y\r\n" * 20_000 + b"\r\n",
            page + b"x" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
            page + b" HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
            page + b" HTTP/1.1\r\n" + host + b"Content-Length: x\r\n\r\n",
        ]
        for request in nonsense:
            answer = await serving.send(request)
            # Where more was on its way as it was closed, the answer is lost.
            cut_off = len(request) > 50_000 and answer.status == 0
            assert refused(answer, 400) or cut_off, request[:80]
        assert (await serving.ask()).status == 200
        assert await serving.end() == 0
    assert serving.complaints == b""
    assert [each["type"] for each in serving.told] == ["serving"]


async def test_what_is_sent_along_is_not_read(serving: Serving) -> None:
    for path in ("/", f"/{serving.key}/"):
        head = [
            f"POST {path} HTTP/1.1",
            "Host: localhost",
            "Content-Length: 1000000000",
            "",
            "",
        ]
        reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
        writer.write("\r\n".join(head).encode())
        # It is closed at once, though most of it is still to come.
        answer = Answer.of(await asyncio.wait_for(reader.read(), PATIENCE_S - 5))
        assert answer.status in (404, 405)
        writer.close()


async def test_those_who_only_stand_about_keep_no_page_out() -> None:
    async with Serving() as serving, serving.page() as page:
        strangers = []
        for number in range(3 * MOST_STRANGERS):
            reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: loc")
            strangers.append((reader, writer))
            if number % 40 == 0:
                assert (await serving.ask()).status == 200
        async with serving.page() as another:
            assert await another.lives()
        assert await page.lives()
        # The first had to go, and the last ones are left.
        reader, writer = strangers[0]
        assert await asyncio.wait_for(reader.read(), PATIENCE_S - 5) == b""
        reader, writer = strangers[-1]
        writer.write(b"alhost\r\nConnection: close\r\n\r\n")
        assert Answer.of(await asyncio.wait_for(reader.read(), PATIENCE_S - 5)).status == 404
        for _, writer in strangers:
            writer.close()


async def test_the_server_survives_all_that() -> None:
    async with Serving() as serving, serving.page() as page:
        for _ in range(50):
            _, writer = await asyncio.open_connection("127.0.0.1", serving.port)
            writer.write(f"GET /{serving.key}/ears.js HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            writer.transport.abort()
        assert await page.lives()
