"""What must be true of the database before the first page? Migrated, and with a demo if it was empty.

Run by the supervisor as the owner, in one process because each costs a second. What it prints reaches the terminal.
"""

import os

import django
from django.apps import apps
from django.core.management import call_command, get_commands


def is_empty() -> bool:
    """Whether no backbone organization is there yet. The tenant app is asked for by name: it may come later."""
    if not apps.is_installed("backbone.tenancy") or "tenant" not in apps.all_models["tenancy"]:
        return False
    return not apps.get_app_config("tenancy").get_model("Tenant")._base_manager.exists()


def prepare() -> None:
    django.setup()
    known = get_commands()
    call_command("migrate", interactive=False, verbosity=0)
    if "load_demo" in known and os.environ.get("LOAD_DEMO") != "false" and is_empty():
        print("Loading the demo into the empty database ...", flush=True)
        call_command("load_demo")
    if "demo_sign_ins" in known:
        call_command("demo_sign_ins")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")
    prepare()
