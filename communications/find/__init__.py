"""Find or do: one box for pages, indicators, partners, rounds and reports."""
