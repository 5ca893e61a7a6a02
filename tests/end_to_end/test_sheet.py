"""Printed sheets: as many pages as were foreseen, nothing cut, and a code that can be scanned."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import main
from stretchtui.cli.exporting import as_toml
from stretchtui.core.routines.code_text import PREFIX, from_code
from stretchtui.core.routines.pace import Pace
from stretchtui.store import paths, routines
from stretchtui.words.sheet.content import sheet_of
from stretchtui.words.sheet.layout import A4, EITHER, LETTER, Paper, layout_of, pages_of
from tests.amounts import share_of
from tests.end_to_end.terminal import run
from tests.end_to_end.visits import chromium

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry

pytestmark = pytest.mark.once

OWN = """
format = 1
[[stretch]]
id = "sway"
name = "Sway"
instructions = ["Sway your hips, as far as they like."]
[[routine]]
id = "evening"
name = "Evening"
[[routine.step]]
stretch = "cat-cow"
[[routine.step]]
rounds = 3
rest = 20
[[routine.step.step]]
stretch = "sway"
breaths = 6
[[routine.step.step]]
stretch = "bridge"
reps = { from = 4, to = 10 }
"""

SHIPPED = ("six-breaths", "five-for-lower-back", "core-and-glutes", "hips")

LONG = "full-body"
"""The one with the longest code."""


def printed(home: Path, routine: str, name: str, *words: str) -> Path:
    """The sheet of a routine as a file."""
    path = home / name
    done = run("sheet", routine, "-o", str(path), "--force", *words, home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return path


def printed_here(routine: str, path: Path, *words: str) -> Path:
    """The same by this process: what makes PDFs is loaded once."""
    assert main(["sheet", routine, "-o", str(path), *words]) == 0
    return path


def scanned(picture: Path) -> list[str]:
    """The codes that are found in a picture, by a program that knows nothing of ours."""
    command = ["zbarimg", "--quiet", "--raw", str(picture)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.split()


def picture(pdf: Path, page: int, dots_per_inch: int = 200) -> Path:
    """A page of a PDF, as a scanner or a camera would see it."""
    only = ["-f", str(page), "-singlefile"]
    target = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(dots_per_inch), "-gray", "-png", *only, str(pdf), str(target)]
    subprocess.run(command, check=True)
    return target.with_suffix(".png")


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    facts = dict(line.split(":", 1) for line in told.stdout.splitlines())
    return int(facts["Pages"])


def shipped(routine: str) -> Entry:
    """A built-in routine."""
    return routines.read_library(paths.folders("/nowhere-of-sheets")).entries[routine]


def foreseen(routine: str, paper: Paper) -> int:
    """How many pages the layout of a built-in routine counts on."""
    sheet = sheet_of(shipped(routine), 0, Pace())
    return pages_of(sheet, layout_of(sheet, paper))


def taken_in(code: str, home: Path, routine: str) -> str:
    """A routine as it is exported where its code was imported."""
    done = run("import", code, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return run("export", routine, home=home).stdout


def test_the_code_on_a_printed_page_brings_the_routine_to_another_home(
    home: Path, tmp_path: Path
) -> None:
    (own := tmp_path / "evening.toml").write_text(OWN)
    assert run("import", str(own), home=home).returncode == 0
    here = run("export", "evening", home=home).stdout
    pdf = printed(home, "evening", "evening.pdf")
    assert pages(pdf) == 1
    (code,) = scanned(picture(pdf, 1))
    assert code.startswith(PREFIX)
    assert taken_in(code, tmp_path / "there", "evening") == here


@pytest.mark.parametrize("paper", share_of([A4, LETTER], 0))
def test_even_a_long_routine_has_the_pages_that_were_foreseen_and_a_code_that_can_be_scanned(
    home: Path, tmp_path: Path, paper: Paper
) -> None:
    pdf = printed(home, LONG, "long.pdf", "--paper", paper.css)
    assert pages(pdf) == foreseen(LONG, paper)
    (code,) = scanned(picture(pdf, pages(pdf)))
    done = run("import", code, home=tmp_path / "there")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "the code: nothing new\n  Full body is already here\n"


def test_a_pdf_has_as_many_pages_as_were_foreseen(tmp_path: Path) -> None:
    for turn, routine in enumerate(SHIPPED):
        for paper in share_of([A4, LETTER], turn):
            pdf = printed_here(
                routine, tmp_path / f"{routine}-{paper.css}.pdf", "--paper", paper.css
            )
            assert pages(pdf) == foreseen(routine, paper), pdf.name


def test_a_browser_prints_it_on_either_paper_and_asks_for_nothing(tmp_path: Path) -> None:
    with chromium() as browser:
        shown = browser.new_page()
        asked: list[str] = []
        complained: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("console", lambda message: complained.append(message.text))
        for routine in share_of((*SHIPPED, LONG), 0):
            path = printed_here(routine, tmp_path / f"{routine}.html")
            shown.set_viewport_size({"width": 1000, "height": 1200})
            shown.goto(path.as_uri())
            # From the screen the code can be scanned, too.
            shown.locator(".code").screenshot(path=tmp_path / "code.png")
            (code,) = scanned(tmp_path / "code.png")
            assert from_code(code) == as_toml([shipped(routine)], (), everything=False)
            for name in ("A4", "Letter"):
                pdf = tmp_path / "printed.pdf"
                shown.pdf(path=pdf, format=name, prefer_css_page_size=True)
                assert pages(pdf) <= foreseen(routine, EITHER), (routine, name)
            for width in (1000, 390):
                shown.set_viewport_size({"width": width, "height": 800})
                assert shown.evaluate("document.documentElement.scrollWidth") <= width, routine
            assert (asked, complained) == ([path.as_uri()], [])
            asked.clear()
