"""Whether a picture was seen before: hashes, local features, geometry, and what differs from the one it was made of.

`Gallery.open(folder)` keeps pictures: `add(id, picture)`, `remove(id)`, `match(picture)`. Where bytes are decoded apart
from where galleries are, `describe(picture)` gives bytes there, which `add_described` and `match_described` take here.
"""

from ombud.lab.copies.description import describe
from ombud.lab.copies.gallery import Gallery

__all__ = ["Gallery", "describe"]
"""`seen_before` is the detector; `differing` needs the pixels of both pictures."""
