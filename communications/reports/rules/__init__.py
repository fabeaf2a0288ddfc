"""When is a report due, and which indicators does it show in full? Pure: no clock, no database, no sentence."""
