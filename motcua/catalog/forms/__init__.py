"""Forms as JSON Schema: their pages for the templates, and checks on the server with a message at each field.

Keys of a field besides the standard:

- "x-page" (title of its page), "x-order", "x-label", "x-hint", "x-widget", "x-autocomplete"
- "x-past" (a date not after today)
- "x-when" (conditions, see conditions.py) and "x-required" (required where it is asked: a field that is not always
  asked cannot stand in the schema's own "required", or a document without it would not be valid)
- "x-alert" (answers of concern, as text: ["yes"], of a box ["true"]; see counters.queries.declarations)
- "x-row" (what one row of a repeating group is called), "x-line" and "x-within" of an address (places.py)

The schema's "x-pages" lists the pages in order, each {"title", "when"}. Formats of our own: "id-number", "phone",
"tax-code". What was typed into a group is addressed "members-0-full_name", into an address "home-find", "home-line".
"""

from motcua.catalog.forms.addresses import Commune, CommuneSearch
from motcua.catalog.forms.answers import Cleaned, clean_answers, visible
from motcua.catalog.forms.fields import CHOOSE, FormField, FormPage, form_pages

__all__ = [
    "CHOOSE",
    "Cleaned",
    "Commune",
    "CommuneSearch",
    "FormField",
    "FormPage",
    "clean_answers",
    "form_pages",
    "visible",
]
