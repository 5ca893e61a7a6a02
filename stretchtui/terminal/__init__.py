"""A terminal: what it can, what it shows, what it answers; knows neither stretching nor Textual."""
