"""Files in, answers out: the whole of the reading and its rules, in this process and without a database."""
