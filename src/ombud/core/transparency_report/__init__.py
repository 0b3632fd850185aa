"""A platform's report on its own work over a quarter or a year: frozen figures, a preface, versions that stay."""
