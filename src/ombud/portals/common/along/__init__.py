"""The file to take along, as pages, PDF and archive, without the other side's personal data."""
