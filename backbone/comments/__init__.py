"""Comments: what people say about a thing, beside it. Apps subclass the abstract model."""
