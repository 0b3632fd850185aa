"""A penalty: imposed with facts, rule, measures and appeal terms; appealed, revoked, lifted, or final."""
