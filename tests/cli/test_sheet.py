"""``sheet``: what is printed, where it goes, and what is refused."""

from __future__ import annotations

import base64
import builtins
import importlib.util
import io
import sys
from typing import TYPE_CHECKING, Any

import pytest
import weasyprint

from stretchtui.cli import sheet_pdf
from stretchtui.core.routines.code_text import PREFIX
from stretchtui.cues.extras import install_line
from tests.cli.line import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.cli.line import CommandLine

GROWING = """
format = 1
[[routine]]
id = "growing"
name = "Growing"
[[routine.step]]
name = "Reach up"
instructions = ["Reach."]
hold = { from = 20, to = 40, by = 10 }
"""


def piped(run: CommandLine, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """What a command prints into a pipe."""
    data = io.BytesIO()
    with io.TextIOWrapper(data, encoding="ascii") as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        done = run(*words)
        assert (done.status, done.err) == (0, "")
        stream.flush()
        return data.getvalue().decode()


def test_html_goes_into_a_pipe_or_a_file(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = piped(run, monkeypatch, "sheet", "hips")
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Hips</h1>" in page
    assert page.endswith("</html>\n")
    for name in ("hips.html", "hips.HTM"):
        assert run("sheet", "hips", "-o", str(tmp_path / name)) == (0, "", "")
        assert (tmp_path / name).read_text() == page


def test_on_a_terminal_a_file_is_asked_for(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    name = "five-for-lower-back"
    said = f"expected a file for the page: add -o {name}.html or -o {name}.pdf"
    assert run("sheet", "Five for the lower back").complaint == said


@pytest.mark.parametrize("name", ["hips", "hips.txt", "html", "hips.pdf.gz"])
def test_a_file_is_html_or_pdf_by_its_name(run: CommandLine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    said = f"{path}: expected a name that ends in .html or .pdf"
    assert run("sheet", "hips", "-o", str(path)).complaint == said
    assert not path.exists()


def test_what_is_there_is_replaced_only_if_that_is_wanted(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hips.html"
    path.write_text("before")
    said = f"{path} is there already: use --force to replace it"
    assert run("sheet", "hips", "-o", str(path)).complaint == said
    monkeypatch.setattr(sys, "stdin", Stream(True, "n\n"))
    with monkeypatch.context() as patched:
        patched.setattr(sys.stderr, "isatty", lambda: True)
        assert run("sheet", "hips", "-o", str(path)).status == 1
    assert path.read_text() == "before"
    assert run("sheet", "hips", "-o", str(path), "--force").status == 0
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_it_is_told_at_todays_level_or_at_another(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (path := tmp_path / "growing.toml").write_text(GROWING)
    page = piped(run, monkeypatch, "sheet", str(path))
    assert "20 seconds" in page
    assert "growing to 40 seconds" in page
    assert "at level 0 of 2" in page
    top = piped(run, monkeypatch, "sheet", str(path), "--level", "2")
    assert "40 seconds" in top
    assert "growing" not in top
    assert run("sheet", str(path), "--level", "3").complaint == "growing has levels 0 to 2"


def test_a_routine_without_steps_is_no_sheet(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text('format = 1\n[[routine]]\nid = "empty"\nname = "Empty"\n')
    assert run("sheet", str(path)).complaint == '"Empty" has no steps to print'


def test_weeks_begin_and_sides_come_as_they_are_set(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.home / "config").mkdir(parents=True)
    (run.home / "config" / "settings.toml").write_text(
        '[session]\nfirst_side = "right"\n[history]\nweek_start = "sunday"\n'
    )
    page = piped(run, monkeypatch, "sheet", "hips")
    assert "right side shown" in page
    assert "left side shown" not in page
    assert "<th>Sun</th><th>Mon</th>" in page


def test_a_routine_too_large_for_a_code_has_none(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert '<div class="code">' in piped(run, monkeypatch, "sheet", "full-body")
    lines = "".join(
        f'[[routine.step]]\nname = "Stretch {n}"\ninstructions = ["{hash(str(n) * 9):x} {n * n}"]\n'
        for n in range(300)
    )
    path = tmp_path / "large.toml"
    path.write_text(f'format = 1\n[[routine]]\nid = "large"\nname = "Large"\n{lines}')
    page = piped(run, monkeypatch, "sheet", str(path))
    assert '<div class="code">' not in page
    assert "stretchtui" not in page
    assert PREFIX not in page


def test_where_no_code_can_be_made_that_is_said_and_the_page_is_there(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("stretchtui.words.sheet.code.can_make_codes", lambda: False)
    path = tmp_path / "hips.html"
    done = run("sheet", "hips", "-o", str(path))
    said = f"the sheet has no code to scan: for one, {install_line('pdf')}"
    assert done == (0, "", f"stretchtui: {said}\n")
    assert '<div class="code">' not in path.read_text()


# PDF


@pytest.mark.parametrize(
    ("words", "locale", "size"),
    [
        ((), "de_DE.UTF-8", "A4"),
        ((), "en_US.UTF-8", "letter"),
        ((), "fr_CA@euro", "letter"),
        ((), "C.UTF-8", "A4"),
        (("--paper", "letter"), "de_DE.UTF-8", "letter"),
        (("--paper", "A4"), "en_US.UTF-8", "A4"),
    ],
)
def test_a_pdf_is_as_large_as_paper_is_there(
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: Sequence[str],
    locale: str,
    size: str,
) -> None:
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_PAPER", locale)
    monkeypatch.setattr(sheet_pdf, "pdf_of", str.encode)
    path = tmp_path / "six.pdf"
    assert run("sheet", "six-breaths", "-o", str(path), *words) == (0, "", "")
    assert f"size: {size};" in path.read_text()


DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""The smallest picture."""


def test_whatever_it_says_nothing_is_fetched_for_it(tmp_path: Path) -> None:
    (picture := tmp_path / "dot.png").write_bytes(DOT)
    html = f'<p>Hips</p><img src="{picture.as_uri()}">'
    plain = sheet_pdf.pdf_of("<p>Hips</p>")
    assert plain.startswith(b"%PDF-")
    assert abs(len(sheet_pdf.pdf_of(html)) - len(plain)) < 20
    assert len(weasyprint.HTML(string=html).write_pdf()) > len(plain) + 100


def test_without_what_makes_pdfs_it_is_said_what_to_install(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name != "weasyprint" or None)
    path = tmp_path / "hips.pdf"
    said = f"PDF needs extra packages: {install_line('pdf')}, "
    instead = "or use -o FILE.html and print it from a browser"
    assert run("sheet", "hips", "-o", str(path)).complaint == said + instead
    assert not path.exists()


def test_without_its_libraries_it_is_said_which_are_missing(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import_ = builtins.__import__

    def failing(name: str, *more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return import_(name, *more)

    monkeypatch.setattr(builtins, "__import__", failing)
    said = "PDF needs the library Pango (Debian: apt install libpangoft2-1.0-0), "
    instead = "or use -o FILE.html and print it from a browser"
    assert run("sheet", "hips", "-o", str(tmp_path / "x.pdf")).complaint == said + instead
