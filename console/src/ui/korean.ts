/** The Korean font: its parts are fetched only where their letters are shown, in whatever language. */
import "@fontsource-variable/noto-sans-kr/wght.css";
