"""How two residents become one, and two again, whatever rooms have rows about them.

`pointers` finds what points to a resident in any room, `moving` moves it and sets aside what cannot be
had twice, `parting` works out what goes back.
"""
