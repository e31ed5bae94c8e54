/** Everything that was looked at for a passage: each check, and each path of access group, level and schedule. */
import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/schema";
import { StateMark } from "@/ui/StateMark";
import classes from "@/ui/RulePath.module.css";

type Explanation = components["schemas"]["ExplanationOut"];
type Holds = boolean | null;

const STATES = (holds: Holds) => (holds === null ? "idle" : holds ? "good" : "bad");

export function RulePath({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation("common");
  const word = (holds: Holds) => t(`holds.${String(holds)}`);
  const { checks, steps, reason, granted, basis } = explanation;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} component="div">
        <StateMark state={granted ? "good" : "bad"} label={granted ? t("passes") : t("passesNot")} />
      </Text>
      <Text size="sm">{reason}</Text>
      <List listStyleType="none" className={classes.checks} aria-label={t("checks")}>
        {checks.map(({ name, holds, reason }) => (
          <List.Item key={name} icon={<StateMark compact state={STATES(holds)} label={word(holds)} />}>
            {reason}
          </List.Item>
        ))}
      </List>
      {steps.length > 1 && (
        <List listStyleType="none" className={classes.checks} aria-label={t("paths")}>
          {steps.map(({ holds, reason }, place) => (
            <List.Item key={place} icon={<StateMark compact state={STATES(holds)} label={word(holds)} />}>
              {reason}
            </List.Item>
          ))}
        </List>
      )}
      <Text size="xs" c="dimmed">
        {basis}
      </Text>
    </Stack>
  );
}
