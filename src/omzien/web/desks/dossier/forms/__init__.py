"""The forms of a dossier, by subject. What can be chosen is offered by the view, that knows who asks."""
