"""The form of a stretch of the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.model import Sides, Stretch
from stretchtui.core.routines.own_stretch import figure_kind, instead_kind, reform
from stretchtui.core.routines.patterns import BREATH, TEMPO_S, brief, spelled
from stretchtui.core.routines.ramps import DEFAULT_HOLD_S
from stretchtui.tui.dialogs.fields import ChoiceField, Field, LineField
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.tui.dialogs.lines_field import LinesField
from stretchtui.tui.dialogs.several_field import SeveralField
from stretchtui.words.conditions import CONDITION_WORDS
from stretchtui.words.step import SIDES_WORDS

if TYPE_CHECKING:
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft


def stretch_form(
    stretch: Stretch,
    title: str,
    stretches: Iterable[Stretch],
    look: Look,
    keep: Callable[[Stretch], None],
    draft: FormDraft,
) -> Form:
    """The form of a stretch.

    Args:
        stretch: What it is at first.
        title: What stands over the form.
        stretches: All there are, to look like.
        look: How the program looks.
        keep: Takes it as it shall be; raises ``Wrong`` if it cannot be kept.
        draft: Keeps what is typed.
    """
    stretches = tuple(stretches)
    figure, instead = figure_kind(stretches), instead_kind(stretches)

    def take(values: Values) -> None:
        keep(reform(stretch, **values))

    def comes_to(values: Values) -> str:
        then = reform(stretch, **values)
        return f"looks like {figure.write(then.figure)}" if then.figure is not None else ""

    def line(field: str, label: str, hint: str = "", *, long: bool = True) -> LineField:
        return LineField(field, label, getattr(stretch, field), hint, long=long)

    fields: list[Field] = [
        line("name", "name"),
        LinesField("instructions", "how to", stretch.instructions),
        line("targets", "for", "parts of the body, with commas"),
        line("position", "position", "like: on your back"),
        line("needs", "needs", "like: strap, wall"),
        ChoiceField(
            "sides",
            "sides",
            stretch.sides,
            [(each, SIDES_WORDS[each]) for each in Sides],
            look.glyphs,
        ),
        line("hold", "hold", f"default {write_seconds(DEFAULT_HOLD_S)}", long=False),
        line("breaths", "breaths", "instead of hold", long=False),
        line("reps", "reps", "instead of hold", long=False),
        line("tempo", "tempo", f"default {TEMPO_S} s", long=False),
        line("contract", "push", "none", long=False),
        line("breath", "breath", f"default {spelled(brief(BREATH))}", long=False),
        line("setup", "set up", "default 8 s", long=False),
        line("change", "change", "as in settings", long=False),
        line("easier", "easier", "an easier variant"),
        line("caution", "caution", "when to stop"),
        SeveralField(
            "avoid",
            "avoid",
            stretch.avoid,
            list(CONDITION_WORDS.items()),
            "nobody has to",
            look.glyphs,
        ),
        LineField(
            "instead", "instead", stretch.instead, "what takes its place", long=True, kind=instead
        ),
        line("finish", "finish", "how to come out of it"),
        LineField("figure", "figure", stretch.figure, figure.hint, long=True, kind=figure),
    ]
    return Form(
        title,
        fields,
        look,
        take,
        comes_to=comes_to,
        one_of=("hold", "breaths", "reps"),
        draft=draft,
    )
