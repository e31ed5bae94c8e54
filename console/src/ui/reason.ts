/** Why something failed, in the operator's language where we know the code, else in the server's words. */
import i18next from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/problem";

export function useReason(): (error: unknown) => string {
  const { t } = useTranslation("errors");
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof Refused)) return t("unexpected");
      if (error.unreachable) return t("unreachable");
      if (error.code !== "" && i18next.exists(`errors:code.${error.code}`)) return t(`code.${error.code}`);
      return error.message || t("unexpected");
    },
    [t],
  );
}
