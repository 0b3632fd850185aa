"""What `ombud pack check` looks at, one concern a file."""
