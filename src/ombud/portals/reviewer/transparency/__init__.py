"""Publishing the platform's work in numbers: for those of the staff who oversee it."""
