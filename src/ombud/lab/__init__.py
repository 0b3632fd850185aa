"""Picture bytes in, findings out. Each is a lead with a measured error rate, never a verdict; nothing here acts."""
