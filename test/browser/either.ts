import { launch } from "./browser.ts";
import { openFirefox } from "./firefox.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A page in one of two browsers, driven in the same words. */
export interface EitherPage {
  readonly goto: (url: string) => Promise<void>;
  /** Evaluates an expression in the page; it may be a promise. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** Presses the mouse at one place, goes over the others and lets go at the last. */
  readonly drag: (...points: readonly Point[]) => Promise<void>;
  /** Presses keys one after the other: "a", "Enter", "Shift+ArrowLeft". */
  readonly press: (...chords: readonly string[]) => Promise<void>;
  readonly picture: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** The names of keys in WebDriver's private letters. */
const letters: Readonly<Record<string, string>> = { Enter: "\uE007", Escape: "\uE00C", Delete: "\uE017", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Tab: "\uE004", Home: "\uE011", End: "\uE010" };

export async function openEither(kind: "Chromium" | "Firefox"): Promise<EitherPage> {
  if (kind === "Firefox") {
    const page = await openFirefox();
    return {
      ...page,
      press: async (...chords) => {
        for (const chord of chords) await page.chord(chord.split("+").map((key) => letters[key] ?? key));
      },
    };
  }
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async <T>(expression: string) => (await page.evaluate(`(async () => ${expression})()`)) as T,
    drag: async (first, ...rest) => {
      await page.mouse.move(first!.x, first!.y);
      await page.mouse.down();
      for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.up();
    },
    press: async (...chords) => {
      for (const chord of chords) await page.keyboard.press(chord);
    },
    picture: () => page.screenshot(),
    close: () => browser.close(),
  };
}
