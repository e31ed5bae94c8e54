/** Any person, door, device, page or action in two keys and a few letters. */
import { Spotlight, spotlight } from "@mantine/spotlight";
import {
  mdiAccountGroupOutline,
  mdiAccountOutline,
  mdiCalendarClockOutline,
  mdiChip,
  mdiDoor,
  mdiFolderAccountOutline,
  mdiKeyOutline,
  mdiMagnify,
} from "@mdi/js";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Found, findQuery, type FoundKind } from "@/api/find";
import { useRights } from "@/api/me";
import classes from "@/features/frame/Frame.module.css";
import { addressOf, beginsWord } from "@/features/frame/palette";
import { roomsFor } from "@/features/frame/rooms";
import { Icon } from "@/ui/Icon";
import { useReason } from "@/ui/reason";

const PAUSE = 60;
const SIGNS: Record<FoundKind, string> = {
  person: mdiAccountOutline,
  door: mdiDoor,
  device: mdiChip,
  access_group: mdiAccountGroupOutline,
  access_level: mdiKeyOutline,
  schedule: mdiCalendarClockOutline,
  user_group: mdiFolderAccountOutline,
};

export default function Palette({ asked }: { asked: number }) {
  const { t } = useTranslation("frame");
  const reason = useReason();
  const [query, setQuery] = useState("");
  const [paused] = useDebouncedValue(query.trim(), PAUSE);
  const { data, error, isFetching } = useQuery(findQuery(paused));
  const found = query.trim() === "" ? [] : (data?.items ?? []);
  const settled = paused === query.trim() && !isFetching;
  useEffect(() => spotlight.open(), [asked]);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight="60vh"
      title={t("find.label")}
      classNames={{ header: classes.unseen }}
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
    >
      <Spotlight.Search
        placeholder={t("find.placeholder")}
        aria-label={t("find.label")}
        leftSection={<Icon path={mdiMagnify} />}
      />
      <Spotlight.ActionsList>
        <Rooms query={query} />
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t("find.things")}>
            {found.map((item) => (
              <Thing key={`${item.kind} ${item.id}`} item={item} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {query.trim() !== "" && found.length === 0 && settled && (
          <Spotlight.Empty>{error ? reason(error) : t("find.nothing")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Rooms({ query }: { query: string }) {
  const { t } = useTranslation("frame");
  const rights = useRights();
  const { history } = useRouter();
  const rooms = roomsFor(rights).filter(({ id }) => beginsWord(t(`room.${id}`), query));
  if (rooms.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t("find.pages")}>
      {rooms.map(({ id, path, icon }) => (
        <Spotlight.Action
          key={id}
          label={t(`room.${id}`)}
          leftSection={<Icon path={icon} />}
          onClick={() => history.push(path)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Thing({ item }: { item: Found }) {
  const { t } = useTranslation("frame");
  const { history } = useRouter();
  const kind = t(`find.kind.${item.kind}`);
  return (
    <Spotlight.Action
      label={item.name}
      description={item.detail === "" ? kind : `${kind} · ${item.detail}`}
      leftSection={<Icon path={SIGNS[item.kind]} />}
      onClick={() => history.push(addressOf(item.kind, item.id))}
    />
  );
}
