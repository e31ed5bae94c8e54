/** Every English text, by namespace: one file for each. */
export default import.meta.glob<Record<string, unknown>>("./en/*.json", { eager: true, import: "default" });
