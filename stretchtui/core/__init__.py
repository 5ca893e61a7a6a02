"""The pure heart of the program: no textual, no files, no clock, no threads."""
