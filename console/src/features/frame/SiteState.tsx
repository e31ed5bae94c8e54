/** How the site is, in the header: the line to the server, doors in alarm, devices that are away. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "@/features/frame/Frame.module.css";
import { useLine, useLiveAll } from "@/live/hooks";
import { StateMark } from "@/ui/StateMark";

export function SiteState() {
  const { t } = useTranslation("frame");
  const line = useLine();
  const doors = useLiveAll("door").filter((door) => door.alarms.length > 0).length;
  const devices = useLiveAll("device").filter((device) => device.state === "offline").length;
  return (
    <div className={classes.site} role="status" aria-label={t("site.label")}>
      {line === "broken" && <StateMark state="bad" label={t("site.broken")} />}
      {line === "open" && doors === 0 && devices === 0 && <StateMark state="good" label={t("site.well")} />}
      {doors > 0 && (
        <Link to="/doors">
          <StateMark state="bad" label={t("site.alarms", { count: doors })} />
        </Link>
      )}
      {devices > 0 && (
        <Link to="/devices">
          <StateMark state="warn" label={t("site.offline", { count: devices })} />
        </Link>
      )}
    </div>
  );
}
