"""The rules of the common agenda: pure Python, no Django, no clock, no sentence."""
