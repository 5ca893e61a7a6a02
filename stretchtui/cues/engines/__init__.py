"""Speech engines: what each can do, and how each is made to speak a line.

``choice`` tells which one speaks and how; it is all that a session needs to know. The others run
in the process that renders: ``espeak``, ``say``, ``nanotts`` and ``piper``, and ``script_markup``,
which tells espeak-ng in which language to read a word.
"""
