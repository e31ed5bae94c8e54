/** A person's photo, or his initials. The name stands beside it, so this is decoration. */
import { Avatar as Round } from "@mantine/core";
import { initialsOf } from "@/lib/words";

interface Props {
  name: string;
  /** The address of the photo, or its bytes as a data address. */
  photo?: string | null | undefined;
  size?: number;
}

export function Avatar({ name, photo, size = 32 }: Props) {
  return (
    <Round src={photo ?? null} size={size} alt="" aria-hidden color="gray" variant="light">
      {initialsOf(name)}
    </Round>
  );
}
