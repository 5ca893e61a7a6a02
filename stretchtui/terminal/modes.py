"""The modes in which a screen is drawn, and the alternate screen that it is drawn on."""

from __future__ import annotations

ALTERNATE = "\x1b[?1049h"
"""Takes the alternate screen, an empty one (xterm's ctlseqs)."""

SCREEN_MODES = "\x1b[4l\x1b[20l\x1b[?6l\x1b[r\x1b[?7l\x1b[?25l"
"""No inserting, no new lines for LF, no origin, no margins, no wrapping, no cursor: as a screen is
drawn (IRM, LNM, DECOM, DECSTBM, DECAWM, DECTCEM in DEC's manuals of the VT100 and VT220)."""

ASCII_SHIFTED_IN = "\x1b(B\x0f"
"""Letters are letters, and not line drawing (SCS, SI)."""

MAIN = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
"""No style, lines wrap, and the main screen and the cursor are back."""

CANCEL = "\x18"
"""CAN: ends a control sequence of which the rest was thrown away. ECMA-48 leaves to each terminal
what it cancels; DEC's cancel the sequence, and so does xterm."""
