/** A generated password must be changed before anything else. */
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changePassword, type Me, signIn, signOut } from "@/api/me";
import { Threshold } from "@/features/session/Threshold";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

interface Props {
  me: Me;
  onDone: (me: Me | null) => void;
}

export function PasswordPage({ me, onDone }: Props) {
  const { t } = useTranslation("session");
  const reason = useReason();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const differs = again !== "" && again !== password;

  const change = async () => {
    setBusy(true);
    setError(null);
    try {
      await changePassword(me.id, password);
      onDone(me.loginId ? await signIn(me.loginId, password) : null);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Threshold title={t("newPassword")} about={t("newPasswordWhy")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!differs) void change();
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            label={t("newPassword")}
            description={t("passwordRule")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={t("repeat")}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
            error={differs ? t("differs") : undefined}
            required
            withAsterisk={false}
          />
          <Problem reserved>{error ? reason(error) : ""}</Problem>
          <Group grow>
            <Button variant="default" onClick={() => void signOut().then(() => onDone(null))}>
              {t("signOut")}
            </Button>
            <Button type="submit" loading={busy} disabled={password === "" || again === "" || differs}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Threshold>
  );
}
