"""A session in plain lines, without a screen: for screen readers, serial lines and logs."""
