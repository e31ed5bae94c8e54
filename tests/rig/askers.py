"""Jobs whose asker loses his rights while they run: he is no operator of the database, and the runner is one beside
that of the house.
"""

import asyncio
from dataclasses import replace
from typing import Any

from ostiary.jobs.kinds import Kind
from ostiary.jobs.operations import ask_for
from ostiary.jobs.queries import JobView, get_job
from ostiary.jobs.runner import Do, Runner
from ostiary.kernel.context import Operator, System
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method


@operation(module=(), right="write", verb="TEST_ASK", method=Method.ACTION)
async def ask(work: Work, wanted: tuple[Kind[Any], Any]) -> int:
    """Ask for a job of this kind."""
    return await ask_for(work, *wanted, "Test")


async def losing(gate: Gate, kind: Kind[Any], input: Any, do: Do, looks: int) -> JobView:
    """What becomes of a job whose asker has lost every right after so many looks."""
    mine = replace(kind, name="test_losing")
    rights = frozenset((module, kind.right) for module in kind.modules)
    id = (await gate.run(Operator("77", "Ada", 4, rights), ask, (mine, input))).result
    seen = 0

    async def present(asker: Operator) -> Operator:
        nonlocal seen
        seen += 1
        return asker if seen <= looks else replace(asker, rights=frozenset())

    running = asyncio.create_task(Runner(gate, {mine: do}, present).run())
    while (job := await gate.ask(System("test"), get_job, id)).ended_at is None:
        await gate.database.bell.wait(gate.database.bell.rings)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return job
