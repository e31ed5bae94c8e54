/** The doors board: every door as it stands, and commands to one or many. */
import { Group, Text, TextInput } from "@mantine/core";
import { mdiAlert, mdiDoor, mdiMagnify } from "@mdi/js";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { useLine, useLiveAll } from "@/live/hooks";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";
import classes from "./BoardPage.module.css";
import { inOrder, needsAttention, type Selection, shownOf } from "./board";
import { DoorActs } from "./DoorActs";
import { DoorGrid } from "./DoorGrid";
import chips from "./Filters.module.css";
import { MonitorTabs } from "./MonitorTabs";

const NOBODY: Selection = new Set();

export function BoardPage() {
  const { t, i18n } = useTranslation("monitor");
  const { q = "", attention = false } = useSearch({ from: "/monitor/doors" });
  const navigate = useNavigate({ from: "/monitor/doors" });
  const rights = useRights();
  const commands = rights.writes("Door") || rights.writes("Monitoring");
  const doors = useLiveAll("door");
  const line = useLine();
  const [kept, choose] = useState(NOBODY);
  const ordered = useMemo(() => inOrder(doors, i18n.language), [doors, i18n.language]);
  const ids = useMemo(() => shownOf(ordered, q, attention).map(({ id }) => String(id)), [ordered, q, attention]);
  const chosen = useMemo(() => {
    const there = new Set(ids);
    return new Set([...kept].filter((id) => there.has(id)));
  }, [kept, ids]);
  const troubled = doors.filter(needsAttention).length;
  const search = (changes: { q?: string | undefined; attention?: true | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  return (
    <>
      <PageHead title={t("title")} about={<MonitorTabs />} />
      <div className={chips.bar}>
        <TextInput
          size="xs"
          className={chips.find}
          leftSection={<Icon path={mdiMagnify} size={16} />}
          aria-label={t("board.search")}
          placeholder={t("board.search")}
          value={q}
          onChange={(event) => search({ q: event.target.value || undefined })}
        />
        <button
          type="button"
          className={chips.chip}
          data-state={troubled > 0 ? "warn" : "idle"}
          aria-pressed={attention}
          onClick={() => search({ attention: attention ? undefined : true })}
        >
          <Icon path={mdiAlert} size={15} />
          {t("board.attention", { count: troubled })}
        </button>
        <Group className={classes.acts} gap="xs">
          <Text size="sm" c="dimmed" aria-live="polite">
            {chosen.size > 0 ? t("board.chosen", { count: chosen.size }) : t("board.doors", { count: ids.length })}
          </Text>
          {commands && <DoorActs chosen={chosen} />}
        </Group>
      </div>
      {ids.length > 0 ? (
        <DoorGrid ids={ids} chosen={chosen} choose={choose} />
      ) : (
        line !== "connecting" &&
        line !== "closed" && (
          <EmptyState
            icon={mdiDoor}
            title={doors.length === 0 ? t("board.none") : t("board.noneFit")}
            next={doors.length === 0 ? t("board.noneNext") : t("board.noneFitNext")}
          />
        )
      )}
    </>
  );
}
