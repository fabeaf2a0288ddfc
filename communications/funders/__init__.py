"""What those who fund an initiative read: the four practices of funders, with what the system knows of each."""
