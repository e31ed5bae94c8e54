/** One access group: its people, its levels, and the doors that this amounts to. */
import { ActionIcon, MultiSelect, Select, Skeleton, Text } from "@mantine/core";
import { mdiClose } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type AccessGroup, type AccessGroupDraft, accessGroupQuery, deleteAccessGroup, keepAccessGroup } from "@/api/accessGroups";
import { accessLevelsQuery } from "@/api/accessLevels";
import { useRights } from "@/api/me";
import { userGroupsQuery } from "@/api/people";
import classes from "@/features/access/Access.module.css";
import { DeleteThing } from "@/features/access/DeleteThing";
import { Editor, NameFields, useDraft } from "@/features/access/Editor";
import { GroupPeople } from "@/features/access/GroupPeople";
import { BackTo } from "@/features/access/Loaded";
import { amountOf } from "@/features/access/openings";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";
import { Section } from "@/ui/Section";
import { ThingLink } from "@/ui/ThingLink";

const FRESH: AccessGroup = { id: "new", name: "", description: "", people: [], userGroups: [], userGroupNames: [], levels: [] };
const STALE = ["access-groups", "people", "doors"] as const;

export function GroupPage() {
  const { t } = useTranslation("access");
  const { id } = useParams({ from: "/access/groups/$id" });
  const may = useRights().writes("AccessControl");
  const { data, error, refetch } = useQuery({ ...accessGroupQuery(id), enabled: id !== "new" });
  const group = id === "new" ? FRESH : data;
  if (group) return <Whole key={id} group={group} may={may} />;
  return (
    <>
      <PageHead title={t("one.groups")} about={<BackTo list="groups" />} />
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : <Skeleton height={240} aria-busy aria-label={t("common:loading")} />}
    </>
  );
}

function Whole({ group, may }: { group: AccessGroup; may: boolean }) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const { id, name, description, people, userGroups, levels } = group;
  const before: AccessGroupDraft = { name, description, people, userGroups, levels };
  const editing = useDraft(before);
  const { draft, set } = editing;
  const isNew = id === "new";
  return (
    <>
      <PageHead title={name || t("new.groups")} about={<BackTo list="groups" />} actions={may && !isNew && <Delete group={group} />} />
      <Editor
        editing={editing}
        may={may}
        save={(draft) => keepAccessGroup(isNew ? null : id, draft, before)}
        onSaved={async (id) => {
          if (isNew) await navigate({ to: "/access/groups/$id", params: { id }, replace: true, ignoreBlocker: true });
        }}
        stale={STALE}
      >
        <div className={classes.both}>
          <div className={classes.column}>
            <NameFields editing={editing} may={may} isNew={isNew} />
            <GroupPeople people={draft.people} may={may} onChange={(people) => set({ people })} />
            <UserGroups group={group} chosen={draft.userGroups} may={may} onChange={(userGroups) => set({ userGroups })} />
          </div>
          <Levels chosen={draft.levels} may={may} onChange={(levels) => set({ levels })} />
        </div>
      </Editor>
    </>
  );
}

interface ChosenProps {
  chosen: string[];
  may: boolean;
  onChange: (ids: string[]) => void;
}

/** The levels, and the doors that they open together. */
function Levels({ chosen, may, onChange }: ChosenProps) {
  const { t } = useTranslation("access");
  const { data: levels = [] } = useQuery(accessLevelsQuery);
  const doors = amountOf(levels, chosen);
  return (
    <div className={classes.column}>
      <Section title={t("list.levels")}>
        {may && (
          <Select
            size="xs"
            label={t("group.addLevel")}
            searchable
            value={null}
            data={levels.filter(({ id }) => !chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => id !== null && onChange([...chosen, id])}
            nothingFoundMessage={t("common:nothingFound")}
          />
        )}
        <ul className={classes.lines} aria-label={t("list.levels")}>
          {levels.filter(({ id }) => chosen.includes(id)).map(({ id, name }) => (
            <li key={id} className={classes.line}>
              <Link to="/access/levels/$id" params={{ id }}>
                {name}
              </Link>
              {may && (
                <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("group.removeLevel", { name })} onClick={() => onChange(chosen.filter((each) => each !== id))}>
                  <Icon path={mdiClose} size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
          {chosen.length === 0 && <li>{t("group.noLevels")}</li>}
        </ul>
      </Section>
      <Section title={t("group.amounts", { count: doors.length })}>
        <ul className={classes.lines} aria-label={t("doors")}>
          {doors.map(({ door, schedules }) => (
            <li key={door.id} className={classes.line}>
              <ThingLink kind="door" id={door.id}>
                {door.name}
              </ThingLink>
              <Text span size="sm" c="dimmed">
                {schedules.map(({ name }) => name).join(", ")}
              </Text>
            </li>
          ))}
        </ul>
        {doors.length === 0 && <EmptyState title={t("group.opensNothing")} next={t("group.opensNothingNext")} />}
      </Section>
    </div>
  );
}

/** The user groups whose members belong to it as well. */
function UserGroups({ group, chosen, may, onChange }: ChosenProps & { group: AccessGroup }) {
  const { t } = useTranslation("access");
  const sees = useRights().reads("User");
  const { data } = useQuery({ ...userGroupsQuery, enabled: sees && may });
  return (
    <Section title={t("group.userGroups")}>
      <Text size="sm" c="dimmed" mb="xs">
        {t("group.userGroupsAbout")}
      </Text>
      {data ? (
        <MultiSelect
          size="xs"
          aria-label={t("group.userGroups")}
          searchable
          value={chosen}
          data={data.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={onChange}
          nothingFoundMessage={t("common:nothingFound")}
        />
      ) : (
        <Text size="sm">{group.userGroupNames.join(", ") || t("group.noUserGroups")}</Text>
      )}
    </Section>
  );
}

function Delete({ group: { id, name, people } }: { group: AccessGroup }) {
  const { t } = useTranslation("access");
  return (
    <DeleteThing
      list="groups"
      id={id}
      name={name}
      about={people.length > 0 ? t("loses.groups", { count: people.length }) : undefined}
      remove={deleteAccessGroup}
      stale={STALE}
    />
  );
}
