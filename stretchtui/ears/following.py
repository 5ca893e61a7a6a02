"""Has the pages follow what is played, from when there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.ears.publisher import Publisher
    from stretchtui.playing.player import SessionPlayer


def keep_told(player: SessionPlayer) -> None:
    """Keep the pages told of what a player plays, as long as pages are served."""
    link = player.audio.browser.link
    telling: list[Publisher] = []

    def follow() -> None:
        while telling:
            telling.pop().close()
        if link.value is not None:
            # Few have cues go there: it is imported only for them.
            from stretchtui.ears.publisher import Publisher

            telling.append(Publisher(player, link.value))

    link.watch(lambda before: follow())
    follow()
