/** What a device holds against what it should hold: family by family, in numbers, and in a sentence. */
import { Skeleton, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { contentQuery, type FamilyContent } from "@/api/devices";
import classes from "@/features/devices/Devices.module.css";
import { CONTENT_LOOKS } from "@/features/devices/deviceTree";
import { ErrorState } from "@/ui/ErrorState";
import { StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";

interface Props {
  id: number;
  /** As the live state has it: when it changes, the device is asked again. */
  content: string | null;
  online: boolean;
}

export function DeviceContent({ id, content, online }: Props) {
  const { t } = useTranslation("devices");
  const { data, error, refetch } = useQuery(contentQuery(id));
  useEffect(() => void refetch(), [content, online, refetch]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={260} aria-busy />;
  const state = content ?? data.state;
  return (
    <>
      <div className={classes.standing}>
        <StateMark state={CONTENT_LOOKS[state] ?? "idle"} label={t(`content.${state}`)} />
        <Text size="sm" c="dimmed">
          {t(`holds.about.${state}`, { count: data.pending })}
          {data.proven_at !== null && (
            <>
              {" "}
              {t("holds.proven")} <WhenText at={data.proven_at} shape="dateTimeLong" />
            </>
          )}
        </Text>
      </div>
      <Table verticalSpacing={6} className={classes.families}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("holds.family")}</Table.Th>
            <Table.Th>{t("holds.held")}</Table.Th>
            <Table.Th>{t("holds.wanted")}</Table.Th>
            <Table.Th>{t("holds.differs")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.families.map((family) => (
            <OneFamily key={family.family} family={family} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function OneFamily({ family }: { family: FamilyContent }) {
  const { t } = useTranslation("devices");
  const { missing, different, unwanted, refused } = family;
  const words = [
    missing && missing.count > 0 && t("holds.lacks", { count: missing.count }),
    different && different.count > 0 && t("holds.other", { count: different.count }),
    unwanted && unwanted.count > 0 && t("holds.tooMuch", { count: unwanted.count }),
  ].filter((word) => typeof word === "string");
  const keys = [...(missing?.keys ?? []), ...(different?.keys ?? []), ...(unwanted?.keys ?? [])].join(", ");
  return (
    <Table.Tr>
      <Table.Td>{t(`family.${family.family}`)}</Table.Td>
      <Table.Td>{family.held ?? "–"}</Table.Td>
      <Table.Td>{family.wanted ?? "–"}</Table.Td>
      <Table.Td>
        {words.map((word) => (
          <div key={word}>
            <StateMark state="warn" label={word} />
          </div>
        ))}
        {keys !== "" && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {keys}
          </Text>
        )}
        {refused.map(({ key, reason }) => (
          <Text key={key} size="xs" c="var(--state-bad)">
            {t("holds.refused", { key, reason })}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
