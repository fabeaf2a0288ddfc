"""How is a stranger's file read without harm? In a process of its own, within limits, without the database."""
