/** Who has no session signs in, who has a generated password changes it; then the console. A session that ends is
 * begun anew over the page, which stays as it is: what was half filled in is kept.
 */
import { Modal, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Me, meQuery } from "@/api/me";
import { session, useStanding } from "@/api/session";
import { PasswordPage } from "@/features/session/PasswordPage";
import { SignInForm } from "@/features/session/SignInForm";
import { Threshold } from "@/features/session/Threshold";
import { ErrorState } from "@/ui/ErrorState";

export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation("session");
  const standing = useStanding();
  const queries = useQueryClient();
  const { data: me, error, refetch } = useQuery({ ...meQuery, enabled: standing !== "none" });

  const enter = (entered: Me | null) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
    if (!entered) {
      session.ended();
      return;
    }
    queries.setQueryData(meQuery.queryKey, entered);
    session.opened();
  };

  if (standing === "none") {
    return (
      <Threshold title={t("signIn")}>
        <SignInForm onDone={enter} />
      </Threshold>
    );
  }
  if (!me) return error ? <ErrorState error={error} retry={() => void refetch()} /> : null;
  if (me.mustChangePassword) return <PasswordPage me={me} onDone={enter} />;
  return (
    <>
      {children}
      {standing === "lost" && <SessionEnded me={me} />}
    </>
  );
}

function SessionEnded({ me }: { me: Me }) {
  const { t } = useTranslation("session");
  const queries = useQueryClient();
  const resume = (entered: Me) => {
    if (entered.id !== me.id) {
      globalThis.location.assign("/");
      return;
    }
    session.opened();
    void queries.invalidateQueries();
  };
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={t("ended")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("endedAbout", { name: me.name })}
      </Text>
      <SignInForm onDone={resume} />
    </Modal>
  );
}
