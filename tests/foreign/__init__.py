"""A centre that is not ours: an invented town with hours, topics and ids of its own, which must answer, book and report all the same."""
