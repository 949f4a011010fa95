"""What we know and say: staff's YAML read to values, checked, and told of in Dutch where it is wrong."""
