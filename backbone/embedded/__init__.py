"""What runs PostgreSQL, Valkey and Backbone's own processes on a machine that has only Python? Standard library."""
