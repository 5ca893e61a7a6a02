"""Where things are kept: one folder on demand, the system's places otherwise."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from stretchtui.store import paths

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_home_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)


def test_a_home_puts_everything_under_one_folder(tmp_path: Path) -> None:
    found = paths.folders(str(tmp_path))
    assert found.config == tmp_path / "config"
    assert found.data == tmp_path / "data"
    assert found.routines == tmp_path / "config" / "routines"
    assert found.sounds == tmp_path / "config" / "sounds"


def test_the_variable_does_what_the_option_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.folders() == paths.folders(str(tmp_path))


def test_the_option_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "variable"))
    assert paths.folders(str(tmp_path / "option")).data == tmp_path / "option" / "data"


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    paths.folders(str(tmp_path / "new"))
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.folders("here").config == tmp_path / "here" / "config"


def test_a_tilde_is_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.folders("~/s").config == tmp_path / "s" / "config"


def test_the_tilde_of_nobody_is_a_name_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.folders("~nobody-of-that-name/s").config == (
        tmp_path / "~nobody-of-that-name" / "s" / "config"
    )


@pytest.mark.parametrize("home", [None, ""])
@pytest.mark.parametrize("variable", [None, ""])
def test_without_a_home_the_systems_places_are_used(
    home: str | None, variable: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable is not None:
        monkeypatch.setenv(paths.HOME_VARIABLE, variable)
    found = paths.folders(home)
    assert found.config == platformdirs.user_config_path("stretchtui", appauthor=False)
    assert found.data == platformdirs.user_data_path("stretchtui", appauthor=False)
    assert found.cache.parent == platformdirs.user_cache_path("stretchtui", appauthor=False)
    assert found.config.name == found.data.name == "stretchtui"


@pytest.mark.parametrize(
    ("platform", "config", "data", "cache"),
    [
        ("linux", ".config", ".local/share", ".cache"),
        ("freebsd14", ".config", ".local/share", ".cache"),
        ("darwin", *["Library/Application Support"] * 2, "Library/Caches"),
    ],
)
def test_each_system_has_its_places(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    config: str,
    data: str,
    cache: str,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", platform)
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", "as/seen/from/here")
    found = paths.folders()
    expected = [tmp_path / place / "stretchtui" for place in (config, data, cache)]
    assert [found.config, found.data, found.cache.parent] == expected
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    assert paths.folders() == found._replace(data=tmp_path / "mine" / "stretchtui")


def test_without_any_place_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "here")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(FileNotFoundError, match="no home folder: set HOME or XDG_CONFIG_HOME"):
        paths.folders()


def paths_inside(package: Path) -> Any:
    """The module as it would be in a package that stands elsewhere."""
    copy = package / "store" / "paths.py"
    copy.parent.mkdir(parents=True)
    shutil.copy(paths.__file__, copy)
    spec = importlib.util.spec_from_file_location("paths_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_this_checkout_has_the_library_and_the_sounds() -> None:
    assert (paths.shipped() / "routines.toml").is_file()
    assert (paths.shipped() / "sounds" / "hold.wav").is_file()
    assert paths.shipped() == TOP


def test_in_a_checkout_they_stand_beside_the_package(tmp_path: Path) -> None:
    (tmp_path / "routines.toml").touch()
    found = paths_inside(tmp_path / "stretchtui").shipped()
    assert found == tmp_path.resolve()


def test_in_a_wheel_they_stand_inside_the_package(tmp_path: Path) -> None:
    data = tmp_path / "site-packages" / "stretchtui" / "data"
    data.mkdir(parents=True)
    (data / "routines.toml").touch()
    assert paths_inside(tmp_path / "site-packages" / "stretchtui").shipped() == data.resolve()


def test_a_stray_folder_called_data_in_a_checkout_is_not_taken_for_a_wheel(
    tmp_path: Path,
) -> None:
    (tmp_path / "stretchtui" / "data").mkdir(parents=True)
    assert paths_inside(tmp_path / "stretchtui").shipped() == tmp_path.resolve()


def test_a_link_to_the_package_leads_to_the_checkout(tmp_path: Path) -> None:
    module = paths_inside(tmp_path / "checkout" / "stretchtui")
    link = tmp_path / "site-packages"
    link.symlink_to(tmp_path / "checkout", target_is_directory=True)
    module.__file__ = str(link / "stretchtui" / "store" / "paths.py")
    assert module.shipped() == (tmp_path / "checkout").resolve()


def test_a_home_as_seen_from_a_folder_that_is_gone_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileNotFoundError, match="the current folder is gone"):
        paths.folders("here")
    assert paths.folders("/there").config == Path("/there/config")
