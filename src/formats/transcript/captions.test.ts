import { describe, expect, test } from "vitest";
import { read, said } from "./read.fixture.ts";

describe("captions as programs write them", () => {
  test("YouTube's rolling captions hold lines of a blank alone; each line is read once, with its time", async () => {
    const vtt = "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.320 --> 00:00:02.000 align:start position:0%\n \nhello<00:00:00.640><c> there</c>\n\n00:00:02.000 --> 00:00:02.010 align:start position:0%\nhello there\n \n\n00:00:02.010 --> 00:00:04.000 align:start position:0%\nhello there\nhow<00:00:02.200><c> are</c><00:00:02.400><c> you</c>\n";
    const interview = await read("a.vtt", vtt);
    expect(said(interview)).toEqual(["- @0.32: hello there how are you"]);
    expect(interview.notes.join(" ")).not.toContain("damaged");
  });
  test("Webex names the speaker beside the caption's number", async () => {
    expect(said(await read("a.vtt", 'WEBVTT\n\n1 "Anna Hall" (3427840)\n00:00:01.000 --> 00:00:03.000\nHello\n\n2 "Ben Ito" (1234)\n00:00:04.000 --> 00:00:05.000\nBye\n'))).toEqual(["Anna Hall @1: Hello", "Ben Ito @4: Bye"]);
  });
  test("SubViewer captions and arrows of one dash are read; no time stays in the text", async () => {
    expect((await read("a.sbv", "0:00:01.000,0:00:02.500\nHello there.\n\n0:00:03.000,0:00:04.000\nHi.\n")).text).toBe("Hello there. Hi.");
    expect((await read("a.srt", "1\n0:00:01,000 -> 0:00:02,500\nOne.\n\n2\n0:00:03,000 -> 0:00:04,000\nTwo.\n")).text).toBe("One. Two.");
  });
  test("a turn of a hundred thousand captions keeps them all, and takes no longer for being one", async () => {
    const cues = Array.from({ length: 100_000 }, (_, i) => `00:00:01.000 --> 00:00:02.000\n${i === 0 ? "<v Anna>" : ""}w${i}`);
    const interview = await read("a.vtt", `WEBVTT\n\n${cues.join("\n\n")}\n`);
    expect(interview.turns).toHaveLength(1);
    expect(interview.text.endsWith("w99998 w99999")).toBe(true);
  });
  test("Whisper's table: milliseconds, and quotation marks that are words", async () => {
    const interview = await read("a.tsv", 'start\tend\ttext\n0\t3200\tHello there.\n3200\t5000\t"Quoted" words\n9000\t9900\tthe "end\n');
    expect(interview.text.replace(/\s+/g, " ")).toBe('Hello there. "Quoted" words the "end');
    expect(interview.turns[0]?.at).toBe(0);
    expect(interview.layout).toBe("Whisper transcript");
  });
});
