"""The form of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import clock
from stretchtui.core.routines import entry
from stretchtui.core.routines.edit import change
from stretchtui.core.routines.model import Sides, Step, Stretch, stretch_of
from stretchtui.core.routines.patterns import BREATH, TEMPO_S, brief, spelled
from stretchtui.core.routines.ramps import ask
from stretchtui.tui.dialogs.fields import ChoiceField, Field, LineField, LinesField
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.words.step import SIDES_WORDS, dose_words, step_lengths, step_words

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Do, Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs

YES_NO = ((False, "no"), (True, "until I press a key"))


def step_form(editor: Editor, look: Look, do: Do) -> Form:
    """The form of the chosen step.

    Args:
        editor: What is made; it has steps.
        look: How the program looks.
        do: Carries the change out.
    """
    draft, stretches, glyphs = editor.now, editor.stretches, look.glyphs
    step = draft.step
    assert step is not None
    try:
        stretch = stretch_of(step, stretches)
    except KeyError:
        stretch = Stretch(id="lost", name=str(step.stretch))

    def keep(values: Values) -> None:
        do(lambda draft: change(draft, **values))

    def comes_to(values: Values) -> str:
        then = change(draft, **values)
        assert then.step is not None
        words = dose_words(step_words(then.step, stretches, glyphs), glyphs)
        length = step_lengths(then.routine, stretches, look.pace)[then.cursor]
        return f"{clock(length)} in all: {words}"

    number = f"step {draft.cursor + 1} of {len(draft.routine.steps)}"
    return Form(
        f"{stretch.name} {glyphs.dot} {number}",
        fields_of(step, stretch, glyphs),
        look,
        keep,
        comes_to=comes_to,
        one_of=("hold", "breaths", "reps"),
        begin="hold",
    )


def fields_of(step: Step, stretch: Stretch, glyphs: Glyphs) -> list[Field]:
    """The fields of a step; those that are left empty are as the stretch has them."""
    asked = ask(Step(stretch=step.stretch), stretch)
    own = step.stretch is None
    sides = f"default: {SIDES_WORDS[stretch.sides]}"
    fields: list[Field] = []
    if own:
        name = LineField("name", "name", step.name, long=True)
        fields += [name, LinesField("instructions", "how to", step.instructions)]
    amounts = {"hold": asked.hold, "breaths": asked.breaths, "reps": asked.reps}
    usual = next(each for each in amounts if amounts[each])
    for each, amount in amounts.items():
        words = f"default {entry.write(each, amount)}" if amount else f"instead of {usual}"
        fields.append(LineField(each, each, getattr(step, each), words))
    fields += [
        LineField("tempo", "tempo", step.tempo, _usual("tempo", stretch, f"{TEMPO_S} s")),
        ChoiceField(
            "sides",
            "sides",
            step.sides,
            [(None, sides), *((each, SIDES_WORDS[each]) for each in Sides)],
            glyphs,
        ),
        LineField("times", "sets", step.times, "1"),
        LineField("rest", "rest", step.rest, "none"),
        ChoiceField("wait", "wait", step.wait, YES_NO, glyphs),
        LineField("contract", "push first", step.contract, _usual("contract", stretch, "none")),
        LineField(
            "breath", "breath", step.breath, _usual("breath", stretch, spelled(brief(BREATH)))
        ),
    ]
    return fields


def _usual(field: str, stretch: Stretch, otherwise: str) -> str:
    """What a field that is left empty comes to."""
    value = getattr(stretch, field)
    return f"default {entry.write(field, value) if value is not None else otherwise}"
