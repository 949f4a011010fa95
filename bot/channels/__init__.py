"""How people reach us: each channel speaks messages and replies; a clock and a network are its own."""
