/** The heads of a list: a button where it sorts; and the choice of its columns. */
import { ActionIcon, Checkbox, Popover, Stack } from "@mantine/core";
import { mdiArrowDown, mdiArrowUp, mdiViewColumnOutline } from "@mdi/js";
import { useTranslation } from "react-i18next";
import classes from "@/ui/DataList.module.css";
import { Icon } from "@/ui/Icon";

export interface Sort {
  id: string;
  descending: boolean;
}

interface HeadProps {
  id: string;
  text: string;
  meta: { numeric?: boolean; sortable?: boolean } | undefined;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

export function ColumnHead({ id, text, meta, sort, onSort }: HeadProps) {
  const mine = sort?.id === id ? sort : undefined;
  const order = mine && (mine.descending ? "descending" : "ascending");
  const sortable = onSort !== undefined && meta?.sortable === true;
  return (
    <div role="columnheader" className={classes.heading} data-numeric={meta?.numeric} aria-sort={sortable ? (order ?? "none") : undefined}>
      {sortable ? (
        <button type="button" className={classes.sort} onClick={() => onSort({ id, descending: order === "ascending" })}>
          {text}
          {mine && <Icon path={mine.descending ? mdiArrowDown : mdiArrowUp} size={14} />}
        </button>
      ) : (
        text
      )}
    </div>
  );
}

interface ChooserProps {
  columns: readonly { id: string; header: string }[];
  shown: readonly string[];
  onChange: (shown: string[]) => void;
}

/** A button that opens the choice of columns; the last one stays. */
export function ColumnChooser({ columns, shown, onChange }: ChooserProps) {
  const { t } = useTranslation("common");
  return (
    <Popover position="bottom-end" withArrow={false} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t("columns")} title={t("columns")}>
          <Icon path={mdiViewColumnOutline} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group value={[...shown]} onChange={(chosen) => chosen.length > 0 && onChange(chosen)} label={t("columns")}>
          <Stack gap="xs" mt="xs">
            {columns.map(({ id, header }) => (
              <Checkbox key={id} value={id} label={header} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
