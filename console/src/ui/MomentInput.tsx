/** A moment by the clock of the browser, to the minute, written as in the address: `2026-03-07T14:05`. */
import { TextInput } from "@mantine/core";

interface Props {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function MomentInput({ label, value, onChange }: Props) {
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      label={label}
      value={value ?? ""}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}
