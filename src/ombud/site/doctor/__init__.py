"""What is missing for this installation to run for real: one finding a promise, each with its way out."""
