"""What tells a session from those of all machines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record


def new_uid() -> str:
    """A uid that no other session has."""
    return os.urandom(16).hex()


def with_uid(record: Record) -> Record:
    """A session that has a uid: its own, or a new one."""
    return record if record.uid else replace(record, uid=new_uid())
