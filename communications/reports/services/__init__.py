"""How is a report asked for, made, written and issued?"""
