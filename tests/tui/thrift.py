"""Work of Textual's that is the same in every test, or that nobody looks at: a third of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from textual._compositor import Compositor
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

if TYPE_CHECKING:
    import pytest
    from textual.css.model import RuleSet
    from textual.css.styles import RulesMap
    from textual.dom import DOMNode
    from textual.strip import Strip

ORDERED = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE
"""What depends on more than a node and those around it."""

FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What else a node learns when its styles are looked up."""


def look_up_styles_once(patch: pytest.MonkeyPatch) -> None:
    """Keep which rules a node gets, by all that they depend on.

    That is the styles there are; and of the node and those around it their types, names and
    classes, and what happens to them. Textual itself keeps it while it goes over a screen.
    """
    apply = Stylesheet.apply
    # Rules that have been parsed stay, so none has the number of others.
    asked: dict[int, list[str]] = {}
    found: dict[Any, tuple[RulesMap, list[bool]]] = {}

    def asked_by(rules: list[RuleSet]) -> list[str]:
        if id(rules) not in asked:
            names = set[str]().union(*[rule.pseudo_classes for rule in rules])
            asked[id(rules)] = sorted(names - ORDERED)
        return asked[id(rules)]

    def key_of(node: DOMNode, names: list[str], kept: dict[Any, Any]) -> Any:
        key = kept.get(id(node))
        if key is None:
            above = node._parent
            checks: Any = node._PSEUDO_CLASSES
            key = kept[id(node)] = (
                None if above is None else key_of(above, names, kept),  # type: ignore[arg-type]
                node._css_type_names,
                node._id,
                frozenset(node._classes),
                tuple([name for name in names if name in checks and checks[name](node)]),
            )
        return key

    def apply_once(
        styles: Stylesheet,
        node: DOMNode,
        *,
        animate: bool = False,
        cache: dict[Any, Any] | None = None,
    ) -> None:
        rules = styles.rules
        key = id(rules), key_of(node, asked_by(rules), {} if cache is None else cache)
        known = found.get(key)
        if known is not None:
            given, flags = known
            for name, flag in zip(FLAGS, flags, strict=True):
                setattr(node, name, flag)
            if node._css_styles._rules == given:
                # To set what it has already would change nothing.
                node.notify_style_update()
            else:
                styles.replace_rules(node, given, animate=animate)
            styles._process_component_classes(node)
            return
        looked_up: dict[Any, RulesMap] = {}
        apply(styles, node, animate=animate, cache=looked_up)
        # Nothing, where it depends on more.
        for given in looked_up.values():
            found[key] = given, [getattr(node, name) for name in FLAGS]

    patch.setattr(Stylesheet, "apply", apply_once)


def paint_what_is_looked_at(patch: pytest.MonkeyPatch) -> None:
    """Paint a screen of an app without a terminal when somebody looks at it, and not each frame.

    It is also painted when a test first waits for it in some size, so that what is changed and not
    drawn anew is seen to be old, and as it is left, so that everything is painted once.
    """
    refresh, strips = Screen._compositor_refresh, Compositor.render_strips
    suspend, shutdown, pause = Screen._on_screen_suspend, App._shutdown, Pilot.pause
    behind = WeakSet[Screen[Any]]()
    begun = WeakKeyDictionary[Screen[Any], Size]()

    def refresh_later(screen: Screen[Any]) -> None:
        app = screen.app
        if app.is_headless and screen is app.screen:
            behind.add(screen)
            screen._dirty_widgets.clear()
            app._display(screen, None)
        else:
            refresh(screen)

    def paint(screen: Screen[Any]) -> None:
        if screen in behind:
            behind.discard(screen)
            begun[screen] = screen.size
            screen._compositor.render_update(screen_stack=screen.app._background_screens)

    async def wait(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        screen = pilot.app.screen
        if begun.get(screen) != screen.size:
            paint(screen)

    def look(compositor: Compositor, *arguments: Any) -> list[Strip]:
        if isinstance(compositor.root, Screen):
            paint(compositor.root)
        return strips(compositor, *arguments)

    def leave(screen: Screen[Any]) -> None:
        paint(screen)
        suspend(screen)

    async def close(app: App[Any]) -> None:
        if app.screen_stack and app._exception is None:
            paint(app.screen)
        await shutdown(app)

    patch.setattr(Screen, "_compositor_refresh", refresh_later)
    patch.setattr(Screen, "_on_screen_suspend", leave)
    patch.setattr(Compositor, "render_strips", look)
    patch.setattr(Pilot, "pause", wait)
    patch.setattr(App, "_shutdown", close)
