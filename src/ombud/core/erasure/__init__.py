"""What a person asked to have erased: asked, decided with reasons, carried out as far as nothing holds it, and then."""
