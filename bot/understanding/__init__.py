"""What somebody means: topics, risk, days and times, and what else a sentence names."""
