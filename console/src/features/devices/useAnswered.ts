/** What a reader has answered, for as long as its screen shows it. */
import { useEffect, useState } from "react";
import type { Answered } from "@/api/simulated";

const SHOWN_FOR = 12_000;

export function useAnswered(): readonly [Answered | null, (answered: Answered) => void] {
  const [answered, show] = useState<Answered | null>(null);
  useEffect(() => {
    if (!answered) return undefined;
    const timer = setTimeout(() => show(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [answered]);
  return [answered, show];
}
