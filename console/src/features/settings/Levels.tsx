/** The operator levels, what each may do in short, and who has it. */
import { Button, Group, Title } from "@mantine/core";
import { mdiPlus, mdiShieldAccountOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Level, levelsQuery } from "@/api/operatorLevels";
import classes from "@/features/settings/settings.module.css";
import { type Column, DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";

export function Levels({ mayMake }: { mayMake: boolean }) {
  const { t } = useTranslation("settings");
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(levelsQuery);
  const columns = useMemo<Column<Level>[]>(
    () => [
      { id: "name", header: t("level.name"), accessorKey: "name", meta: { always: true, width: "minmax(10rem, 1fr)" } },
      { id: "description", header: t("level.about"), accessorKey: "description", meta: { width: "minmax(12rem, 2fr)" } },
      {
        id: "operators",
        header: t("level.operators"),
        accessorFn: ({ operators }) => operators.map(({ name }) => name).join(", "),
        cell: ({ getValue }) => getValue<string>() || "–",
        meta: { always: true, width: "minmax(8rem, 2fr)" },
      },
    ],
    [t],
  );
  const open = (id: string) => void navigate({ to: "/settings/levels/$id", params: { id } });
  return (
    <section aria-labelledby="levels">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="levels">
          {t("levels")}
        </Title>
        {mayMake && (
          <Button size="xs" variant="default" leftSection={<Icon path={mdiPlus} />} onClick={() => open("new")}>
            {t("level.new")}
          </Button>
        )}
      </Group>
      <div className={classes.levels}>
        <DataList
          label={t("levels")}
          columns={columns}
          rows={data}
          rowId={({ id }) => id}
          error={error}
          retry={() => void refetch()}
          onOpen={({ id }) => open(id)}
          empty={<EmptyState icon={mdiShieldAccountOutline} title={t("level.none")} next={t("level.noneAbout")} />}
        />
      </div>
    </section>
  );
}
