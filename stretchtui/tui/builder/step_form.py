"""The form of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import clock
from stretchtui.core.routines import entry
from stretchtui.core.routines.edit import change
from stretchtui.core.routines.model import Ramp, Sides, Step, Stretch, stretch_of
from stretchtui.core.routines.patterns import BREATH, TEMPO_S, brief, spelled
from stretchtui.core.routines.ramps import ask
from stretchtui.core.routines.typed_lines import GROWS_BY
from stretchtui.tui.builder.adding import range_prompt
from stretchtui.tui.dialogs.fields import ChoiceField, Field, LineField
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.tui.dialogs.lines_field import LinesField
from stretchtui.words.step import SIDES_WORDS, dose_words, step_lengths, step_words

if TYPE_CHECKING:
    from stretchtui.tui.builder.editor import Do, Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft
    from stretchtui.tui.dialogs.prompts import ChoicePrompt
    from stretchtui.words.glyphs import Glyphs

YES_NO = ((False, "no"), (True, "until I press a key"))


def step_form(editor: Editor, look: Look, do: Do, draft: FormDraft) -> Form:
    """The form of the chosen step.

    Args:
        editor: What is made; it has steps.
        look: How the program looks.
        do: Carries the change out.
        draft: Keeps what is typed.
    """
    now, stretches, glyphs = editor.now, editor.stretches, look.glyphs
    step = now.step
    assert step is not None
    try:
        stretch = stretch_of(step, stretches)
    except KeyError:
        stretch = Stretch(id="lost", name=str(step.stretch))

    def keep(values: Values) -> None:
        do(lambda draft: change(draft, **values))

    def comes_to(values: Values) -> str:
        then = change(now, **values)
        assert then.step is not None
        words = dose_words(step_words(then.step, stretches, glyphs), glyphs)
        length = step_lengths(then.routine, stretches, look.pace)[then.rows[then.cursor].entry]
        return f"{clock(length)} in all: {words}"

    number = f"step {now.first_step + 1} of {len(now.routine.single_steps)}"
    return Form(
        f"{stretch.name} {glyphs.dot} {number}",
        fields_of(step, stretch, glyphs),
        look,
        keep,
        comes_to=comes_to,
        one_of=("hold", "breaths", "reps"),
        begin="hold",
        draft=draft,
        saves=True,
        doubt=lambda field: in_doubt(field, look),
    )


def in_doubt(field: Field, look: Look) -> ChoicePrompt | None:
    """What asks whether a quantity like ``30-60`` is a range to choose from, or is to grow."""
    value = field.value() if field.field in GROWS_BY else None
    words = field.text.lower()
    if not isinstance(value, Ramp) or "by" in words or "every" in words:
        return None
    return range_prompt((field.field, value.start, value.to), field.label, look, typed=True)


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
        LineField("contract", "push", step.contract, _usual("contract", stretch, "none")),
        LineField(
            "breath", "breath", step.breath, _usual("breath", stretch, spelled(brief(BREATH)))
        ),
    ]
    return fields


def _usual(field: str, stretch: Stretch, otherwise: str) -> str:
    """What a field that is left empty comes to."""
    value = getattr(stretch, field)
    return f"default {entry.write(field, value) if value is not None else otherwise}"
