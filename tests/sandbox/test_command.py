"""`ombud sandbox` on the command line."""

import argparse
import re
import uuid
from datetime import timedelta
from typing import Any

from ombud.accounts.keys import key_of
from ombud.accounts.models import Platform
from ombud.accounts.platforms import settings_of
from ombud.site.commands import sandbox
from tests.cast import world


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    sandbox.add_arguments(parser)
    return sandbox.run(parser.parse_args(words))


def test_a_sandbox_is_made_played_on_put_forward_and_made_anew(capsys: Any) -> None:
    name = f"sb{uuid.uuid4().hex[:8]}"
    assert run("create", name, "--pack", "market") == 0
    said = capsys.readouterr().out
    key = re.search(r"Key: +(\S+)", said)
    assert key is not None
    platform = Platform.objects.get(slug=name)
    held = key_of(key[1])
    assert held is not None
    assert held.platform == platform.pk
    assert run("create", name) == 2
    assert run("play", name, "complaint-filed") == 0
    assert "ComplaintFiled" in capsys.readouterr().out
    assert run("play", name) == 0
    assert "complaint-ruled" in capsys.readouterr().out
    assert run("forward", name, "--hours", "48") == 0
    assert settings_of(platform.pk).ahead == timedelta(hours=48)
    assert run("forward", name) == 2
    assert run("reset", name) == 0
    assert Platform.objects.get(slug=name).pk != platform.pk
    assert run("list") == 0
    listed = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert listed.count(name) == 1


def test_none_of_it_touches_a_real_platform(capsys: Any) -> None:
    real = world().platform
    for words in (("play", real.slug, "complaint-filed"), ("forward", real.slug, "--hours", "1"), ("reset", real.slug)):
        assert run(*words) == 2
    assert "there is no sandbox" in capsys.readouterr().err
    assert run("create", "Not A Name") == 2
    assert run("create", "fine", "--pack", "no-such") == 2
