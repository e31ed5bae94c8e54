/** One door: how it stands, what can be done with it, to whom it opens, and what has happened. */
import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { commandDoors, type DoorVerb, VERBS } from "@/api/doorCommands";
import { doorQuery, openersQuery, passageQuery } from "@/api/doors";
import { useRights } from "@/api/me";
import { momentOf } from "@/lib/time";
import { useLive } from "@/live/hooks";
import { ErrorState } from "@/ui/ErrorState";
import { LatestEvents } from "@/ui/LatestEvents";
import { MomentInput } from "@/ui/MomentInput";
import { PageHead } from "@/ui/PageHead";
import { Problem } from "@/ui/Problem";
import { RulePath } from "@/ui/RulePath";
import { Section } from "@/ui/Section";
import { ThingLink } from "@/ui/ThingLink";
import { ThingPicker } from "@/ui/ThingPicker";
import { useReason } from "@/ui/reason";
import { toastDone, toastFailed } from "@/ui/toasts";
import { Alarms, LockState } from "./LockState";
import { Settings } from "./Settings";

export function DoorPage() {
  const { t } = useTranslation("doors");
  const { id } = useParams({ from: "/doors/$id" });
  const rights = useRights();
  const { data: door, error, refetch } = useQuery(doorQuery(id));
  const now = useLive("door", id);
  const place = useMemo(() => ({ devices: [], doors: [Number(id)] }), [id]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <PageHead
        title={door?.name ?? now?.name ?? t("title")}
        about={now && <Group gap="md"><LockState door={now} /><Alarms door={now} /></Group>}
        actions={(rights.writes("Door") || rights.writes("Monitoring")) && <Acts id={id} name={door?.name ?? ""} alarmed={(now?.alarms.length ?? 0) > 0} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        {door && <Section title={t("settings")}><Settings key={door.id} door={door} /></Section>}
        {rights.reads("AccessControl") && <Section title={t("mayPass")}><Passage id={Number(id)} /></Section>}
        {rights.reads("Monitoring") && <Section title={t("latest")}><LatestEvents label={t("latest")} place={place} /></Section>}
        {rights.reads("AccessControl") && <Section title={t("openers")}><Openers id={Number(id)} /></Section>}
      </SimpleGrid>
    </>
  );
}

function Acts({ id, name, alarmed }: { id: string; name: string; alarmed: boolean }) {
  const { t } = useTranslation("doors");
  const reason = useReason();
  const act = async (verb: DoorVerb) => {
    try {
      await commandDoors(verb, [id]);
      toastDone({ message: t(`done.${verb}`, { name }) });
    } catch (error) {
      toastFailed(t(`verb.${verb}`), reason(error));
    }
  };
  return VERBS.filter((verb) => verb !== "clear_alarm" || alarmed).map((verb) => (
    <Button key={verb} variant={verb === "open" ? "filled" : "default"} onClick={() => void act(verb)}>
      {t(`verb.${verb}`)}
    </Button>
  ));
}

/** May this person pass, now or then? */
function Passage({ id }: { id: number }) {
  const { t } = useTranslation("doors");
  const { person, at } = useSearch({ from: "/doors/$id" });
  const navigate = useNavigate({ from: "/doors/$id" });
  const { data, error } = useQuery(passageQuery(id, person, momentOf(at)));
  const reason = useReason();
  const ask = (changes: { person?: string | undefined; at?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...changes }), replace: true });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        <ThingPicker kind="person" label={t("person")} value={person} onChange={(person) => ask({ person })} />
        <MomentInput label={t("when")} value={at} onChange={(at) => ask({ at })} />
      </SimpleGrid>
      {person === undefined && <Text size="sm" c="dimmed">{t("mayPassAbout")}</Text>}
      <Problem>{error ? reason(error) : null}</Problem>
      {person !== undefined && data && <RulePath explanation={data} />}
    </Stack>
  );
}

function Openers({ id }: { id: number }) {
  const { t } = useTranslation("doors");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(openersQuery(id));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const first = data?.pages[0];
  return (
    <Stack gap={4}>
      {first?.refusal && <Text size="sm" c="var(--state-bad)">{first.refusal}</Text>}
      {first && <Text size="sm" c="dimmed">{t("openersCount", { count: first.total })}</Text>}
      {data?.pages.flatMap(({ items }) => items).map(({ id, name, group, level, schedule }) => (
        <Group key={id} gap="sm" justify="space-between">
          <ThingLink kind="person" id={id}>{name || id}</ThingLink>
          <Text size="xs" c="dimmed">{[group?.name, level?.name, schedule?.name].filter(Boolean).join(" › ")}</Text>
        </Group>
      ))}
      {hasNextPage && <Button size="compact-sm" variant="subtle" loading={isFetching} onClick={() => void fetchNextPage()}>{t("more")}</Button>}
    </Stack>
  );
}
