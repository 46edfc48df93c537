"""The import-linter contract "a room is entered by its doors"."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorContract(Contract):
    """From outside a room only its doors are imported, so that a view cannot import a model.

    `rooms` are sub-packages of the root package; `doors` are the modules of a room that everybody may import
    (of a package what its `__init__` offers, not the files behind it); `more_doors` are wide ones
    (`room.module`, with all that is in it); `passers` are sub-packages that may import everything.
    """

    # import-linter's fields put plain values in their own place, which no type checker can see.
    rooms: Any = fields.ListField(subfield=fields.StringField())
    doors: Any = fields.SetField(subfield=fields.StringField())
    more_doors: Any = fields.SetField(subfield=fields.StringField(), required=False, default=set())
    passers: Any = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import into every room."""
        [root] = self.session_options["root_packages"]
        broken = [
            (importer, imported)
            for room in self.rooms
            for importer, imported in sorted(_imports_into(graph, f"{root}.{room}"))
            if not self._allowed(importer.split("."), imported.split("."))
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _allowed(self, importer: list[str], imported: list[str]) -> bool:
        if importer[1] in self.passers or len(imported) < 3:
            return True
        if ".".join(imported[1:3]) in self.more_doors:
            return True
        return imported[2] in self.doors and len(imported) == 3

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import and what to do instead."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}", bold=False)
        output.new_line()
        output.print(f"Import one of the room's doors instead: {', '.join(sorted(self.doors))}.")


def _imports_into(graph: ImportGraph, room: str) -> set[tuple[str, str]]:
    inside = {room, *graph.find_descendants(room)}
    return {
        (importer, imported)
        for imported in inside
        for importer in graph.find_modules_that_directly_import(imported)
        if importer not in inside
    }
