/** The photo of an event's person. It is fetched where one event is looked at; lists show those that are there already, for
 * two hundred events a second are not two hundred requests.
 */
import { useQuery } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { LogEvent } from "@/api/events";
import { useRights } from "@/api/me";
import { Avatar } from "@/ui/Avatar";

const KEPT = 600_000;

interface Props {
  person: NonNullable<LogEvent["person"]>;
  size: number;
  fetched?: boolean;
}

async function photoOf(id: string, signal: AbortSignal): Promise<string | null> {
  const { User } = await answer(server.GET("/api/users/{id}", { params: { path: { id } }, signal }));
  return User.photo ? `data:image/jpeg;base64,${User.photo}` : null;
}

export function PersonPhoto({ person, size, fetched = false }: Props) {
  const { reads } = useRights();
  const { data } = useQuery({
    queryKey: ["photo", person.id],
    queryFn: ({ signal }) => photoOf(person.id, signal),
    enabled: fetched && person.photo && reads("User"),
    staleTime: KEPT,
  });
  return <Avatar name={person.name} photo={data} size={size} />;
}
