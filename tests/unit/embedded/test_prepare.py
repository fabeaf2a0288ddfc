"""What happens to the database before the first page?"""

import pytest

from backbone.embedded import prepare as module

OURS = {"load_demo": "communications", "demo_sign_ins": "communications"}


@pytest.mark.parametrize(
    ("known", "empty", "called"),
    [
        (OURS, True, ["migrate", "load_demo", "demo_sign_ins"]),
        (OURS, False, ["migrate", "demo_sign_ins"]),  # the second start: nothing is loaded twice
        ({}, True, ["migrate"]),
    ],
)
def test_the_demo_is_loaded_once(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, str], empty: bool, called: list[str]
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(module, "get_commands", lambda: known)
    monkeypatch.setattr(module, "call_command", lambda name, **_: heard.append(name))
    monkeypatch.setattr(module, "is_empty", lambda: empty)
    module.prepare()
    assert heard == called
