"""Reminders: who is reminded of what they owe, by rule or by hand."""
