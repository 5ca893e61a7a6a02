"""A terminal: what it can do, what it shows, what it answers. Knows nothing of the rooms above it.

Public, by module; everything else is a detail of this room:

- ``capabilities``: ``Capabilities``, ``capabilities_of``, ``colours_of``, ``is_dumb``, and the
  numbers of colours ``NONE``, ``SIXTEEN``, ``NUMBERED``, ``ALL``
- ``writer``: ``TerminalWriter``
- ``modes``: ``CANCEL``
- ``picture``: ``ScreenPicture``
- ``first_paint``: ``FirstPaint``
- ``descriptors``: ``takes_more``
- ``buffer``: ``ScreenBuffer``, for a writer of one's own
- ``held``: ``UNFILLED``, a cell of what is not filled yet
- ``input``: ``InputParser``
- ``tokens``: ``Token`` and its kinds, ``Typed``, ``WithAlt``, ``ControlSequence``,
  ``ControlString``, ``Pasted``, ``PasteTooLong``; ``PASTE_LIMIT``, ``CURSOR_REPORT``
- ``liveness``: ``LinkMonitor``, ``QUESTION``, ``STALLED_S``
- ``port``: ``Port``, ``Lost``
- ``probe``: ``Probe``
- ``replies``: ``TerminalFacts``
- ``background``: ``has_light_background``
- ``private_mode``: ``request_mode``, ``report_mode``
- ``tmux``: ``through_tmux``, ``options``, ``OUTSIDE``
- ``gnu_screen``: ``visual_bell``
- ``size``: ``settle_size``, ``columns``
- ``raw``: ``RawTerminal``, ``LEAVE``

Import them from their modules: a program that needs one does not load the others.
``docs/terminal.md`` says what they promise.
"""
