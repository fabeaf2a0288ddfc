"""What is done with a file from outside: it is read, brought in, taken back, or given up."""
