/** One person: who he is, where he may go, by what he is recognised, and what he did last. */
import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { flag } from "@/api/dialect";
import { useRights } from "@/api/me";
import { deletePerson, type Person, personQuery } from "@/api/people";
import { Access } from "@/features/people/Access";
import { Cards } from "@/features/people/Cards";
import { Identity } from "@/features/people/Identity";
import { LastEvents } from "@/features/people/LastEvents";
import classes from "@/features/people/People.module.css";
import { Secrets } from "@/features/people/Secrets";
import { TryCard } from "@/features/people/TryCard";
import { Validity } from "@/features/people/Validity";
import { standingOf } from "@/features/people/standing";
import { DeleteButton } from "@/ui/DeleteButton";
import { ErrorState } from "@/ui/ErrorState";
import { PageHead } from "@/ui/PageHead";
import { StateMark } from "@/ui/StateMark";

export function PersonPage() {
  const { t } = useTranslation("people");
  const { id } = useParams({ from: "/people/$id" });
  const { data: person, error, refetch } = useQuery(personQuery(id));
  if (person) return <Whole key={id} person={person} />;
  return (
    <>
      <PageHead title={t("person")} />
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : <Skeleton height={240} aria-busy aria-label={t("common:loading")} />}
    </>
  );
}

function Whole({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const rights = useRights();
  const editable = rights.writes("User");
  const name = person.name || person.user_id;
  const [state, word] = standingOf(flag(person.disabled), person.start_datetime, person.expiry_datetime, new Date());
  return (
    <>
      <PageHead
        title={name}
        about={<StateMark state={state} label={t(`standing.${word}`)} />}
        actions={editable && <Delete id={person.user_id} name={name} />}
      />
      <div className={classes.sections}>
        <div className={classes.column}>
          <Identity person={person} editable={editable} />
          <Validity person={person} editable={editable} />
          <Secrets person={person} editable={editable} />
        </div>
        <div className={classes.column}>
          <Cards person={person} editable={editable} />
          {rights.writes("Device") && <TryCard cards={person.cards} />}
          <Access person={person} editable={editable} />
          {rights.reads("Monitoring") && <LastEvents id={person.user_id} />}
        </div>
      </div>
    </>
  );
}

function Delete({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const act = async () => {
    await deletePerson(id);
    await navigate({ to: "/people" });
    queries.removeQueries({ queryKey: ["people"] });
  };
  return <DeleteButton id={id} name={name} about={t("deleteAbout")} act={act} />;
}
