"""When somebody leads a partner no more: what is handed over, and to whom."""
