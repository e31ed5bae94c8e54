/** The scrolling of a list of any length: which rows are seen, where they are drawn, and going to a row. */
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { barOf, clampTop, type Extent, isAtWrongEnd, rowsSeen, tallOf, topAfter } from "@/lib/stretch";

const AROUND = 6;
const REST = 150;

export function useStretch(count: number, rowHeight: number) {
  const element = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, height } = useElementSize<HTMLDivElement>();
  const [place, setPlace] = useState({ top: 0, bar: 0 });
  const current = useRef(place);
  const extent: Extent = { full: count * rowHeight, seen: height };
  const measured = useRef(extent);
  useLayoutEffect(() => {
    measured.current = extent;
  });

  const put = useCallback((top: number) => {
    const scroller = element.current;
    if (!scroller) return;
    scroller.scrollTop = barOf(top, measured.current);
    current.current = { top: clampTop(top, measured.current), bar: scroller.scrollTop };
    setPlace(current.current);
  }, []);

  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      const { top, bar } = current.current;
      const to = scroller.scrollTop;
      if (to === bar) return;
      current.current = { top: topAfter(top, bar, to, measured.current), bar: to };
      setPlace(current.current);
      clearTimeout(resting);
      if (isAtWrongEnd(current.current.top, to, measured.current)) put(current.current.top);
      else resting = setTimeout(() => put(current.current.top), REST);
    };
    scroller.addEventListener("scroll", moved, { passive: true });
    return () => {
      clearTimeout(resting);
      scroller.removeEventListener("scroll", moved);
    };
  }, [put]);

  const top = clampTop(place.top, extent);
  const [first, end] = rowsSeen(top, rowHeight, height, count, AROUND);
  const reveal = useCallback(
    (index: number) => {
      const [from, to] = [index * rowHeight, (index + 1) * rowHeight];
      const { top } = current.current;
      if (from < top) put(from);
      else if (to > top + measured.current.seen) put(to - measured.current.seen);
    },
    [put, rowHeight],
  );
  return {
    ref: useMergedRef(element, sizeRef),
    find: useCallback((selector: string) => element.current?.querySelector<HTMLElement>(selector), []),
    tall: tallOf(extent),
    /** Where the first of the drawn rows is, within the scrolled element. */
    shift: place.bar - (top - first * rowHeight),
    first,
    end,
    atTop: top < 1,
    toTop: useCallback(() => put(0), [put]),
    reveal,
  };
}
