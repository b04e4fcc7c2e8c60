"""The statistics behind scores and charts: pure functions over plain values, without records and files.

Values are exact (`Fraction`) as far as the formula allows it, and are rounded once, when they are shown
(`figures`). Shares and scores are fractions of one, not per cent. What is missing is None and stays so: it is
never guessed, joined over or counted as 0. Words come from elsewhere; here are keys.
"""
