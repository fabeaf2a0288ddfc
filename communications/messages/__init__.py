"""Messages: who is told what, once."""
