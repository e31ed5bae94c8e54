/** Deletes one thing of this room; what is in use says by what, and stays. */
import { Button, Popover, Text } from "@mantine/core";
import { mdiDelete } from "@mdi/js";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListName } from "@/features/access/AccessHead";
import { ConfirmMany } from "@/ui/ConfirmMany";
import { Icon } from "@/ui/Icon";
import { toastDone } from "@/ui/toasts";

interface Props {
  list: ListName;
  id: string;
  name: string;
  /** What it takes away with it. */
  about?: string | undefined;
  /** Why it cannot go. */
  why?: string | undefined;
  remove: (id: string) => Promise<void>;
  stale: readonly string[];
}

export function DeleteThing({ list, id, name, about, why, remove, stale }: Props) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const act = async () => {
    await remove(id);
    await navigate({ to: `/access/${list}`, ignoreBlocker: true });
    await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    toastDone({ message: t("deleted", { name }) });
    return [];
  };
  const button = (
    <Button variant="default" leftSection={<Icon path={mdiDelete} />} {...(why === undefined && { onClick: () => setAsking(true) })}>
      {t("delete")}
    </Button>
  );
  if (why !== undefined) {
    return (
      <Popover position="bottom-end" shadow="md" width={320}>
        <Popover.Target>{button}</Popover.Target>
        <Popover.Dropdown>
          <Text size="sm" role="status">
            {why}
          </Text>
        </Popover.Dropdown>
      </Popover>
    );
  }
  return (
    <>
      {button}
      {asking && (
        <ConfirmMany
          question={t("deleteQuestion", { name })}
          {...(about !== undefined && { about })}
          verb={t("delete")}
          things={[{ id, name }]}
          dangerous
          act={act}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
