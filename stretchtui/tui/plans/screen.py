"""Plans: the one that is followed, week by week, and those that could be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.containers import Container, Vertical
from textual.widgets import Static

from stretchtui.core.duration import about_minutes
from stretchtui.core.making.choosing import Past
from stretchtui.core.planning.following import Following
from stretchtui.core.planning.schedule import schedule
from stretchtui.core.planning.suggestion import Followed, entry_of, place_of
from stretchtui.playing.plans import maker
from stretchtui.store.writing import NotSaved
from stretchtui.tui.commands.plans import PLANS_COMMANDS
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.plans.plan_calendar import PlanCalendar, PlanShown
from stretchtui.tui.plans.plan_list import PlanList
from stretchtui.tui.plans.stopping import STOP, stopping
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.words.planning import following_next, size, standing

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.training_plan import PlanPart
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.playing.plans import Plans
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command

WIDE_FROM = 100
"""From this width on the calendar stands beside the list."""

TALL_FROM = 20
"""From this height on there is room for more than the weeks."""


class PlansScreen(CommandScreen["Entry"]):
    """Plans; gives the routine to play, if a session is to be started.

    Args:
        look: How the program looks.
        files: The library.
        journal: The sessions so far.
        plans: Knows which plan is followed.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = PLANS_COMMANDS
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (WIDE_FROM, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-flat"),
        (TALL_FROM, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in PLANS_COMMANDS]

    def __init__(self, look: Look, files: LibraryFiles, journal: JournalView, plans: Plans) -> None:
        super().__init__(look)
        self._files = files
        self._journal = journal
        self._plans = plans
        self._make = maker(
            lambda: files.library,
            lambda: look.pace,
            lambda: look.settings.value.care.leave_out,
        )
        self._followed: Followed | None = plans.followed()
        self._sum = Static(id="sum", markup=False)
        self._list = PlanList(look.glyphs)
        self._list.add_class("-active")
        self._about = Static(id="about", markup=False)
        self._facts = Static(id="facts", markup=False)
        self._next = Static(id="next", markup=False)
        self._calendar = PlanCalendar(look.glyphs)
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """The plans, and the chosen one week by week."""
        with Container(id="head"):
            yield Static("Plans", id="name", markup=False)
            yield self._sum
        with Container(id="body"):
            yield self._list
            with Vertical(id="details"):
                yield self._about
                yield self._facts
                yield self._next
                yield self._calendar
        yield self._keys

    def on_mount(self) -> None:
        """Show what there is, and follow what changes."""
        self.set_focus(self._list)
        self.follow(self._journal.known, lambda before: self._show())
        self.follow(self.look.settings, lambda before: self._show())
        self._show(self._followed.plan.id if self._followed else None)
        self.watch(self._list, "chosen", lambda: self._show_chosen(), init=False)
        if self._plans.fault:
            self.notify(self._plans.fault, severity="warning", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for more words, or for fewer."""
        self.call_after_refresh(self._show_chosen)

    # Showing

    @property
    def _is_chosen(self) -> bool:
        """Whether the chosen plan is the one that is followed."""
        plan = self._list.plan
        return plan is not None and self._followed is not None and plan.id == self._followed.plan.id

    def _schedule(self) -> Schedule | None:
        """How the chosen plan goes, or would go if it were started today."""
        plan, today = self._list.plan, self._journal.now
        if plan is None:
            return None
        if self._followed is not None and self._is_chosen:
            return self._followed.schedule(self._journal.records, today)
        return schedule(plan, Following(plan=plan.id, started=today.day), (), today)

    def _show(self, chosen: str | None = None) -> None:
        """Show which plans there are by now."""
        followed = self._followed.plan.id if self._followed else ""
        self._list.show_plans(self._plans.all, followed, chosen)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the chosen plan."""
        plan, found, today = self._list.plan, self._schedule(), self._journal.now
        self._show_keys()
        if plan is None or found is None:
            self._calendar.shown = None
            return
        glyphs = self.look.glyphs
        self._about.update("\n".join(filter(None, (plan.about, plan.caution))))
        self._about.set_class(not (plan.about or plan.caution), "-none")
        self._calendar.shown = PlanShown(found, today, self._name_of)
        words = f"Enter starts it today {glyphs.dot} {size(plan, glyphs)}"
        next_ = ""
        if self._followed is not None and self._is_chosen:
            full, short = (
                standing(found, self._followed.following, glyphs, short=short)
                for short in (False, True)
            )
            words = full if cell_len(full) <= self._facts.size.width else short
            next_ = following_next(found, self._waiting(found), today.day)
        self._facts.update(words)
        self._next.update(next_)
        self._next.set_class(not next_, "-none")
        self._facts.set_class(not next_, "-alone")

    def _name_of(self, part: PlanPart) -> str:
        """What is done in a part of a plan, in words."""
        if part.make is not None:
            return part.make
        return self._files.for_person.entries[part.routine or ""].routine.name

    def _waiting(self, found: Schedule) -> str:
        """``Five for the lower back, 6 min``: what is done next."""
        if found.waiting is None:
            return ""
        name, entry = self._name_of(found.waiting.part), self._entry(found)
        if entry is None:
            return name
        return f"{name}, {about_minutes(entry.total(self.look.pace, self._journal.level(entry)))}"

    def _entry(self, found: Schedule) -> Entry | None:
        """The routine that is done next; None if there is none."""
        waiting, advice = found.waiting, self._journal.advice
        if waiting is None:
            return None
        if advice is not None and advice.plan == place_of(found.plan, waiting):
            return advice.entry
        past = Past(hurting=self._journal.hurting)
        return entry_of(waiting, self._files.for_person.entries, self._make, past)

    def _show_keys(self) -> None:
        self._keys.keys = tuple(
            (self.look.key(each), self._label(each), each.action, True)
            for each in PLANS_COMMANDS
            if each.label and self.does_something(each)
        )

    def _label(self, command: Command) -> str:
        """What a key does to the chosen plan."""
        if command.action == "go":
            return "start session" if self._is_chosen else "start plan"
        is_paused = self._followed is not None and self._followed.following.is_paused
        return "resume" if command.action == "pause" and is_paused else command.label

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        match action:
            case "go":
                found = self._schedule()
                return (found is not None and found.waiting is not None) or None
            case "pause":
                found = self._schedule()
                return (self._is_chosen and found is not None and not found.is_over) or None
            case "stop":
                return self._is_chosen or None
        return super().check_action(action, parameters)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another plan."""
        self._list.action_move(by, unit)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            self.action_go()
        else:
            self._list.chosen = event.place

    def action_go(self) -> None:
        """Start the plan, or the next session of the one that is followed."""
        found = self._schedule()
        if found is None or found.waiting is None:
            return
        if not self._is_chosen:
            self._start(found)
            return
        entry = self._entry(found)
        if entry is None:
            name = self._name_of(found.waiting.part)
            self.notify(f"No routine can be made: {name}.", severity="warning", markup=False)
        else:
            self.dismiss(entry)

    def _start(self, found: Schedule) -> None:
        before = self._followed

        def start() -> None:
            self._keep(lambda: self._plans.start(found.plan, self._journal.now.day))

        if before is None or before.schedule(self._journal.records, self._journal.now).is_over:
            start()
        else:
            self._ask(before.plan.name, f"{found.plan.name} takes its place.", start)

    def action_pause(self) -> None:
        """Pause the plan, or resume it."""
        if self._followed is not None:
            change = self._plans.pause
            if self._followed.following.is_paused:
                change = self._plans.resume
            self._keep(lambda: change(self._journal.now.day))

    def action_stop(self) -> None:
        """Stop following the plan, if that is what is wanted."""
        if self._followed is not None:
            name, why = self._followed.plan.name, "Your sessions stay in your history."
            self._ask(name, why, lambda: self._keep(self._plans.stop))

    def _ask(self, name: str, why: str, then: Callable[[], None]) -> None:
        """Ask before a plan is stopped, for that reason; then carry it out."""

        def answered(answer: str | None) -> None:
            if answer == STOP:
                then()

        self.app.push_screen(stopping(name, why), answered)

    def _keep(self, change: Callable[[], None]) -> None:
        """Change which plan is followed, and have today's suggestion be the one for that."""
        try:
            change()
        except NotSaved as error:
            self.notify(str(error), severity="error", markup=False)
        self._followed = self._plans.followed()
        self._show()
        self.run_worker(self._journal.read())

    def action_leave(self) -> None:
        """Back to the list of routines."""
        self.dismiss()
