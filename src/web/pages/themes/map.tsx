import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";
import { useNavigate } from "react-router";
import { useVoices } from "../../foreseeing.ts";
import { useKept } from "../../kept.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { say } from "../../parts/toast.tsx";
import { useStudy } from "../../queries.ts";
import { boardOf, voicesOf } from "../../state/themes-board.ts";
import { frameOf, layout, mapOf, type MapNode, type Point } from "../../state/themes-map.ts";
import { Frame } from "./frame.tsx";
import css from "./map.module.css";

type Kept = Readonly<Record<string, readonly [number, number]>>;
const nothingKept: Kept = {};
const steps: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The thematic map: themes, subthemes and codes with what belongs to what; arranged by hand, saved as a picture. */
export function MapPage(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const { data: voices } = useVoices();
  const [kept, keep, forget] = useKept<Kept>(`map ${study.settings.id}`, nothingKept);
  const [withCodes, setWithCodes] = useKept<boolean>("map with codes", true);
  const [moving, setMoving] = useState<{ id: string; at: Point } | null>(null);
  const [zoom, setZoom] = useState(1);
  const [held, setHeld] = useState<string | null>(null);
  const svg = useRef<SVGSVGElement>(null);

  const map = useMemo(() => {
    if (!voices) return null;
    const all = mapOf(boardOf(study, voices), (theme) => {
      const { voices: by, passages } = voicesOf(study, voices, theme);
      return { passages, people: by.filter((v) => v.passages > 0).length };
    });
    return withCodes ? all : { nodes: all.nodes.filter((n) => n.kind !== "code"), edges: all.edges.filter((e) => !e.to.startsWith("code:")) };
  }, [study, voices, withCodes]);
  const places = useMemo(() => (map ? layout(map, new Map(Object.entries(kept).map(([id, [x, y]]) => [id, { x, y }]))) : new Map<string, Point>()), [map, kept]);
  const frame = useMemo(() => frameOf(map?.nodes ?? [], places), [map, places]);
  const at = (id: string): Point => (moving?.id === id ? moving.at : places.get(id)!);

  /** Everything stays where it is seen now; one thing is somewhere else. A theme takes along what was never moved by hand. */
  const put = (id: string, point: Point): void => keep({ ...Object.fromEntries([...places].map(([node, p]) => [node, [Math.round(p.x), Math.round(p.y)]])), [id]: [Math.round(point.x), Math.round(point.y)] });
  const press = (node: MapNode, event: PointerEvent<SVGGElement>): void => {
    if (event.button !== 0 || !svg.current) return;
    const group = event.currentTarget;
    const matrix = svg.current.getScreenCTM();
    if (!matrix) return;
    const start = places.get(node.id)!;
    const [x, y] = [event.clientX, event.clientY];
    let point: Point | null = null;
    const move = (e: globalThis.PointerEvent): void => {
      if (!point && Math.hypot(e.clientX - x, e.clientY - y) < 4) return;
      point = { x: start.x + (e.clientX - x) / matrix.a, y: start.y + (e.clientY - y) / matrix.d };
      setMoving({ id: node.id, at: point });
    };
    const drop = (): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      if (point) put(node.id, point);
      setMoving(null);
      group.focus();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
  };
  const open = (node: MapNode): void => {
    const [kind, id] = node.id.split(":") as [string, string];
    void navigate(kind === "code" ? `/codes/${id}` : `/themes/${id}`);
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const id = (event.target as Element).getAttribute("data-node");
    const node = map?.nodes.find((n) => n.id === id);
    if (!node || !map || event.ctrlKey || event.metaKey) return;
    const way = steps[event.key];
    if (way) {
      event.preventDefault();
      if (event.altKey) {
        const step = event.shiftKey ? 60 : 12;
        const p = places.get(node.id)!;
        return put(node.id, { x: p.x + way[0] * step, y: p.y + way[1] * step });
      }
      const next = nearest(map.nodes, places, node, way);
      if (next) svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next.id)}"]`)?.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(node);
    }
  };
  const first = held !== null && places.has(held) ? held : map?.nodes[0]?.id;

  return (
    <Frame
      view="map"
      beside={<label className={css.choice}><input type="checkbox" checked={withCodes} onChange={(event) => setWithCodes(event.target.checked)} />with codes</label>}
      actions={
        <>
          <IconButton label="Smaller" onClick={() => setZoom((z) => Math.max(0.4, z / 1.2))}><span aria-hidden="true">−</span></IconButton>
          <IconButton label="Larger" onClick={() => setZoom((z) => Math.min(4, z * 1.2))}><Icon name="plus" /></IconButton>
          <Button look="quiet" onClick={() => setZoom(1)} disabled={zoom === 1}>Fit</Button>
          <Button look="quiet" onClick={() => { forget(); say("Laid out anew."); }} disabled={Object.keys(kept).length === 0}>Lay out anew</Button>
          <SaveMenu what="the map" name={`${study.settings.title || "Study"}, thematic map`} picture={() => svg.current} />
        </>
      }
    >
      {!map ? <p role="status" className={css.says}>Drawing the map</p> : map.nodes.length === 0 ? (
        <EmptyState icon="themes" title="The map shows your themes" actions={<Button look="main" onClick={() => void navigate("/themes")}>Go to the board</Button>}>Make a theme on the board and move codes to it. The map then shows what belongs to what, to be arranged and saved as a figure.</EmptyState>
      ) : (
        <div className={css.whole}>
        <div className={css.sheet} tabIndex={-1} data-zoomed={zoom > 1 || undefined}>
          <svg
            ref={svg}
            className={css.map}
            viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
            width={`${zoom * 100}%`}
            height={`${zoom * 100}%`}
            role="group"
            aria-label="Thematic map"
            onKeyDown={onKeyDown}
          >
            <g aria-hidden="true">
              {map.edges.map(({ from, to, hue, shared }) => {
                const [p, q] = [at(from), at(to)];
                return <line key={`${from} ${to}`} x1={p.x} y1={p.y} x2={q.x} y2={q.y} className={`${css.edge} ${shared ? css.shared : ""} k-${hue % 12}`} />;
              })}
            </g>
            {map.nodes.map((node) => <Node key={node.id} node={node} at={at(node.id)} here={node.id === first} links={map.edges.filter((e) => e.to === node.id || e.from === node.id).length} onPress={press} onOpen={open} onHold={setHeld} />)}
          </svg>
        </div>
        <p className={css.keys}>Drag to arrange, or choose with the arrows and move with <kbd>Alt</kbd> and arrows. <kbd>Enter</kbd> opens. A dashed line leads to a code of several themes.</p>
        </div>
      )}
    </Frame>
  );
}

/** The nearest node in a direction; what lies straight ahead comes before what lies aside. */
function nearest(nodes: readonly MapNode[], places: ReadonlyMap<string, Point>, from: MapNode, [dx, dy]: readonly [number, number]): MapNode | null {
  const p = places.get(from.id)!;
  let best: { node: MapNode; cost: number } | null = null;
  for (const node of nodes) {
    if (node.id === from.id) continue;
    const q = places.get(node.id)!;
    const along = (q.x - p.x) * dx + (q.y - p.y) * dy;
    const aside = Math.abs((q.x - p.x) * dy) + Math.abs((q.y - p.y) * dx);
    if (along <= 4) continue;
    const cost = along + aside * 2;
    if (!best || cost < best.cost) best = { node, cost };
  }
  return best?.node ?? null;
}

const lineHeights = { theme: 21, subtheme: 17, code: 15 } as const;

function Node({ node, at, here, links, onPress, onOpen, onHold }: { readonly node: MapNode; readonly at: Point; readonly here: boolean; readonly links: number; readonly onPress: (node: MapNode, event: PointerEvent<SVGGElement>) => void; readonly onOpen: (node: MapNode) => void; readonly onHold: (id: string) => void }): ReactElement {
  const { kind, lines, detail, width, height, hue } = node;
  const line = lineHeights[kind];
  const inside = lines.length * line + (detail && kind !== "code" ? 15 : 0);
  const top = at.y - inside / 2 + line * 0.72;
  const names = { theme: "Theme", subtheme: "Subtheme", code: "Code" } as const;
  return (
    <g
      className={`${css.node} ${css[kind]} k-${hue % 12}`}
      data-node={node.id}
      tabIndex={here ? 0 : -1}
      role="button"
      aria-label={`${names[kind]}: ${lines.join(" ")}, ${kind === "code" ? `${detail} passages` : detail}, ${links === 1 ? "one line" : `${links} lines`}`}
      onPointerDown={(event) => onPress(node, event)}
      onDoubleClick={() => onOpen(node)}
      onFocus={() => onHold(node.id)}
    >
      <rect x={at.x - width / 2} y={at.y - height / 2} width={width} height={height} rx={kind === "theme" ? 16 : kind === "subtheme" ? 11 : height / 2 > 16 ? 12 : height / 2} />
      {lines.map((words, i) => (
        <text key={i} x={at.x} y={top + i * line} textAnchor="middle">{words}{kind === "code" && i === lines.length - 1 ? <tspan className={css.count} dx="5">{detail}</tspan> : null}</text>
      ))}
      {detail && kind !== "code" ? <text x={at.x} y={top + lines.length * line - 2} textAnchor="middle" className={css.detail}>{detail}</text> : null}
    </g>
  );
}
