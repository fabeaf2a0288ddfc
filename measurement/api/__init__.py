"""Indicators, series, rounds and values in the API."""
