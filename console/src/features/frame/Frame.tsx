/** The frame around every page: navigation by task, the state of the site, one's own account. */
import { Burger } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { type MouseEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AccountMenu } from "@/features/frame/AccountMenu";
import { FindButton } from "@/features/frame/FindButton";
import classes from "@/features/frame/Frame.module.css";
import { JobTray } from "@/features/frame/JobTray";
import { Navigation } from "@/features/frame/Navigation";
import { SiteState } from "@/features/frame/SiteState";
import { useLiveLine } from "@/live/line";
import mark from "@/ui/mark.svg";

export function Frame() {
  const { t } = useTranslation("frame");
  useLiveLine();
  const [open, { toggle, close }] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path, close]);

  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <div className={classes.frame} data-open={open}>
      <a href="#main" className="skip" onClick={skip}>
        {t("skip")}
      </a>
      <header className={classes.header}>
        <Burger
          className={classes.burger}
          opened={open}
          onClick={toggle}
          size="sm"
          aria-label={open ? t("closeNavigation") : t("openNavigation")}
          aria-expanded={open}
          aria-controls="navigation"
        />
        <img className={classes.mark} src={mark} alt="Ostiary" width={24} height={24} />
        <SiteState />
        <div className={classes.tools}>
          <FindButton />
          <JobTray />
          <AccountMenu />
        </div>
      </header>
      <Navigation onLeave={close} />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
