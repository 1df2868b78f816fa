"""Who did what to whom, and when, in one report."""

from onrecord.stages.events.finding import find_events

__all__ = ["find_events"]
