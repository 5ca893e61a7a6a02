"""``plan``: follow a plan, pause it, and see how it goes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stretchtui.cli.options import json_option
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused, printing
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.cli.plan_state import PlanState
    from stretchtui.core.planning.suggestion import Followed
    from stretchtui.core.routines.library import Library, PlanEntry

ACTIONS = ("show", "list", "start", "pause", "resume", "stop")


def add(commands: Commands) -> None:
    """Add the command."""
    plan = command(commands, "plan", _plan)
    plan.add_argument(
        "action",
        nargs="?",
        choices=ACTIONS,
        default="show",
        metavar="ACTION",
        help="show (the default), list, start, pause, resume or stop",
    )
    plan.add_argument("plan", nargs="?", metavar="PLAN", help="a plan's id or name")
    json_option(plan)


def _plan(options: argparse.Namespace) -> int:
    from stretchtui.cli.plan_output import print_all, print_list
    from stretchtui.cli.plan_state import PlanState

    printing()
    if options.plan is not None and options.action not in ("start", "show"):
        raise Refused(f'unexpected "{options.plan}": plan {options.action} takes no PLAN')
    found = PlanState(paths.folders(options.home))
    if options.action in ("start", "pause", "resume", "stop"):
        said = _change(options, found)
        if not options.json:
            print(said)
            return ExitStatus.DONE
    if options.json:
        print_all(found)
        return ExitStatus.DONE
    if options.action == "list":
        print_list(found, found.followed())
        return ExitStatus.DONE
    return _show(options, found)


def _show(options: argparse.Namespace, found: PlanState) -> int:
    from stretchtui.cli.plan_output import print_followed, print_list, print_preview

    followed = found.followed()
    if options.plan is not None:
        entry = _find(options.plan, found.library)
        if followed is None or followed.plan.id != entry.plan.id:
            print_preview(entry.plan, found)
            return ExitStatus.DONE
    if followed is not None:
        print_followed(followed, found)
        return ExitStatus.DONE
    print("You are not following a plan. To start one: stretchtui plan start PLAN")
    print()
    print_list(found, None)
    return ExitStatus.NO


# Changing


def _change(options: argparse.Namespace, found: PlanState) -> str:
    """Carry out what changes which plan is followed.

    Returns:
        What to say of it.

    Raises:
        Refused: It could not be kept, or there is nothing to change.
    """
    from stretchtui.store.writing import NotSaved

    try:
        if options.action == "start":
            return _start(options.plan, found)
        followed = found.followed()
        if options.action == "stop" and followed is None and found.plans.fault:
            found.plans.stop()
            return "No plan is followed any more."
        if followed is None:
            raise Refused("you are not following a plan", ExitStatus.NOT_FOUND)
        return _CHANGES[options.action](followed, found)
    except NotSaved as error:
        raise Refused(str(error), ExitStatus.FAULTY) from None


def _start(name: str | None, found: PlanState) -> str:
    if name is None:
        raise Refused("missing PLAN: see stretchtui plan list")
    plan = _find(name, found.library).plan
    followed = found.followed()
    schedule = followed and followed.schedule(found.records(), found.today)
    if followed is not None and schedule is not None and not schedule.is_over:
        if followed.plan.id == plan.id:
            raise Refused(f"you are following {plan.name} already; stop it first to start again")
        raise Refused(f"you are following {followed.plan.name}: stop it first (plan stop)")
    found.plans.start(plan, found.today.day)
    return f"Started: {plan.name}. {_now(found)}"


def _pause(followed: Followed, found: PlanState) -> str:
    if followed.following.is_paused:
        raise Refused(f"{followed.plan.name} is paused already")
    found.plans.pause(found.today.day)
    return f"Paused: {followed.plan.name}. Nothing is missed until you resume it."


def _resume(followed: Followed, found: PlanState) -> str:
    if not followed.following.is_paused:
        raise Refused(f"{followed.plan.name} is not paused")
    found.plans.resume(found.today.day)
    return f"Resumed: {followed.plan.name}. {_now(found)}"


def _now(found: PlanState) -> str:
    """What is next of the plan that is followed by now."""
    from stretchtui.cli.plan_output import next_line

    followed = found.followed()
    assert followed is not None, "it has just been kept"
    return next_line(followed.schedule(found.records(), found.today), found)


def _stop(followed: Followed, found: PlanState) -> str:
    found.plans.stop()
    return f"Stopped: {followed.plan.name}. Your sessions stay in your history."


_CHANGES: dict[str, Callable[[Followed, PlanState], str]] = {
    "pause": _pause,
    "resume": _resume,
    "stop": _stop,
}


def _find(name: str, library: Library) -> PlanEntry:
    """The plan that is meant.

    Raises:
        Refused: There is none.
    """
    from stretchtui.cli.parser import hint, quoted

    if name in library.plans:
        return library.plans[name]
    wanted = name.casefold()
    named = [each for each in library.plans.values() if each.plan.name.casefold() == wanted]
    if len(named) == 1:
        return named[0]
    inside = [f": did you mean {each}?" for each in library.plans if wanted in each]
    near = next(iter(inside), hint(name, library.plans)) or ": see stretchtui plan list"
    raise Refused(f"no plan {quoted(name)}{near}", ExitStatus.NOT_FOUND)
