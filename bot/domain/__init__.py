"""The rules: pure functions of what is given, with the moment as an argument."""
