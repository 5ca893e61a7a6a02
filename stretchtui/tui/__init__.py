"""The Textual program: its screens, and what they share."""
