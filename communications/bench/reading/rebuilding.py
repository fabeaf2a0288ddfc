"""How fast are all totals of a tenant made anew?"""

import statistics
import time
from dataclasses import dataclass

from backbone.tenancy import scope
from communications.bench.reading.world import Reading
from measurement.models import Observation
from measurement.services import totals

REBUILT = 500_000  # observations a second


@dataclass(frozen=True, slots=True)
class Rebuilt:
    observations: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.observations / self.seconds


def rebuilt(world: Reading, *, repeats: int) -> Rebuilt:
    """The median of some rebuilds, each committed: half of one would leave dead rows behind."""
    seconds = []
    with scope.tenant(world.tenant.pk):
        observations = Observation.objects.filter(superseded_at=None).count()
    for _ in range(repeats):
        begun = time.perf_counter()
        with scope.tenant(world.tenant.pk):
            totals.rebuild()
        seconds.append(time.perf_counter() - begun)
    return Rebuilt(observations, statistics.median(seconds))
