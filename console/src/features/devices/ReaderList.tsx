/** The virtual readers that there are; on a narrow screen, a choice. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SimulatedDevice } from "@/api/simulated";
import classes from "@/features/devices/Readers.module.css";
import { StateMark } from "@/ui/StateMark";

interface Props {
  readers: readonly SimulatedDevice[];
  chosen: number;
  choose: (id: number) => void;
}

export function ReaderList({ readers, chosen, choose }: Props) {
  const { t } = useTranslation("devices");
  return (
    <nav className={classes.readers} aria-label={t("readers.title")}>
      <NativeSelect
        className={classes.choice}
        label={t("readers.reader")}
        value={String(chosen)}
        onChange={(event) => choose(Number(event.currentTarget.value))}
        data={readers.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <ul className={classes.list}>
        {readers.map(({ id, name, model, online }) => (
          <li key={id}>
            <button type="button" className={classes.one} aria-current={id === chosen ? true : undefined} onClick={() => choose(id)}>
              <span className={classes.oneName}>{name}</span>
              <span className={classes.oneModel}>{model}</span>
              {!online && <StateMark state="warn" label={t("state.offline")} compact />}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
