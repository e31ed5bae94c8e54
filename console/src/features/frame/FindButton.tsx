/** The way to the palette: a button, or Ctrl-K. The palette itself is loaded when it is first asked for. */
import { Kbd, UnstyledButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { mdiMagnify } from "@mdi/js";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/frame/Frame.module.css";
import { Icon } from "@/ui/Icon";

const Palette = lazy(() => import("@/features/frame/Palette"));

export function FindButton() {
  const { t } = useTranslation("frame");
  const [asked, setAsked] = useState(0);
  const ask = () => setAsked((times) => times + 1);
  useHotkeys([["mod+K", ask]], [], true);
  return (
    <>
      <UnstyledButton className={classes.find} onClick={ask} aria-keyshortcuts="Control+K">
        <Icon path={mdiMagnify} />
        <span className={classes.findWord}>{t("find.button")}</span>
        <Kbd size="xs" className={classes.findWord}>
          {t("find.keys")}
        </Kbd>
      </UnstyledButton>
      {asked > 0 && (
        <Suspense>
          <Palette asked={asked} />
        </Suspense>
      )}
    </>
  );
}
