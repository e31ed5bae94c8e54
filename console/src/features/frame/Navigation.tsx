/** The rooms that the operator may enter. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import classes from "@/features/frame/Frame.module.css";
import { roomsFor } from "@/features/frame/rooms";
import { Icon } from "@/ui/Icon";

export function Navigation({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation("frame");
  const rights = useRights();
  return (
    <nav id="navigation" className={classes.navigation} aria-label={t("navigation")}>
      <ul className={classes.rooms}>
        {roomsFor(rights).map(({ id, path, icon }) => (
          <li key={id}>
            <Link to={path} className={classes.room} onClick={onLeave}>
              <Icon path={icon} size={20} />
              {t(`room.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
