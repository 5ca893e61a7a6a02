"""What opens over a screen: questions, forms, prompts and words; and the screen of a table."""
