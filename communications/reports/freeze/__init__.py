"""What exactly is frozen into a report?

A list of blocks: plain values that JSON can hold, words included, in the order of reading. Page, PDF and whatever comes
later are renderers of these blocks and look nothing up. All numbers come from `visible_figures` for Purpose.REPORT:
released cells only, whoever asks.
"""

from communications.reports.freeze.blocks import Block, freeze
from communications.reports.freeze.reading import Reading, read

__all__ = ["Block", "Reading", "freeze", "read"]
