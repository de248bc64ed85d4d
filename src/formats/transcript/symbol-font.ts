/** What the font "Symbol" shows at 0x20 to 0x7e, and at 0xa0 to 0xfe. */
const LOWER = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const UPPER = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/** The character that a byte stands for in the font "Symbol"; the byte itself where the font has none there. */
export function symbolAt(byte: number): string {
  const shown = byte >= 0xa0 ? [...UPPER][byte - 0xa0] : [...LOWER][byte - 0x20];
  return shown ?? String.fromCharCode(byte);
}
