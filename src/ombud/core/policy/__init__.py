"""What a platform pack may say, typed, and the policy a case runs under."""
