"""The server: an application made for one release, read-only.

- `app`          the factory `create_app`, and the list of route modules
- `site`         the release as the routes see it
- `negotiation`  which form a client wants, by suffix and by `Accept`
- `answers`      entity tags, `Link`, and the pages of what is not there
- `headers`      what every answer carries
- `routes_*`     one module for each kind of address
- `run`          `graf serve`
"""
