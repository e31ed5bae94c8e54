/** People as readers meet them: a name, and what they carry. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";

export interface Bearer {
  id: string;
  name: string;
}

export interface Carried extends Bearer {
  cards: readonly string[];
}

const FEW = "6";

/** Those who were changed last: whoever was enrolled just now is first. */
export const latestBearersQuery = queryOptions({
  queryKey: ["people", "latest"],
  queryFn: async ({ signal }): Promise<Bearer[]> => {
    const query = { limit: FEW, order_by: "last_modified:true" };
    const { UserCollection } = await answer(server.GET("/api/users", { params: { query }, signal }));
    return UserCollection.rows.map(({ user_id, name }) => ({ id: user_id, name }));
  },
});

export const carriedQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", id, "carried"],
    queryFn: async ({ signal }): Promise<Carried> => {
      const { User } = await answer(server.GET("/api/users/{id}", { params: { path: { id } }, signal }));
      return { id, name: User.name, cards: User.cards.map(({ card_id }) => card_id) };
    },
  });
