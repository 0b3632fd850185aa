"""What happens without anybody asking: time passes, notices leave, old rows go."""
