"""What a package index shows of the program, made of ``README.md`` when the package is built.

An index has neither the pictures nor the pages that stand beside it, so a picture is left out
there, and of a link to a page its words stay. Both come with every installation, which stands in
the place of the list of pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hatchling.metadata.plugin.interface import MetadataHookInterface
else:
    try:
        from hatchling.metadata.plugin.interface import MetadataHookInterface
    except ImportError:  # whoever only wants to see the page
        MetadataHookInterface = object

_PICTURE = re.compile(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n+", re.M)
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:)[^)]*\)")


_PAGES = """
## More

All pages about it come with the program: `stretchtui paths docs` prints the folder they are in.
"""


def index_page(readme: str) -> str:
    """The text of a README without what an index does not have."""
    text = readme.partition("\n## More\n")[0] + _PAGES
    return _LINK.sub(r"\1", _PICTURE.sub("", text))


class IndexPage(MetadataHookInterface):  # type: ignore[misc, unused-ignore]
    """Gives the page to whoever builds the package."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the page to the package's metadata."""
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        page = {"content-type": "text/markdown", "text": index_page(readme)}
        metadata["readme"] = page
