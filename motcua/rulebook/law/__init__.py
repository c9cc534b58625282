"""Values of law with the days on which they hold and their articles, read from the TOML files beside this one.

A value is asked for the day it is to be applied: `law.number("supplement.most", on=day)`. How a value is written and
where its article is told: `values.py`; how a sentence says it: `words.py`. A new decree is one more row of `values` in
a TOML file, and no code.
"""

from motcua.rulebook.law.values import DatedValue, LawValue, article, columns, hour, law_value, law_values, number
from motcua.rulebook.law.words import say_times, say_working_days

__all__ = [
    "DatedValue",
    "LawValue",
    "article",
    "columns",
    "hour",
    "law_value",
    "law_values",
    "number",
    "say_times",
    "say_working_days",
]
