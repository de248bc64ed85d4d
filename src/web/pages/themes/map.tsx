import type { ReactElement } from "react";
import { Frame } from "./frame.tsx";
export const MapPage = (): ReactElement => <Frame view="map">soon</Frame>;
