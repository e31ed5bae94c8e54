/** Every Korean text, by namespace: one file for each. */
export default import.meta.glob<Record<string, unknown>>("./ko/*.json", { eager: true, import: "default" });
