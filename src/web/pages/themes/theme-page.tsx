import type { ReactElement } from "react";
import { Frame } from "./frame.tsx";
export const ThemePage = (): ReactElement => <Frame view="passages">soon</Frame>;
export const PassagesPage = ThemePage;
