"""Home: what do I owe, by when, to whom?"""
