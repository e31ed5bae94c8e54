/** What a list shows when there is nothing: why, and what to do next. */
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "@/ui/Icon";

interface Props {
  icon?: string;
  title: string;
  /** What to do next. */
  next?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, next, action }: Props) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      {icon !== undefined && (
        <Text c="dimmed" component="span" lh={1}>
          <Icon path={icon} size={32} />
        </Text>
      )}
      <Text fw={600}>{title}</Text>
      {next !== undefined && (
        <Text c="dimmed" size="sm" maw="36rem">
          {next}
        </Text>
      )}
      {action}
    </Stack>
  );
}
