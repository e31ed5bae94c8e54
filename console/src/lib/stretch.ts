/** A list that is taller than a browser lets an element be. What is scrolled is at most `TALLEST`; a small move moves
 * the list by as much, a leap of the scroll bar goes to the same share of the whole. Once the scrolling rests, the
 * scroll bar is put where the list has come to.
 */
export const TALLEST = 8_000_000;
const LEAP = 3;

export interface Extent {
  /** Of the whole list, and of the part that is seen. */
  full: number;
  seen: number;
}

/** How tall the scrolled element is. */
export const tallOf = ({ full }: Extent): number => Math.min(full, TALLEST);

const lastTop = ({ full, seen }: Extent): number => Math.max(0, full - seen);
const lastBar = (extent: Extent): number => Math.max(0, tallOf(extent) - extent.seen);

export const clampTop = (top: number, extent: Extent): number => Math.min(Math.max(0, top), lastTop(extent));

/** Where the scroll bar stands for a place in the list. */
export function barOf(top: number, extent: Extent): number {
  const [top_, bar] = [lastTop(extent), lastBar(extent)];
  return top_ === bar ? clampTop(top, extent) : (clampTop(top, extent) / top_) * bar;
}

/** The place in the list, after the scroll bar moved from one position to another. */
export function topAfter(top: number, from: number, to: number, extent: Extent): number {
  if (tallOf(extent) === extent.full) return clampTop(to, extent);
  if (Math.abs(to - from) < LEAP * extent.seen) return clampTop(top + to - from, extent);
  return clampTop((to / lastBar(extent)) * lastTop(extent), extent);
}

/** Whether the bar is at an end that the list has not reached, or the other way round. */
export function isAtWrongEnd(top: number, bar: number, extent: Extent): boolean {
  const atEnd = bar >= lastBar(extent) - 1;
  return (bar <= 0 && top > 0) || (top <= 0 && bar > 0) || atEnd !== top >= lastTop(extent) - 1;
}

/** The first and the last row that are seen, with some around them. */
export function rowsSeen(top: number, rowHeight: number, seen: number, count: number, around: number): [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - around);
  return [first, Math.min(count, Math.ceil((top + seen) / rowHeight) + around)];
}
