/** One access level: its doors by schedule, and the groups that have it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { allAccessGroupsQuery } from "@/api/accessGroups";
import { type AccessLevel, accessLevelsQuery, deleteAccessLevel, keepAccessLevel } from "@/api/accessLevels";
import classes from "@/features/access/Access.module.css";
import { DeleteThing } from "@/features/access/DeleteThing";
import { Editor, NameFields, useDraft } from "@/features/access/Editor";
import { LevelDoors } from "@/features/access/LevelDoors";
import { BackTo, Loaded } from "@/features/access/Loaded";
import { itemsOf, openingsOf } from "@/features/access/openings";
import { PageHead } from "@/ui/PageHead";
import { Section } from "@/ui/Section";

const FRESH: AccessLevel = { id: "new", name: "", description: "", items: [] };
const STALE = ["access-levels", "access-groups", "people", "doors"] as const;

export function LevelPage() {
  const { id } = useParams({ from: "/access/levels/$id" });
  return (
    <Loaded list="levels" id={id} found={useQuery(accessLevelsQuery)} fresh={FRESH}>
      {(level, may) => <Whole key={id} level={level} may={may} />}
    </Loaded>
  );
}

function Whole({ level, may }: { level: AccessLevel; may: boolean }) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const { id, name, description, items } = level;
  const editing = useDraft({ name, description, openings: openingsOf(items) });
  const { draft, set } = editing;
  const isNew = id === "new";
  return (
    <>
      <PageHead title={name || t("new.levels")} about={<BackTo list="levels" />} actions={may && !isNew && <Delete level={level} />} />
      <Editor
        editing={editing}
        may={may}
        save={({ name, description, openings }) => keepAccessLevel(isNew ? null : id, { name, description, items: itemsOf(openings, items) })}
        onSaved={async (id) => {
          if (isNew) await navigate({ to: "/access/levels/$id", params: { id }, replace: true, ignoreBlocker: true });
        }}
        stale={STALE}
      >
        <div className={classes.both}>
          <div className={classes.column}>
            <NameFields editing={editing} may={may} isNew={isNew} />
            <LevelDoors openings={draft.openings} may={may} onChange={(openings) => set({ openings })} />
          </div>
          {!isNew && <GroupsWith level={id} />}
        </div>
      </Editor>
    </>
  );
}

function useGroupsWith(level: string) {
  const { data = [] } = useQuery(allAccessGroupsQuery);
  return data.filter(({ levels }) => levels.includes(level));
}

function GroupsWith({ level }: { level: string }) {
  const { t } = useTranslation("access");
  const groups = useGroupsWith(level);
  return (
    <Section title={t("list.groups")}>
      <ul className={classes.lines}>
        {groups.map(({ id, name, people }) => (
          <li key={id} className={classes.line}>
            <Link to="/access/groups/$id" params={{ id }}>
              {name}
            </Link>
            <span>{t("people.count", { count: people.length })}</span>
          </li>
        ))}
        {groups.length === 0 && <li>{t("level.noGroups")}</li>}
      </ul>
    </Section>
  );
}

function Delete({ level: { id, name } }: { level: AccessLevel }) {
  const { t } = useTranslation("access");
  const groups = useGroupsWith(id).map(({ name }) => name);
  return (
    <DeleteThing
      list="levels"
      id={id}
      name={name}
      about={groups.length > 0 ? t("loses.levels", { names: groups.join(", ") }) : undefined}
      remove={deleteAccessLevel}
      stale={STALE}
    />
  );
}
