"""The first version of the API: plain views over the desk and the reads, the schema taken from the verbs."""
