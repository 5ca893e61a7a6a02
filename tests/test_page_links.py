"""Every page can be reached, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.index_page import index_page
from stretchtui.store import paths, routines
from tests.pages import PAGES, ROOT, Link, anchors, links

INDEX = ROOT / "docs" / "README.md"


def missing(link: Link) -> str:
    """What a link leads to that is not there; empty if it is."""
    if link.to.startswith("https://"):
        return "" if re.fullmatch(r"https://[\w.-]+\.\w+(/[\w./#?=%-]*)?", link.to) else link.to
    name, _, anchor = link.to.partition("#")
    path = (link.page.parent / name).resolve() if name else link.page
    if not path.exists() or not path.is_relative_to(ROOT):
        return link.to
    return link.to if anchor and anchor not in anchors(path) else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [each.to for each in links(page) if missing(each)] == []


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    for to in ("nowhere.md", "sound.md#nowhere", "#nowhere", "https://", "../../etc/passwd"):
        assert missing(Link(ROOT / "docs" / "faq.md", "x", to)) == to


def test_the_index_has_every_page_and_picture_sheet() -> None:
    listed = {(INDEX.parent / each.to.partition("#")[0]).resolve() for each in links(INDEX)}
    assert set(PAGES) - {INDEX, ROOT / "README.md"} <= listed


def test_every_page_is_reached_from_the_readme() -> None:
    reached, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        found = ((page.parent / each.to.partition("#")[0]).resolve() for each in links(page))
        ahead += [each for each in found if each.suffix == ".md" and each not in reached]
    assert reached == set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pictures_say_what_they_show(page: Path) -> None:
    for words, to in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert len(words.split()) >= 2, to


def test_a_package_index_is_shown_nothing_that_it_does_not_have() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = index_page(readme)
    assert "](docs/" in readme
    assert re.findall(r"\]\((?!https://)", page) == []
    assert "Leads you through stretching routines" in page
    assert "stretchtui paths docs" in page
    assert "\n\n\n" not in page.replace("```\n\n\n", "")


def test_what_the_readme_counts_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    library = routines.read_library(paths.folders("/nowhere"))
    lengths = [each.total() / 60 for each in library.entries.values()]
    found = re.search(r"(\d+) routines of (\d+) to (\d+) minutes, made of a hundred", text)
    assert found
    assert [int(each) for each in found.groups()] == [
        len(lengths),
        round(min(lengths)),
        round(max(lengths)),
    ]
    assert len(library.stretches) == 100
