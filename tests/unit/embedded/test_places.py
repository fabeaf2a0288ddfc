"""Where does a local Backbone keep its things?"""

import os
import stat
from pathlib import Path

import pytest

from backbone.embedded import places as places_module
from backbone.embedded.places import LONGEST_SOCKET_FOLDER, remove_short_lived, settle
from tests.integration.start.running import short_folder

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run PostgreSQL")


def test_only_their_users_may_enter_the_folders() -> None:
    with short_folder() as folder:
        places = settle(folder / "state")
        for private in (places.logs, places.mail, places.files, places.postgres_socket, places.valkey_socket):
            assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_the_secret_key_is_made_once_and_is_private() -> None:
    with short_folder() as folder:
        places = settle(folder / "state")
        key = places.secret_key()
        assert len(key) > 50
        assert places.secret_key() == key
        assert stat.S_IMODE((places.state / "secret_key").stat().st_mode) == 0o600


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder() -> None:
    with short_folder() as folder:
        places = settle(folder / ("long" * 30))
        assert len(str(places.postgres_socket)) <= LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(places.postgres_socket.stat().st_mode) == 0o700
        assert places.short_lived == [places.postgres_socket, places.valkey_socket]
        for short in places.short_lived:
            remove_short_lived(short)
            assert not short.exists()


def test_no_other_folder_is_ever_removed(tmp_path: Path) -> None:
    remove_short_lived(tmp_path)
    assert tmp_path.exists()


@AS_ROOT
def test_below_a_closed_home_the_data_live_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with short_folder() as folder:
        home = folder / "home"
        home.mkdir(mode=0o700)
        monkeypatch.setattr(places_module, "ELSEWHERE", [folder])
        first = settle(home / "checkout" / ".state")
        assert first.home.parent == folder
        assert stat.S_IMODE(first.home.stat().st_mode) == 0o711
        assert settle(home / "checkout" / ".state").home == first.home

        (home / "checkout").rename(home / "moved")
        assert settle(home / "moved" / ".state").home == first.home, "a checkout that moves takes its data along"


@AS_ROOT
def test_a_copied_checkout_gets_data_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with short_folder() as folder:
        home = folder / "home"
        (home / "copy" / ".state").mkdir(parents=True)
        home.chmod(0o700)
        monkeypatch.setattr(places_module, "ELSEWHERE", [folder])
        first = settle(home / "checkout" / ".state")
        (home / "copy" / ".state" / "elsewhere").write_text((first.state / "elsewhere").read_text())
        assert settle(home / "copy" / ".state").home != first.home
