"""Initiatives in the API."""
