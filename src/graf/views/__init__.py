"""Views: from a store to what a page shows, as frozen dataclasses that hold plain values only.

A view is a function of a `Source` (a store, its labels and a language) and a key; it returns None where there is no
such thing. Nothing of the store's leaves it, so what it returns may cross threads and be rendered anywhere.
"""
