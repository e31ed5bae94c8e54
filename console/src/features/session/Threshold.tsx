/** The plain page before the console: the mark, a title, one form. */
import { Group, Paper, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import mark from "@/ui/mark.svg";
import classes from "@/features/session/Threshold.module.css";

interface Props {
  title: string;
  about?: string;
  children: ReactNode;
}

export function Threshold({ title, about, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Ostiary`;
  }, [title]);
  return (
    <main className={classes.page}>
      <Paper withBorder p="lg" className={classes.panel}>
        <Group gap="xs" mb="md">
          <img src={mark} alt="" width={24} height={24} />
          <Text fw={600} translate="no">
            {"Ostiary"}
          </Text>
        </Group>
        <Title order={1} mb={about === undefined ? "sm" : 4}>
          {title}
        </Title>
        {about !== undefined && (
          <Text c="dimmed" size="sm" mb="sm">
            {about}
          </Text>
        )}
        {children}
      </Paper>
    </main>
  );
}
