"""Explaining a number: from a figure down to who sent it, and up to what uses it."""
