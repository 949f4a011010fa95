"""Floor 1: what the Werkcentrum knows and says, kept in YAML by its own staff."""
