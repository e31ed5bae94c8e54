/** One sign of the icon set (`@mdi/js`): decoration, unless it has a label. */
interface Props {
  path: string;
  size?: number;
  label?: string | undefined;
  /** Points the other way where one reads from right to left. */
  directed?: boolean;
}

export function Icon({ path, size = 18, label, directed = false }: Props) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} className={directed ? "directed" : undefined} {...named}>
      <path d={path} fill="currentColor" />
    </svg>
  );
}
