"""What every channel needs to lose nothing: what came in, whose turn it is, what leaves; no channel is known here."""
