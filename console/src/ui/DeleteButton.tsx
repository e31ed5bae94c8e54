/** Deletes one thing after a question; what cannot go says why, and stays. */
import { Button, Popover, Text } from "@mantine/core";
import { mdiDelete } from "@mdi/js";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmMany } from "@/ui/ConfirmMany";
import { Icon } from "@/ui/Icon";
import { toastDone } from "@/ui/toasts";

interface Props {
  id: string;
  name: string;
  /** What it takes away with it. */
  about?: string | undefined;
  /** Why it cannot go. */
  why?: string | undefined;
  /** Deletes it, and leaves its page. */
  act: () => Promise<void>;
}

export function DeleteButton({ id, name, about, why, act }: Props) {
  const { t } = useTranslation("common");
  const [asking, setAsking] = useState(false);
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
          act={async () => {
            await act();
            toastDone({ message: t("deleted", { name }) });
            return [];
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
