"""Files from outside: what is read of them, and what becomes of it."""
