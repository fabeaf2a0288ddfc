"""Campaigns, their local initiatives, and sub-programmes."""
