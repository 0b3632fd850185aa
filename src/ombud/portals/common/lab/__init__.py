"""What machines found on pictures, for people's eyes: leads in words, drawn over the picture, never a verdict."""
