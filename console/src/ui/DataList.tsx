/** A list of many rows: sorted by its heads, columns to choose, only what is seen is drawn, whole by keyboard (arrows,
 * Home, End, Enter opens, Space chooses). Its state (sort, columns) is the page's to keep, in the URL.
 */
import { Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { type ColumnDef, type Row, flexRender, getCoreRowModel, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "@/ui/ErrorState";
import classes from "@/ui/DataList.module.css";
import { ColumnHead, type Sort } from "@/ui/DataListHead";
import { useRowKeys } from "@/ui/useRowKeys";

const ROW_HEIGHT = 40;
const NARROW = 640;
const SKELETONS = 8;
/** The same array each time: the table begins anew with each other one. */
const NONE: readonly never[] = [];

/** A column: TanStack's, with what this list adds. `id` and `header` (a text) are always given. */
export type Column<T> = ColumnDef<T> & {
  id: string;
  header: string;
  meta?: {
    /** Of a CSS grid: `minmax(8rem, 2fr)`, which is also the default. */
    width?: string;
    /** Shown also where there is no room. */
    always?: boolean;
    /** Numbers are aligned to the end. */
    numeric?: boolean;
    sortable?: boolean;
  };
};

export interface DataListProps<T extends object> {
  /** What the list is, for who cannot see it. */
  label: string;
  columns: readonly Column<T>[];
  /** Nothing: they are being loaded. */
  rows: readonly T[] | undefined;
  rowId: (row: T) => string;
  /** How many there are in all, where not all are here. */
  total?: number | undefined;
  error?: unknown;
  retry?: () => void;
  /** An EmptyState. */
  empty: ReactNode;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** The ids of the columns that are shown; all where not given. */
  shown?: readonly string[] | undefined;
  onOpen?: (row: T) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (id: string) => void;
  /** The end comes into view: fetch more. */
  onEnd?: () => void;
}

export function DataList<T extends object>(props: DataListProps<T>) {
  const { columns, rows, shown, rowId } = props;
  const { ref: sizeRef, width } = useElementSize();
  const visible = useMemo(
    () =>
      columns.filter(
        ({ id, meta }, index) => (shown?.includes(id) ?? true) && (width === 0 || width >= NARROW || (meta?.always ?? index === 0)),
      ),
    [columns, shown, width],
  );
  const table = useReactTable({
    data: (rows ?? NONE) as T[],
    columns: visible,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
  });
  const template = visible.map(({ meta }) => meta?.width ?? "minmax(6rem, 1fr)").join(" ");
  return (
    <div className={classes.list} ref={sizeRef}>
      <Body {...props} visible={visible} template={template} tableRows={table.getRowModel().rows} />
    </div>
  );
}

interface BodyProps<T extends object> extends DataListProps<T> {
  visible: readonly Column<T>[];
  template: string;
  tableRows: Row<T>[];
}

function Body<T extends object>(props: BodyProps<T>) {
  const { visible, template, tableRows, rows, error, sort, onSort, total, label, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const keys = useRowKeys(tableRows.length, virtual, scroller);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (tableRows.length > 0 && last >= tableRows.length - 1) onEnd?.();
  }, [last, tableRows.length, onEnd]);

  const filled = error === undefined || error === null ? rows : undefined;
  const bare = filled?.length === 0;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? tableRows.length) + 1}
      aria-busy={rows === undefined && !error}
      tabIndex={tableRows.length > 0 ? -1 : 0}
    >
      <div className={classes.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {visible.map((column) => (
          <ColumnHead key={column.id} id={column.id} text={column.header} meta={column.meta} sort={sort} onSort={onSort} />
        ))}
      </div>
      {Boolean(error) && <Inside><ErrorState error={error} {...(props.retry && { retry: props.retry })} /></Inside>}
      {!error && rows === undefined && <Skeletons template={template} columns={visible.length} />}
      {bare && <Inside>{props.empty}</Inside>}
      {filled && !bare && (
        <div className={classes.rows} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = tableRows[index];
            return (
              row && (
                <OneRow key={row.id} {...props} row={row} index={index} start={start} keys={keys} />
              )
            );
          })}
        </div>
      )}
    </div>
  );
}

/** What stands in the grid in place of rows. */
function Inside({ children }: { children: ReactNode }) {
  return (
    <div role="row">
      <div role="gridcell">{children}</div>
    </div>
  );
}

interface OneRowProps<T extends object> extends BodyProps<T> {
  row: Row<T>;
  index: number;
  start: number;
  keys: ReturnType<typeof useRowKeys>;
}

function OneRow<T extends object>({ row, index, start, keys, template, onOpen, onSelect, selected }: OneRowProps<T>) {
  const open = onOpen && (() => onOpen(row.original));
  const choose = onSelect && (() => onSelect(row.id));
  const isSelected = selected?.has(row.id) ?? false;
  return (
    <div
      role="row"
      className={classes.row}
      data-index={index}
      data-opens={onOpen ? true : undefined}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : undefined}
      tabIndex={index === keys.active ? 0 : -1}
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
      onFocus={() => keys.setActive(index)}
      onKeyDown={(event) => keys.onKey(event, { open, choose })}
      onClick={(event) => {
        if (!(event.target as Element).closest("a,button,input,label")) (open ?? choose)?.();
      }}
    >
      {row.getVisibleCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          className={classes.cell}
          data-numeric={(cell.column.columnDef as Column<T>).meta?.numeric}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}

function Skeletons({ template, columns }: { template: string; columns: number }) {
  const { t } = useTranslation("common");
  return (
    <div role="row">
      <div role="gridcell" aria-label={t("loading")}>
        {Array.from({ length: SKELETONS }, (_, line) => (
          <div key={line} className={classes.skeleton} style={{ gridTemplateColumns: template }}>
            {Array.from({ length: columns }, (_, cell) => (
              <Skeleton key={cell} height={10} width={`${45 + ((line * 7 + cell * 13) % 40)}%`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
