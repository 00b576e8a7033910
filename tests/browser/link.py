"""A link between browser and server that stops, breaks and comes back when a test says so."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.server import free_port

ENDLESS = 2**60
PIECE = 2**16


class Link:
    """Passes bytes on: upwards only as many as are allowed, downwards only while answers may."""

    def __init__(self, target: str) -> None:
        self._target = target.removeprefix("http://").split(":")
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._allowed, self._may_answer, self._is_cut = ENDLESS, True, False
        self._ways: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop
        self._over: asyncio.Event

    def stall(self, after: int) -> None:
        """Let this many more bytes go up, then stand still."""
        self._allowed = after

    def hold_answers(self) -> None:
        self._may_answer = False

    def recover(self) -> None:
        self._allowed, self._may_answer, self._is_cut = ENDLESS, True, False

    def cut(self) -> None:
        """Break every connection, without a goodbye, and take no other."""
        self._is_cut = True
        self._loop.call_soon_threadsafe(self._abort)

    def _abort(self) -> None:
        for way in self._ways:
            way.transport.abort()

    async def serve(self, opened: Callable[[], None]) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._join, "127.0.0.1", self._port):
            opened()
            await self._over.wait()
            self._abort()

    def close(self) -> None:
        self.recover()
        self._loop.call_soon_threadsafe(self._over.set)

    async def _join(self, below: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            answer.transport.abort()
            return
        above, question = await asyncio.open_connection(*self._target)
        ways = {answer, question}
        self._ways |= ways
        up = self._pump(below, question, self._leave_up)
        await asyncio.gather(up, self._pump(above, answer, self._leave_down))
        self._ways -= ways

    def _leave_up(self, count: int) -> bool:
        if self._allowed <= 0:
            return False
        self._allowed -= count
        return True

    def _leave_down(self, _count: int) -> bool:
        return self._may_answer

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, leave: Callable[[int], bool]
    ) -> None:
        with suppress(OSError):
            while data := await source.read(PIECE):
                while not leave(len(data)):
                    await asyncio.sleep(0.01)
                sink.write(data)
                await sink.drain()
        sink.close()


@contextmanager
def link_to(address: str) -> Iterator[Link]:
    """A link to a server, gone at the end."""
    link, opened = Link(address), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(link.serve(opened.set)))
    thread.start()
    opened.wait()
    try:
        yield link
    finally:
        link.close()
        thread.join()
