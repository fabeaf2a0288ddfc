"""Founding an initiative."""
