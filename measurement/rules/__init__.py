"""The rules of measurement: pure Python, no Django, no clock, no sentence."""
