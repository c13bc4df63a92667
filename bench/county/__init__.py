"""A made-up county: bodies, people and matters over the years, and the minutes they leave, with the truth kept.

`world` simulates what happens, `business` says what it means in words, `styles` write it down as a house does,
`noise` spoils some of the pages, `output` keeps text and truth. The wording is in `phrases.txt`: it was written from
how Swedish minutes read, and not from what graf can find.
"""
