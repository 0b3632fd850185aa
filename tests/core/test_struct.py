"""What msgspec works out of a type, it works out before there are threads."""

import subprocess
import sys

ASKED = """
import sys
import msgspec
from ombud.core.policy.pack import ComplaintReason, Pack
from ombud.core.struct import settle

def worked_out(of):
    calls = []
    sys.setprofile(lambda frame, event, _arg: calls.append(frame.f_code.co_name) if event == "call" else None)
    try:
        msgspec.json.Decoder(of)
    finally:
        sys.setprofile(None)
    return "get_class_annotations" in calls

print(worked_out(ComplaintReason), settle(), worked_out(Pack), worked_out(ComplaintReason))
"""


def test_once_settled_no_thread_finds_a_type_half_made() -> None:
    told = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True", "None", "False", "False"]
