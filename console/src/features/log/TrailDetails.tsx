/** One line of the trail: who, from where, and each value before and after. */
import { CloseButton, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TrailRow } from "@/api/audit";
import { WhenText } from "@/ui/WhenText";
import { actInWords, saidBy } from "./changes";
import classes from "./Log.module.css";

interface Props {
  row: TrailRow;
  close: () => void;
}

export function TrailDetails({ row, close }: Props) {
  const { t } = useTranslation("log");
  const { act, outcome, changes } = saidBy(row.CONTENT);
  return (
    <aside className={classes.details} aria-label={t("details")}>
      <Group justify="space-between" wrap="nowrap" align="start" mb="xs">
        <Title order={2} size="h4">
          {row.TARGET ? `${actInWords(act)}: ${row.TARGET}` : actInWords(act)}
        </Title>
        <CloseButton aria-label={t("common:close")} onClick={close} />
      </Group>
      <Stack gap="sm">
        {outcome !== undefined && (
          <Text size="sm" c="var(--state-bad)">
            {t("refused", { why: outcome })}
          </Text>
        )}
        <dl className={classes.facts}>
          <dt>{t("column.at")}</dt>
          <dd>
            <WhenText at={row.DATE} shape="dateTimeLong" />
          </dd>
          <dt>{t("column.who")}</dt>
          <dd>{row.PERM ? `${row.USRID}, ${row.PERM}` : row.USRID}</dd>
          {row.IP !== "" && (
            <>
              <dt>{t("column.address")}</dt>
              <dd>{row.IP}</dd>
            </>
          )}
        </dl>
        {changes.length > 0 ? (
          <Table withRowBorders layout="fixed" fz="sm" aria-label={t("changes")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("value")}</Table.Th>
                <Table.Th>{t("before")}</Table.Th>
                <Table.Th>{t("after")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ path, before, after }) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row" fw={400} className={classes.value}>{path}</Table.Th>
                  <Table.Td className={classes.value}>{before === undefined ? "–" : <del className={classes.before}>{before}</del>}</Table.Td>
                  <Table.Td className={classes.value}>{after === undefined ? "–" : <ins className={classes.after}>{after}</ins>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        ) : (
          <Text size="sm" c="dimmed">
            {t("noChanges")}
          </Text>
        )}
      </Stack>
    </aside>
  );
}
