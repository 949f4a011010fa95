"""What may not be kept: found in a text and masked before it is stored."""
