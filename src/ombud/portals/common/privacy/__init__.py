"""What is kept of people, in words: for the person's own page and for the privacy desk."""
