"""Floor 2: what someone means by a message in Dutch."""
