"""The desk in a browser: the working day of staff. The only room that knows Django; it calls what the commands call."""
