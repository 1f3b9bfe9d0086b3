"""`duken work`: jobs, the relay of events, schedules."""

from __future__ import annotations

from duken.config import cluster, databases, home, lifeline, opened, sharing


def work() -> None:
    """Run reactions to what happened, and everything on a schedule."""
    lifeline.hold_on()
    databases.connect_directly()
    sharing.share_figures("work")
    with cluster.running(home.folder()):
        opened.set_up()
        from duken.config.backups.nightly import back_up_when_due
        from duken.reactions.schedules import SCHEDULES, Schedule

        SCHEDULES.append(Schedule("*/10 * * * *", back_up_when_due))
        from duken.reactions import worker  # makes jobs of the schedules

        worker.run()
