"""What a routine is: its model, its file format, and how it is edited and exchanged."""
