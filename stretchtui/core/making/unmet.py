"""A wish that cannot be met."""


class Unmet(Exception):
    """There is no good routine for a wish; the message is one line that says what is in the way."""
