"""How a date or a time is found in what someone types; `intents.dates` is the door."""
