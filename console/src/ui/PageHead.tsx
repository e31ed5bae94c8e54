/** The head of a page: its title, what it is about in a line, and what can be done. Also names the browser's tab. */
import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "@/ui/PageHead.module.css";

interface Props {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, about, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Ostiary`;
  }, [title]);
  return (
    <div className={classes.head}>
      <div className={classes.words}>
        <Title order={1}>{title}</Title>
        {about !== undefined && (
          <Text component="div" c="dimmed" size="sm">
            {about}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </div>
  );
}
