import { describe, expect, it, vi } from "vitest";
import { LiveStore, same } from "@/live/store";
import type { Values } from "@/live/values";

const door = (id: number, more: object = {}) => ({ id, name: `Door ${id}`, lock: "locked", ...more }) as Values["door"];
const doors = (...values: Values["door"][]) => ({ door: values.map((value) => ({ id: String(value.id), value })) });

function filled(): LiveStore {
  const store = new LiveStore();
  store.replace({ cursor: "5", values: doors(door(1), door(2)) });
  return store;
}

describe("the live store", () => {
  it("tells of the thing that changed and of nothing else", () => {
    const store = filled();
    const [first, second, all] = [vi.fn(), vi.fn(), vi.fn()];
    store.subscribe("door", "1", first);
    store.subscribe("door", "2", second);
    store.subscribe("door", null, all);
    store.apply("6", [{ topic: "door", id: "1", value: door(1, { lock: "unlocked" }) }]);
    expect([first, second, all].map((listener) => listener.mock.calls.length)).toEqual([1, 0, 1]);
    expect(store.one("door", "1")).toEqual(door(1, { lock: "unlocked" }));
    expect(store.cursor).toBe("6");
  });

  it("keeps what is as it was, also through a new snapshot", () => {
    const store = filled();
    const [before, all] = [store.one("door", "1"), store.all("door")];
    const listener = vi.fn();
    store.subscribe("door", "1", listener);
    store.apply("6", [{ topic: "door", id: "1", value: door(1) }]);
    store.replace({ cursor: "7", values: doors(door(1), door(2)) });
    expect(store.one("door", "1")).toBe(before);
    expect(store.all("door")).toBe(all);
    expect(listener).not.toHaveBeenCalled();
  });

  it("forgets what is gone, by a notice or by a snapshot", () => {
    const store = filled();
    store.apply("6", [{ topic: "door", id: "2", value: null }]);
    expect(store.all("door")).toEqual([door(1)]);
    store.replace({ cursor: "7", values: {} });
    expect(store.all("door")).toEqual([]);
  });

  it("hands events on and keeps none", () => {
    const store = filled();
    const listener = vi.fn();
    store.onEvent(listener);
    store.apply("6", [{ topic: "event", id: "9", value: { id: 9 } as Values["event"] }]);
    expect(listener).toHaveBeenCalledOnce();
    expect(store.all("event")).toEqual([]);
  });

  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [null, {}, false],
  ])("%j and %j say the same: %s", (a, b, expected) => expect(same(a, b)).toBe(expected));
});
