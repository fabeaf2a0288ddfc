"""Exploring the figures: filters in the URL, small charts, comparisons, and views that are kept."""
