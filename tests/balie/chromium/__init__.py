"""The desk in a real Chromium: `make test-browser`."""
