"""`graf review`: a local web page on which an archivist goes through what is worth a look, and corrects it.

`reading` holds what the documents say and what the corrections made of it; `doubts` lists what to look at first as
`cases`, `lookup` finds the rest; `forms` makes corrections of what is sent, `diary` and `passed` keep in files what was
decided, `rebuild` makes the release anew in a process of its own; `guard` lets nobody in but who was given the address.
`session` holds them together, `app` and `pages` answer, `run` serves.
"""
