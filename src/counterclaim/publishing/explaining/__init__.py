"""How a record came to be, told in plain sentences."""
