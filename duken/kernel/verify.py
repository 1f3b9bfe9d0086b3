"""What must hold for events: delivered at least once, applied once, in order (I8)."""

from __future__ import annotations

from duken.kernel.verifying import Check, by_sql


def checks() -> list[Check]:
    return [
        by_sql(
            "I8",
            "The feed has no gap: positions are 1, 2, 3 …",
            counting="SELECT count(position) FROM kernel_event",
            breaking="""SELECT count(position) AS stamped, max(position) AS last FROM kernel_event
                        HAVING count(position) <> coalesce(max(position), 0)""",
        ),
        by_sql(
            "I8",
            "Every event has reached its reactions, or a job is carrying it",
            counting="SELECT count(*) FROM kernel_delivery",
            breaking="""SELECT d.reaction, e.name AS event, d.event_id, d.attempts, d.problem,
                               d.given_up_at IS NOT NULL AS was_given_up
                        FROM kernel_delivery d JOIN kernel_event e ON e.id = d.event_id
                        WHERE d.applied_at IS NULL AND (d.given_up_at IS NOT NULL OR NOT EXISTS (
                            SELECT 1 FROM procrastinate_jobs j WHERE j.status IN ('todo', 'doing')
                              AND j.args->>'reaction' = d.reaction
                              AND (j.args->>'event' = d.event_id::text OR j.args->'events' ? d.event_id::text)))
                        LIMIT 100""",
        ),
        by_sql(
            "I8",
            "Each reaction applied the events of one aggregate in the order in which they happened",
            counting="SELECT count(*) FROM kernel_delivery WHERE applied_turn IS NOT NULL",
            breaking="""SELECT reaction, aggregate_id, event_id FROM (
                            SELECT reaction, aggregate_id, event_id, applied_turn,
                                   lag(applied_turn) OVER told AS before
                            FROM kernel_delivery WHERE applied_turn IS NOT NULL
                            WINDOW told AS (PARTITION BY reaction, aggregate_id ORDER BY sequence)) ordered
                        WHERE applied_turn < before LIMIT 100""",
        ),
    ]
