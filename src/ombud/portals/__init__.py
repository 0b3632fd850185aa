"""The pages people see, one room for each kind of reader."""
