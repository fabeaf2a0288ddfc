"""Shapes and words of an initiative's pages."""
