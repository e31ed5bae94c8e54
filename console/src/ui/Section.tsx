/** A part of a thing's page: a heading, an action at its end, and what belongs to it. */
import { Group, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "@/ui/Section.module.css";

interface Props {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, action, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Group justify="space-between" wrap="nowrap" mih={36} mb={4}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </section>
  );
}
