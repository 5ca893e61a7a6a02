"""The Textual program: app, runner, screens and widgets."""
