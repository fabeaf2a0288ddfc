"""How does the API know its caller, say no, and answer the same creation once?"""
