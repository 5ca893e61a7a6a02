"""The readers of source see every import, and every kind of circle, in a small made-up house."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.imports import (
    Graph,
    import_graph,
    importers,
    module_circles,
    package_circles,
)

SOUND = {
    "__init__": "",
    "cellar/__init__": "",
    "cellar/coal": "import os\n",
    "cellar/wood": "from house.cellar.coal import os\n",
    "hall": "from house import cellar, attics\nimport householder.cellar\n",
    "roof/__init__": "from house.roof.slate import grey\nfrom house.hall import door\n",
    "roof/slate": "from house.cellar import wood\n",
}
"""A house without circles: the roof on the hall, the hall on the cellar."""


def house(folder: Path, modules: Mapping[str, str]) -> Graph:
    """The imports of a house that is built of these modules."""
    for name, source in modules.items():
        path = folder / "house" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return import_graph(folder / "house")


def test_every_module_is_there_with_what_it_imports(tmp_path: Path) -> None:
    assert house(tmp_path, SOUND) == {
        "house": frozenset(),
        "house.cellar": frozenset(),
        "house.cellar.coal": frozenset(),
        "house.cellar.wood": {"house.cellar.coal"},
        # What is no module is taken from the package; what is of another program is left out.
        "house.hall": {"house.cellar", "house"},
        "house.roof": {"house.roof.slate", "house.hall"},
        "house.roof.slate": {"house.cellar.wood"},
    }


def test_a_sound_house_has_no_circle(tmp_path: Path) -> None:
    graph = house(tmp_path, SOUND)
    assert module_circles(graph) == []
    assert package_circles(graph) == []


@pytest.mark.parametrize(
    "source",
    [
        "import house.roof.slate\n",
        "import os, house.roof.slate as top\n",
        "from house.roof.slate import grey\n",
        "from house.roof import slate\n",
        "from house.roof import (\n    eaves,\n    slate as grey,\n)\n",
        "from ..roof import slate\n",
        "from ..roof.slate import grey\n",
        "from .. import roof\nfrom ..roof import slate\n",
        "from house.roof.slate import *\n",
        "try:\n    import house.roof.slate\nexcept ImportError:\n    pass\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.roof import slate\n",
        "import sys\nif sys.gettrace():\n    pass\nelse:\n    import house.roof.slate\n",
        "def shovel():\n    from house.roof.slate import grey\n    return grey\n",
        "async def shovel():\n    def deeper():\n        import house.roof.slate\n",
        "class Coal:\n    from house.roof import slate\n",
    ],
)
def test_an_import_is_seen_wherever_and_however_it_is_written(tmp_path: Path, source: str) -> None:
    graph = house(tmp_path, {**SOUND, "cellar/coal": source})
    assert importers(graph, "house.roof.slate") == {"house.roof", "house.cellar.coal"}
    (circle,) = module_circles(graph)
    assert set(circle) >= {"house.cellar.coal", "house.cellar.wood", "house.roof.slate"}


@pytest.mark.parametrize(
    ("changed", "modules", "packages"),
    [
        pytest.param(
            {"cellar/coal": "import house.cellar.wood\n"},
            [("house.cellar.coal", "house.cellar.wood")],
            [("house.cellar.coal", "house.cellar.wood")],
            id="two modules of a package",
        ),
        pytest.param(
            {"cellar/coal": "import house.hall\n", "hall": "from house.cellar import wood\n"},
            [("house.cellar.coal", "house.cellar.wood", "house.hall")],
            [("house.cellar", "house.hall")],
            id="three modules",
        ),
        pytest.param(
            {
                "cellar/coal": "import house.roof.slate\n",
                "roof/slate": "",
                "roof/__init__": "import house.cellar.wood\n",
            },
            [],
            [("house.cellar", "house.roof")],
            id="two packages and no modules",
        ),
        pytest.param(
            {
                "roof/loft/__init__": "",
                "roof/loft/beam": "import house.roof.tiles.red\n",
                "roof/tiles/__init__": "",
                "roof/tiles/red": "",
                "roof/tiles/blue": "import house.roof.loft.beam\n",
            },
            [],
            [("house.roof.loft", "house.roof.tiles")],
            id="two packages deep inside",
        ),
        pytest.param(
            {
                "roof/__init__": "import house.hall\n",
                "hall": "import house.cellar.wood\n",
                "cellar/coal": "import house.roof.slate\n",
                "roof/slate": "",
            },
            [],
            [("house.cellar", "house.hall", "house.roof")],
            id="three packages",
        ),
        pytest.param(
            {"roof/slate": "from house.roof import grey\n"},
            [("house.roof", "house.roof.slate")],
            [],
            id="a package and a module in it",
        ),
        pytest.param(
            {"roof/__init__": "from .slate import grey\n", "roof/slate": "from . import grey\n"},
            [("house.roof", "house.roof.slate")],
            [],
            id="a package and a module in it, with dots",
        ),
        pytest.param(
            {
                "cellar/coal": "import house.cellar.wood\n",
                "garden/__init__": "",
                "garden/rose": "import house.garden.yew\n",
                "garden/yew": "import house.garden.rose\n",
            },
            [
                ("house.cellar.coal", "house.cellar.wood"),
                ("house.garden.rose", "house.garden.yew"),
            ],
            [
                ("house.cellar.coal", "house.cellar.wood"),
                ("house.garden.rose", "house.garden.yew"),
            ],
            id="two circles that have nothing in common",
        ),
    ],
)
def test_every_kind_of_circle_is_found(
    tmp_path: Path,
    changed: Mapping[str, str],
    modules: list[tuple[str, ...]],
    packages: list[tuple[str, ...]],
) -> None:
    graph = house(tmp_path, {**SOUND, **changed})
    assert module_circles(graph) == modules
    assert package_circles(graph) == packages
