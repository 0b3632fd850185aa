"""The Merkle tree against the published vectors of RFC 6962 and against a naive tree, as the RFC writes it down."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.ledger.log import merkle
from ombud.ledger.log.merkle import consistency, consistent, includes, inclusion

INPUTS = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
"""The leaves of certificate-transparency's reference tree, and its roots at each size."""
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
PATHS = {
    (0, 8): ("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
    (5, 8): ("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): ("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
}  # fmt: skip
CONSISTENT = {
    (1, 1): (),
    (1, 8): ("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
    (6, 8): ("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (2, 5): ("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
}  # fmt: skip
LEAVES = [merkle.leaf(one) for one in INPUTS]
sizes = st.integers(1, 300)


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """MTH as RFC 6962 defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])).digest()


def fetching(leaves: Sequence[bytes]) -> merkle.Fetch:
    """As the tables give nodes: those of kept levels only."""
    nodes = {(level, place): made for level, place, made in merkle.Peaks().grown(leaves)[1]}
    nodes |= {(0, place): one for place, one in enumerate(leaves)}
    return lambda asked: {node: nodes[node] for node in asked}


def many(size: int) -> list[bytes]:
    return [merkle.leaf(n.to_bytes(4, "big")) for n in range(size)]


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_roots_are_those_of_the_reference_tree() -> None:
    assert merkle.EMPTY.hex() == merkle.root([]).hex() == EMPTY
    assert [merkle.root(LEAVES[: n + 1]).hex() for n in range(8)] == list(ROOTS)


@pytest.mark.parametrize(("place", "size"), PATHS)
def test_proofs_of_inclusion_are_those_of_the_reference_tree(place: int, size: int) -> None:
    proof = inclusion(place, size, fetching(LEAVES[:size]))
    assert tuple(one.hex() for one in proof) == PATHS[place, size]
    assert includes(bytes.fromhex(ROOTS[size - 1]), size, place, LEAVES[place], proof)


@pytest.mark.parametrize(("old", "size"), CONSISTENT)
def test_proofs_of_consistency_are_those_of_the_reference_tree(old: int, size: int) -> None:
    proof = consistency(old, size, fetching(LEAVES[:size]))
    assert tuple(one.hex() for one in proof) == CONSISTENT[old, size]
    assert consistent(old, bytes.fromhex(ROOTS[old - 1]), size, bytes.fromhex(ROOTS[size - 1]), proof)


@settings(max_examples=60, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=6))
def test_a_tree_grown_in_any_steps_is_the_naive_tree(steps: list[int]) -> None:
    peaks = merkle.Peaks()
    for size in sorted(set(steps)):
        peaks, _ = peaks.grown(many(size)[peaks.size :])
        assert peaks.root == naive_root(many(size)) == merkle.root_of(size, fetching(many(size)))


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_every_leaf_is_proved_and_no_changed_proof_holds(size: int, data: st.DataObject) -> None:
    leaves, place = many(size), data.draw(st.integers(0, size - 1))
    root, proof = naive_root(leaves), inclusion(place, size, fetching(leaves))
    assert includes(root, size, place, leaves[place], proof)
    bit = data.draw(st.integers(0, 255))
    assert not includes(flipped(root, bit), size, place, leaves[place], proof)
    assert not includes(root, size, place, flipped(leaves[place], bit), proof)
    assert not includes(root, size, place, leaves[place], [*proof, leaves[0]])
    if proof:
        changed = data.draw(st.integers(0, len(proof) - 1))
        wrong = [flipped(one, bit) if n == changed else one for n, one in enumerate(proof)]
        assert not includes(root, size, place, leaves[place], wrong)
        assert not includes(root, size, place, leaves[place], proof[:-1])
    other = data.draw(st.integers(-1, size))
    assert other == place or not includes(root, size, other, leaves[place], proof)


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_growth_is_proved_and_another_past_is_not(size: int, data: st.DataObject) -> None:
    leaves, old = many(size), data.draw(st.integers(1, size))
    before, after = naive_root(leaves[:old]), naive_root(leaves)
    proof = consistency(old, size, fetching(leaves))
    assert consistent(old, before, size, after, proof)
    bit = data.draw(st.integers(0, 255))
    assert not consistent(old, flipped(before, bit), size, after, proof)
    assert not consistent(old, before, size, flipped(after, bit), proof)
    if proof:
        changed = data.draw(st.integers(0, len(proof) - 1))
        wrong = [flipped(one, bit) if n == changed else one for n, one in enumerate(proof)]
        assert not consistent(old, before, size, after, wrong)
        assert not consistent(old, before, size, after, proof[:-1])


def test_what_a_tree_has_not_it_can_not_prove() -> None:
    for asked in (lambda: inclusion(8, 8, fetching(LEAVES)), lambda: consistency(9, 8, fetching(LEAVES))):
        with pytest.raises(merkle.NotThere):
            asked()
    assert consistency(0, 8, fetching(LEAVES)) == consistency(8, 8, fetching(LEAVES)) == []
    assert consistent(0, merkle.EMPTY, 8, bytes.fromhex(ROOTS[7]), [])
