/** Where something is put, in pixels. */
interface Place {
  readonly top?: number;
  readonly left?: number;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Puts an element where something was measured to be. Geometry that is known only while running cannot stand in a
 * style sheet; it is set through the element's own style object, which the content security policy allows.
 */
export function place(element: HTMLElement | null, { top, left, width, height }: Place): void {
  if (!element) return;
  if (top !== undefined) element.style.top = `${top}px`;
  if (left !== undefined) element.style.left = `${left}px`;
  if (width !== undefined) element.style.width = `${width}px`;
  if (height !== undefined) element.style.height = `${height}px`;
}

/** Puts a floating element below (or, where there is no room, above) a rectangle of the window, wholly inside it. */
export function placeBeside(element: HTMLElement | null, anchor: { readonly left: number; readonly top: number; readonly bottom: number }): void {
  if (!element) return;
  const { offsetWidth, offsetHeight } = element;
  const { innerWidth, innerHeight } = window;
  const below = anchor.bottom + 8;
  const top = below + offsetHeight <= innerHeight - 12 ? below : anchor.top - 8 - offsetHeight >= 8 ? anchor.top - 8 - offsetHeight : Math.max(8, innerHeight - 12 - offsetHeight);
  place(element, { top, left: Math.max(8, Math.min(anchor.left, innerWidth - 12 - offsetWidth)) });
}
