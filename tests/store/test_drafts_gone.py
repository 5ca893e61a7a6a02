"""A draft that went away between being offered and being taken up."""

from __future__ import annotations

import os
from pathlib import Path

from stretchtui.core.routines.model import Routine, Step
from stretchtui.store.drafts import DraftFile, look, take_up
from stretchtui.store.keeping import Origin
from stretchtui.store.locking import take
from stretchtui.store.paths import folders

MINE = Routine(id="mine", name="Mine", steps=(Step(name="Nod"),))


def test_what_is_left_of_a_draft_that_has_gone_is_not_taken_up_nor_held(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    file = DraftFile(home, Origin())
    file.keep(MINE)
    file.close()
    (found,) = look(home).drafts
    found.path.unlink()
    assert take_up(found, home) is None
    os.close(take(found.path.with_suffix(".origin"), make=False))
