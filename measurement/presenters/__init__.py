"""What does a page say? Selectors' results put into words and shapes, ready for a template."""
