"""Taking figures out: tidy tables with their dictionary, charts as pictures, and the initiative in one archive."""
