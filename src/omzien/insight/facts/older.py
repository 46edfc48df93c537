"""Older snapshots, for as long as they are kept: what a number was before."""

from datetime import datetime

from omzien.insight.facts.snapshots import Snapshot


def earlier(snapshot: Snapshot, before: datetime) -> Snapshot | None:
    """The last snapshot of the same organisation that was made before a moment; None: it is not kept."""
    kept = (snapshot.folder / "snapshots").glob("*.json")
    old = [file for file in kept if file.stat().st_mtime < before.timestamp()]
    newest_first = sorted(old, key=lambda file: file.stat().st_mtime, reverse=True)
    found = (Snapshot.open(snapshot.folder, file.stem) for file in newest_first)
    return next((one for one in found if one and one.digest != snapshot.digest and one.is_whole()), None)
