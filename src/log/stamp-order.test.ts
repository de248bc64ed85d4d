import fc from "fast-check";
import { expect, it } from "vitest";
import type { Entry } from "./port.ts";
import { inStampOrder, mergeByStamp } from "./stamp-order.ts";

it("merges streams into batches of the size asked for, in the order of a plain sort", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(40), { maxLength: 30 }), { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), (streams, read, size) => {
      const entries = streams.map((stamps, r) => stamps.toSorted((a, b) => a - b).map((stamp, i) => ({ replica: `r${r}`, seq: i + 1, stamp: String(stamp).padStart(3, "0") }) as Entry));
      const sources = entries.map((list) => {
        let at = 0;
        return () => list.slice(at, (at += read));
      });
      const batches = [...mergeByStamp(sources, size)];
      expect(batches.flat()).toEqual(entries.flat().sort(inStampOrder));
      for (const batch of batches.slice(0, -1)) expect(batch.length).toBe(size);
    }),
  );
});
