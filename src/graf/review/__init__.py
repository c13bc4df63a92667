"""`graf review`: a local web page on which an archivist goes through what is worth a look, and corrects it.

`reading` holds what the documents say and what the corrections made of it; `cases` lists what to look at first;
`forms` makes corrections of what is sent, `diary` keeps them in a file, `rebuild` makes the release anew in a process
of its own; `guard` lets nobody in but who was given the address. `app` joins them, `run` serves.
"""
