"""Whether somebody may watch the live stream."""

from ostiary.kernel.context import Module
from ostiary.kernel.operation import View, query


@query(module=(Module.MONITORING, Module.TA))
async def watch_events(view: View, _: None) -> None:
    """Allow it to whoever may read the log; what he is shown is limited by his scope."""
