"""How is a view of the figures kept, renamed, shared and given up?"""
