"""What is typed in a form: kept whole, sealed, and never put back damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.store.files import Unreadable
from stretchtui.store.form_drafts import FormFile, TypedForm, drop, read, write
from stretchtui.store.paths import Folders, folders
from stretchtui.store.sealing import seal
from stretchtui.store.writing import NotSaved
from tests.odd import mode


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    return folders(str(tmp_path / "home"))


def test_what_is_typed_comes_back_until_it_is_taken(home: Folders) -> None:
    form = FormFile(home, "session 7")
    assert form.left() == {}
    form.keep({"note": "stiff, 膝"})
    (path,) = (home.data / "drafts").iterdir()
    assert (path.name, mode(path)) == ("session-7.form", 0o600)
    assert FormFile(home, "session 7").left() == {"note": "stiff, 膝"}
    form.keep({})
    assert not path.exists()
    form.drop()


def test_form_of_the_same_file_name_is_another_form(home: Folders) -> None:
    FormFile(home, "session 7").keep({"note": "stiff"})
    assert FormFile(home, "session-7").left() == {}


@pytest.mark.parametrize("damage", [b"# 00\n{}", seal(b"{"), seal(b"[]"), seal(b"\xff")])
def test_what_was_damaged_is_not_put_back(home: Folders, damage: bytes) -> None:
    form = FormFile(home, "one")
    form.keep({"note": "stiff"})
    (path,) = (home.data / "drafts").iterdir()
    path.write_bytes(damage)
    assert form.left() == {}
    with pytest.raises(Unreadable):
        read(path)


def test_what_cannot_be_kept_is_said(home: Folders) -> None:
    home.data.mkdir(parents=True)
    (home.data / "drafts").write_text("in the way")
    with pytest.raises(NotSaved, match="what you typed was not kept: expected a folder"):
        write(home.data / "drafts" / "one.form", TypedForm("one", {"name": "x"}))
    drop(home.data / "drafts" / "one.form")
