"""What may be read of indicators, rounds and figures?"""
