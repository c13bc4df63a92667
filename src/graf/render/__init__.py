"""Rendering: from a view to HTML, in Swedish and English, by Jinja templates that escape everything.

- `i18n`   the words of the pages (`locale/*.toml`), dates and numbers
- `pages`  the templates' environment, and what every page knows of itself
"""
