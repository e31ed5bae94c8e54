/** What went wrong, said beside it; nothing where nothing did. */
import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";

interface Props extends Pick<TextProps, "mt" | "className"> {
  /** Keeps the line's room while it says nothing. */
  reserved?: boolean;
  children: ReactNode;
}

export function Problem({ reserved = false, children, ...place }: Props) {
  if (!children && !reserved) return null;
  return (
    <Text role="alert" size="sm" c="var(--state-bad)" {...(reserved && { mih: "1.3em" })} {...place}>
      {children}
    </Text>
  );
}
