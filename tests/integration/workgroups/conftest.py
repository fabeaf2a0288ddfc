"""How do these tests look at a page from inside a tenant's scope?"""

from tests.integration.definitions.conftest import look

__all__ = ["look"]
