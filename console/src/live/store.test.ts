import { describe, expect, it, vi } from "vitest";
import { LiveStore, same } from "@/live/store";

const OPEN = { id: "1", lock: "unlocked" };

function filled(): LiveStore {
  const store = new LiveStore();
  store.replace({ cursor: "5", values: { door: [{ id: "1", value: { ...OPEN } }, { id: "2", value: { id: "2" } }] } });
  return store;
}

describe("the live store", () => {
  it("tells of the thing that changed and of nothing else", () => {
    const store = filled();
    const [first, second, doors] = [vi.fn(), vi.fn(), vi.fn()];
    store.subscribe("door", "1", first);
    store.subscribe("door", "2", second);
    store.subscribe("door", null, doors);
    store.apply("6", [{ topic: "door", id: "1", value: { id: "1", lock: "locked" } }]);
    expect([first, second, doors].map((listener) => listener.mock.calls.length)).toEqual([1, 0, 1]);
    expect(store.one("door", "1")).toEqual({ id: "1", lock: "locked" });
    expect(store.cursor).toBe("6");
  });

  it("keeps what is as it was, also through a new snapshot", () => {
    const store = filled();
    const [before, all] = [store.one("door", "1"), store.all("door")];
    const listener = vi.fn();
    store.subscribe("door", "1", listener);
    store.apply("6", [{ topic: "door", id: "1", value: { ...OPEN } }]);
    store.replace({ cursor: "7", values: { door: [{ id: "1", value: { ...OPEN } }, { id: "2", value: { id: "2" } }] } });
    expect(store.one("door", "1")).toBe(before);
    expect(store.all("door")).toBe(all);
    expect(listener).not.toHaveBeenCalled();
  });

  it("forgets what is gone, by a notice or by a snapshot", () => {
    const store = filled();
    store.apply("6", [{ topic: "gone", id: "2", value: { topic: "door" } }]);
    expect(store.all("door")).toEqual([OPEN]);
    store.replace({ cursor: "7", values: {} });
    expect(store.all("door")).toEqual([]);
  });

  it("hands events on and keeps none", () => {
    const store = filled();
    const listener = vi.fn();
    store.onEvent(listener);
    store.apply("6", [{ topic: "event", id: "9", value: { code: 4102 } }]);
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
