"""The rules of the work with one resident, by subject. Pure: no Django, no clock; `today` is handed in."""
