"""`ombud keys`: how much lies under which of the installation's keys, and putting all of it under the newest."""

import argparse

HELP = "Say what still lies under an older seal key, or put everything under the one in use, so that older ones can go."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`status` and `renew`."""
    parser.add_argument(
        "what",
        choices=("status", "renew"),
        help="status: count what lies under an older key than the first of OMBUD_SEAL_KEYS and OMBUD_WORD_KEYS, and "
        "what none of them opens; renew: put all of it under the first; it may be broken off and begun again",
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where all lies under the keys in use; 1 where something lies under older ones, or nothing opens it."""
    from ombud.ledger.renewing import renew, standing
    from ombud.site.sealed import ALL

    left = 0
    for one in ALL:
        stands = renew(one) if arguments.what == "renew" else standing(one)
        done = f", {stands.done} of them put there now" if stands.done else ""
        there = stands.seen - stands.behind - stands.shut
        print(f"{stands.what}: {there} under the key in use{done}; {stands.behind} under an older one", end="")
        print(f"; {stands.shut} THAT NO KEY OPENS." if stands.shut else ".", flush=True)
        left += stands.behind + stands.shut
    if not left:
        print(
            "Nothing lies under an older key: keys after the first can be taken out, once every process runs with it."
        )
    return 1 if left else 0
