"""The tables by subject; a step that has shipped is never changed, only followed by another."""
