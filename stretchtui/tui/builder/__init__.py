"""The builder: a routine is made, saved, copied and deleted."""
