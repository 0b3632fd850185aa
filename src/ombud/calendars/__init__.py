"""Which days are worked where: published tables, one folder a calendar."""
