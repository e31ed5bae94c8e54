/** The tokens of the console's looks. One accent; what has a state has a colour and a sign. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#e8f6f7", "#d3e9ec", "#a6d2d8", "#75bac3", "#4da6b1", "#3499a6", "#1f7f8c", "#0f6773", "#0b545e", "#06424a",
];

const FONTS = '"Inter Variable", "Noto Sans KR Variable", system-ui, -apple-system, "Segoe UI", sans-serif';

export const theme = createTheme({
  colors: { accent },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: "600", sizes: { h1: { fontSize: "1.25rem", lineHeight: "1.75rem" } } },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    // The placeholder is a child that a menu may not have.
    Menu: { defaultProps: { shadow: "md", width: 220, withInitialFocusPlaceholder: false } },
    Notification: { styles: { description: { color: "var(--mantine-color-dimmed)" } } },
  },
});
