"""The same session in plain lines, without Textual: for screen readers, serial lines and logs."""
