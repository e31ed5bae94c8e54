import { describe, expect, it } from "vitest";
import type { LogEvent, LogWindow } from "@/api/events";
import { EventLog, LIVE_KEPT } from "./eventLog";

const event = (id: number) => ({ id }) as LogEvent;

/** A log of events with the ids from 1, whose frames are drawn when the test says so. */
function shelf(newest: number) {
  const state = { newest };
  const frames: (() => void)[] = [];
  const asked: number[] = [];
  const log = new EventLog({
    window: ({ until_id, offset, limit }) => {
      const until = until_id ?? state.newest;
      asked.push(offset);
      const items = Array.from({ length: Math.max(0, Math.min(limit, until - offset)) }, (_, n) => event(until - offset - n));
      return Promise.resolve({ until_id: until, total: until, offset, items } satisfies LogWindow);
    },
    fits: ({ id }) => id % 1000 !== 13,
    beforeFrame: (run) => frames.push(run),
  });
  const come = (...ids: number[]) => {
    for (const id of ids) {
      state.newest = Math.max(state.newest, id);
      log.hear(event(id));
    }
  };
  const draw = async () => {
    for (const run of frames.splice(0)) run();
    await new Promise((resolve) => setTimeout(resolve));
  };
  const shown = (count: number) => Array.from({ length: count }, (_, index) => log.row(index)?.id);
  return { log, come, draw, shown, asked };
}

describe("the log behind the list", () => {
  it("is fetched by the page, and only what is looked at", async () => {
    const { log, asked } = shelf(1_000_000);
    await log.renew();
    expect(log.view.count).toBe(1_000_000);
    log.look(500_000, 500_030);
    expect(log.row(500_000)).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve));
    expect(log.row(500_000)?.id).toBe(500_000);
    expect(asked).toEqual([0, 500_000]);
  });
});

describe("what comes in", () => {
  it("is shown on top in the next frame, all of a frame at once", async () => {
    const { log, come, draw, shown } = shelf(10);
    await log.renew();
    let drawn = 0;
    log.subscribe(() => (drawn += 1));
    come(11, 12, 13, 14);
    await draw();
    expect(shown(4)).toEqual([14, 12, 11, 10]);
    expect(drawn).toBe(1);
  });

  it("waits while the list does not follow, and none is lost or doubled", async () => {
    const { log, come, draw, shown } = shelf(10);
    await log.renew();
    log.follow(false);
    come(11, 12);
    await draw();
    come(12, 14);
    await draw();
    expect([log.view.waiting, log.view.count, ...shown(1)]).toEqual([3, 10, 10]);
    log.follow(true);
    await draw();
    expect([log.view.waiting, ...shown(4)]).toEqual([0, 14, 12, 11, 10]);
  });

  it("before the first answer is kept for after it", async () => {
    const { log, come, draw, shown } = shelf(10);
    log.hear(event(10));
    const renewed = log.renew();
    come(11);
    await draw();
    await renewed;
    await draw();
    expect(shown(3)).toEqual([11, 10, 9]);
  });
});

describe("when too much has come", () => {
  it("the pages begin anew, with nothing missing", async () => {
    const { log, come, draw, shown } = shelf(10);
    await log.renew();
    log.follow(false);
    come(...Array.from({ length: LIVE_KEPT + 500 }, (_, n) => 20_000 + n));
    await draw();
    expect(log.view.waiting).toBeGreaterThanOrEqual(LIVE_KEPT);
    log.follow(true);
    await draw();
    expect(shown(3)).toEqual([22_499, 22_498, 22_497]);
    expect(log.view).toMatchObject({ waiting: 0, count: 22_499 });
  });

  it("a lost connection renews the list once it follows", async () => {
    const { log, come, draw, shown } = shelf(10);
    await log.renew();
    come(12);
    log.doubt();
    await draw();
    expect(shown(3)).toEqual([12, 11, 10]);
  });
});
