/** Login id and password; why it failed is said below. */
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Me, signIn } from "@/api/me";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

export function SignInForm({ onDone }: { onDone: (me: Me) => void }) {
  const { t } = useTranslation("session");
  const reason = useReason();
  const [loginId, setLoginId] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      onDone(await signIn(loginId, password));
    } catch (failure) {
      setError(failure);
      setPassword("");
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("loginId")}
          value={loginId}
          onChange={(event) => setLoginId(event.currentTarget.value)}
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t("password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
          required
          withAsterisk={false}
        />
        <Problem reserved>{error ? reason(error) : ""}</Problem>
        <Button type="submit" loading={busy} fullWidth>
          {t("signIn")}
        </Button>
      </Stack>
    </form>
  );
}
