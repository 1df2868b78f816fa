"""When a report came out, what times it speaks of, and when its statements were made."""

from onrecord.stages.dates.publication import date_report
from onrecord.stages.dates.saying import date_statements
from onrecord.stages.dates.story import date_from_story
from onrecord.stages.dates.times import find_times

__all__ = ["date_from_story", "date_report", "date_statements", "find_times"]
