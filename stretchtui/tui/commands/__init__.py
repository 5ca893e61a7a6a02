"""Every command a person can give: keys, key bar, palette and help agree with these tables."""
