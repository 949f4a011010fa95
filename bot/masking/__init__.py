"""What may not be kept, found in a text: secret numbers always, contact details where a text is kept."""
