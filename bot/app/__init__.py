"""What the assistant does as a whole: answer, go live, deliver, serve the desk."""
