"""A terminal program that leads a person through stretching routines by sound."""

__version__ = "0.2.0"
