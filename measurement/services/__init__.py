"""What may be done with indicators, rounds and figures?"""
