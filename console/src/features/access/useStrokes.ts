/** How hours are painted over the days of a grid, by pointer or by keys: one stroke at a time. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { between, DAY, type Hours, openAt, snapped, type Stroke, STEP } from "@/lib/dayHours";

interface Place {
  row: number;
  minute: number;
}

interface Drawing {
  from: Place;
  to: Place;
  adds: boolean;
  by: "pointer" | "keys";
}

const MOVES: Record<string, number> = { ArrowLeft: -STEP, ArrowRight: STEP, PageDown: -60, PageUp: 60, Home: -DAY, End: DAY };

const strokeOf = ({ from, to, adds }: Drawing): Stroke => ({ from: from.row, to: to.row, adds, stretch: between(from.minute, to.minute) });

export function useStrokes(rows: readonly Hours[], may: boolean, onStroke: (stroke: Stroke) => void) {
  const tracks = useRef<(HTMLElement | null)[]>([]);
  const [cursor, setCursor] = useState(8 * 60);
  const [drawing, setDrawing] = useState<Drawing | null>(null);

  const placeOf = ({ clientX, clientY }: PointerEvent): Place => {
    const boxes = tracks.current.slice(0, rows.length).map((track) => track?.getBoundingClientRect());
    const row = boxes.findIndex((box, index) => box && (clientY < box.bottom || index === boxes.length - 1));
    const box = boxes[row];
    if (!box) return { row: 0, minute: 0 };
    const share = (clientX - box.left) / box.width;
    return { row, minute: (document.documentElement.dir === "rtl" ? 1 - share : share) * DAY };
  };
  const finish = (done: Drawing) => {
    setDrawing(null);
    if (done.from.minute !== done.to.minute) onStroke(strokeOf(done));
  };

  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (!may || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const { row, minute } = placeOf(event);
      const from = { row, minute: snapped(minute) };
      setCursor(from.minute);
      setDrawing({ from, to: from, adds: !openAt(rows[row] ?? [], minute), by: "pointer" });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drawing?.by !== "pointer") return;
      const { row, minute } = placeOf(event);
      setDrawing({ ...drawing, to: { row, minute: snapped(minute) } });
    },
    onPointerUp: () => {
      if (drawing?.by === "pointer") finish(drawing);
    },
    onPointerCancel: () => setDrawing(null),
  };

  const goTo = (row: number, minute: number) => {
    setCursor(minute);
    if (drawing) setDrawing({ ...drawing, to: { row, minute } });
    tracks.current[row]?.focus();
  };
  const erase = (row: number) => {
    const open = openAt(rows[row] ?? [], cursor) ?? openAt(rows[row] ?? [], cursor - 1);
    if (drawing) finish({ ...drawing, adds: false });
    else if (open) onStroke({ from: row, to: row, stretch: open, adds: false });
  };
  const act = (key: string, row: number): boolean => {
    const move = MOVES[key];
    if (move !== undefined) goTo(row, Math.min(DAY, Math.max(0, cursor + move)));
    else if (key === "ArrowUp") goTo(Math.max(0, row - 1), cursor);
    else if (key === "ArrowDown") goTo(Math.min(rows.length - 1, row + 1), cursor);
    else if (!may) return false;
    else if (key === "Enter" || key === " ") {
      const here = { row, minute: cursor };
      if (drawing) finish(drawing);
      else setDrawing({ from: here, to: here, adds: true, by: "keys" });
    } else if (key === "Delete" || key === "Backspace") erase(row);
    else if (key === "Escape" && drawing) setDrawing(null);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent, row: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (act(event.key, row)) event.preventDefault();
  };

  return { tracks, cursor, stroke: drawing && strokeOf(drawing), pointer, onKeyDown };
}
