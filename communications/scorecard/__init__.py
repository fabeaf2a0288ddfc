"""The scorecard: what improves, over all adopted indicators."""
