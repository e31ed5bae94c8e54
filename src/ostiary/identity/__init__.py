"""Who people are: their own data, operators and sessions, user groups, access groups as sets of people.

Not their cards, fingers and faces (`credentials`), not acts on a whole person (`people`), not what a group may open
(`access`).
"""
